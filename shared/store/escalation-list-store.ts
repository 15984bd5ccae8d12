import { parseInstant } from '../kernel/instant.ts';
import { type EscalationList, listOf, runOf, type StoredRun } from './escalation-store.ts';
import { CursorError, type Row, type Table } from './table.ts';

type Asked = {
  readonly state?: EscalationList | undefined;
  readonly limit: number;
  /** Where the page before this one ended. */
  readonly cursor?: string;
};

/** Escalations that are not solved, the oldest first: of one state, or of all of them in one order. */
export async function listRuns(
  table: Table,
  { state, limit, cursor }: Asked,
): Promise<{ runs: StoredRun[]; cursor?: string }> {
  if (cursor !== undefined && parseInstant(cursor.slice(0, INSTANT_LENGTH)) === undefined)
    throw new CursorError('the cursor cannot be read');
  const wanted = state === undefined ? Object.values(listOf) : [listOf[state]];
  const found = await Promise.all(wanted.map(list => rowsAfter(table, list, { cursor, most: limit + 1 })));
  // A row that goes from one list to another may stand in both for a moment.
  const byPlace = new Map(found.flat().map(row => [String(row.listKey), row]));
  const places = [...byPlace.keys()].sort();
  const rows = places.slice(0, limit).flatMap(place => byPlace.get(place) ?? []);
  const last = rows.at(-1)?.listKey;
  return { runs: rows.map(runOf), ...(last !== undefined && places.length > limit ? { cursor: last } : {}) };
}

const INSTANT_LENGTH = '2026-11-23T09:00:00.000Z'.length;

async function rowsAfter(
  table: Table,
  list: string,
  { cursor, most }: { cursor: string | undefined; most: number },
): Promise<Row[]> {
  const rows: Row[] = [];
  let next: string | undefined;
  do {
    const page = await table.query({
      ...{ index: 'list', pk: list, limit: most + 1 },
      ...(cursor === undefined ? {} : { from: cursor }),
      ...(next === undefined ? {} : { cursor: next }),
    });
    rows.push(...page.rows.filter(({ listKey }) => listKey !== cursor));
    next = page.cursor;
  } while (next !== undefined && rows.length < most);
  return rows;
}
