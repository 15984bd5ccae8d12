import type { Messages } from '../../messages/messages.ts';
import { humanise, wordFor } from '../../messages/words.ts';
import { targetName } from './target-name.ts';

export type Known = {
  readonly m: Messages;
  readonly agent: (id: string) => string;
  readonly depot: (id: string) => string;
  readonly contact: (id: string) => string;
  readonly date: (at: string | number) => string;
};

/** Parts of a reason that only the machinery needs, or that stand elsewhere on the page. */
const plumbing = new Set(['caseId', 'policyVersion', 'unit']);

type Table = Readonly<Record<string, string>>;
const tablesOf = ({ damages, devices, deviceCase, refusals }: Messages): Readonly<Record<string, Table>> => ({
  on: devices.awaited,
  reason: devices.reasons,
  path: devices.paths,
  damage: damages,
  way: deviceCase.ways,
  stage: deviceCase.stages,
  fate: deviceCase.oldUnits,
  outcome: deviceCase.orders,
  asked: deviceCase.actions,
  why: deviceCase.whys,
  refusal: refusals,
});

/** A decision's reason as pairs of words, in the reader's language as far as its parts are known. */
export function reasonWords(
  reason: Readonly<Record<string, unknown>>,
  known: Known,
): { readonly label: string; readonly value: string }[] {
  const { parts, deviceCase } = known.m;
  const labels: Table = { ...parts, ...deviceCase.parts };
  return Object.entries(reason).flatMap(([key, value]) => {
    const shown = plumbing.has(key) ? '' : partText(key, value, known);
    return shown === '' ? [] : [{ label: wordFor(labels, key), value: shown }];
  });
}

function partText(key: string, value: unknown, known: Known): string {
  const { common } = known.m;
  if (Array.isArray(value))
    return value
      .map(part => partText(key, part, known))
      .filter(Boolean)
      .join(', ');
  if (typeof value === 'boolean') return value ? common.yes : common.no;
  if (typeof value === 'number') return value > 1e12 ? known.date(value) : String(value);
  return typeof value === 'string' ? wordText(key, value, known) : '';
}

function wordText(key: string, value: string, { m, agent, depot, contact, date }: Known): string {
  const table = tablesOf(m)[key];
  if (table && Object.hasOwn(table, value)) return table[value] ?? '';
  if (key === 'by') return agent(value);
  if (key === 'depotId') return depot(value);
  if (key === 'contactId') return contact(value);
  if (key === 'target') return targetName(value, m);
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return date(value);
  return key.endsWith('Id') || key === 'serial' || !/^[a-z]+(-[a-z]+)+$/.test(value)
    ? value
    : humanise(value);
}
