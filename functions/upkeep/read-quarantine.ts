import type { QuarantineItem, QuarantinePage } from '../../shared/contracts/operations-contract.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import {
  listQuarantined,
  loadQuarantined,
  type QuarantineAsked,
  type Quarantined,
} from '../../shared/store/quarantine-store.ts';
import type { Table } from '../../shared/store/table.ts';

/** What could not be taken in, the newest first; the texts stay in the table. */
export async function listQuarantine(table: Table, asked: QuarantineAsked) {
  const { items, ...rest } = await listQuarantined(table, asked);
  return { items: items.map(quarantineItem), ...rest };
}

/** One thing that could not be taken in, with what was kept of it. */
export async function readQuarantined(table: Table, id: string) {
  const held = await loadQuarantined(table, id);
  return held
    ? accepted<QuarantinePage>({ item: quarantineItem(held), text: held.text })
    : refused('not-found');
}

/** As the API shows it, without its text. */
export function quarantineItem(held: Quarantined): QuarantineItem {
  const { id, origin, reason, field, problem, bytes, state, version, last, again } = held;
  return {
    ...{ id, at: formatInstant(held.at), origin, ...namedIn(held.text) },
    ...{ reason, ...(field === undefined ? {} : { field }), ...(problem === undefined ? {} : { problem }) },
    ...{ bytes, state, version, whole: held.retaken !== undefined },
    ...(last ? { last: { ...last, at: formatInstant(last.at) } } : {}),
    ...(again ? { again } : {}),
    until: formatInstant(held.keptUntil),
  };
}

const MOST = 128;

/** Producer and type of the event, as the bus wrote them around it; nothing when that cannot be read any more. */
function namedIn(text: string): Pick<QuarantineItem, 'source' | 'name'> {
  try {
    const { source, 'detail-type': name } = (JSON.parse(text) ?? {}) as Record<string, unknown>;
    return {
      ...(typeof source === 'string' ? { source: source.slice(0, MOST) } : {}),
      ...(typeof name === 'string' ? { name: name.slice(0, MOST) } : {}),
    };
  } catch {
    return {};
  }
}
