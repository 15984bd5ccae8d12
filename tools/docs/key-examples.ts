import * as keys from '../../shared/store/keys.ts';
import { EXAMPLE_INSTANT } from './examples.ts';
import { sourcePaths, textOf } from './sources.ts';

export type KeyLine = {
  /** As it is called: `accountKey(accountId)`. */
  readonly name: string;
  readonly example: string;
  readonly says: string;
  /** Capabilities that ask for it themselves, beside what the stores do. */
  readonly usedBy: readonly string[];
};

/** Values that say more than a parameter's own name. */
const examples: Readonly<Record<string, unknown>> = {
  accountId: 'acme',
  agentId: 'anna',
  capability: 'team',
  channel: 'push',
  contactId: 'c-1',
  eventId: 'evt_1',
  id: 'evt_1',
  importId: 'crm-2026',
  kind: 'task.unowned',
  name: '-',
  notificationId: 'ntf_1',
  taskId: 'tsk_1',
  watcher: 'sweep',
  of: 'email',
  at: EXAMPLE_INSTANT,
  line: 12,
  window: 1_994_820,
  pk: keys.accountPk('acme'),
  'promiseKey.kind': 'calendar',
  'promiseKey.id': 'office',
  'promisePrefix.kind': 'calendar',
  'promisePk.kind': 'calendar',
  'promisePk.id': 'office',
  'promiseVersionKey.kind': 'calendar',
  'promiseVersionKey.id': 'office',
  'promiseVersionKey.version': 3,
  'wakeShardOf.key': keys.accountKey('acme'),
  'notificationIdOf.pk': keys.notificationPk('ntf_1'),
  'absenceIdOf.pk': keys.absencePk('anna', 'summer'),
  'absentIdOf.pk': keys.absencePk('anna', 'summer'),
};

/** Every key that `shared/store/keys.ts` spells, in the order of the file. */
export function keyLines(): KeyLine[] {
  const source = textOf('shared/store/keys.ts');
  const order = (name: string) => source.indexOf(`export const ${name}`);
  return Object.entries(keys)
    .filter(([name]) => name !== 'lists' && name !== 'LAST')
    .sort(([a], [b]) => order(a) - order(b))
    .map(([name, value]) => lineOf(name, value, docAbove(source, `export const ${name}`)));
}

/** The names of lists in the index `list`. */
export const listLines = (): KeyLine[] => {
  const source = textOf('shared/store/keys.ts');
  return Object.entries(keys.lists).map(([name, value]) =>
    lineOf(`lists.${name}`, value, docAbove(source, `  ${name}:`)),
  );
};

function lineOf(name: string, value: unknown, says: string): KeyLine {
  if (typeof value !== 'function') return { name, example: shown(value), says, usedBy: usersOf(name) };
  const parameters = parametersOf(value as () => unknown);
  const given = parameters.map(
    parameter => examples[`${name}.${parameter}`] ?? examples[parameter] ?? `‹${parameter}›`,
  );
  const answer: unknown = (value as (...parts: unknown[]) => unknown)(...given);
  const called = `${name}(${parameters.join(', ')})`;
  return { name: called, example: shown(answer), says, usedBy: usersOf(name) };
}

const usersOf = (name: string): string[] => {
  const word = new RegExp(`\\b${name.replace('.', '\\.')}\\b`);
  const users = sourcePaths(['functions']).filter(path => word.test(textOf(path)));
  return [...new Set(users.map(path => path.split('/')[1] ?? ''))].sort();
};

const parametersOf = (fn: () => unknown): string[] =>
  (/^\(?([^)=]*?(?:=[^,)]*)?[^)]*?)\)?\s*=>/.exec(fn.toString())?.[1] ?? '')
    .split(',')
    .map(parameter => parameter.split('=')[0]?.trim() ?? '')
    .filter(Boolean);

function shown(value: unknown): string {
  if (typeof value !== 'object' || value === null) return `\`${value}\``;
  if (Array.isArray(value)) return `\`${value[0]}\` … \`${value.at(-1)}\``;
  const { pk, sk } = value as { pk?: unknown; sk?: unknown };
  return `\`${pk}\` / \`${sk}\``;
}

/** The comment right above a declaration, as one line. */
function docAbove(source: string, declaration: string): string {
  const before = source.slice(0, source.indexOf(declaration)).trimEnd();
  if (!before.endsWith('*/')) return '';
  return before
    .slice(before.lastIndexOf('/**') + 3, -2)
    .split('\n')
    .map(line => line.replace(/^\s*\*/, '').trim())
    .join(' ')
    .trim();
}
