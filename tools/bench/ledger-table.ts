import { keyOfWrite } from '../../shared/store/commit.ts';
import type { Change, Key, Query, Row, Table, Write } from '../../shared/store/table.ts';
import { tableShape } from '../../shared/store/table.ts';
import { bytesOfRow, type Units, writeUnits } from './write-units.ts';

/** What was written where, and for how much. */
export type Charge = { readonly key: Key; readonly units: Units };
export type Reads = { queries: number; units: number };
export type LedgerTable = Table & { readonly charges: readonly Charge[]; readonly reads: Reads };

/**
 * The one table in memory with a bill. A single hand writes here, so every condition is taken as met; what the product
 * does when one fails is the simulation's business.
 */
export function ledgerTable(): LedgerTable {
  const rows = new Map<string, Row>();
  const charges: Charge[] = [];
  const reads: Reads = { queries: 0, units: 0 };
  const place = ({ pk, sk }: Key): string => JSON.stringify([pk, sk]);
  return {
    charges,
    reads,
    async get(key) {
      const row = rows.get(place(key));
      reads.units += unitsOfRead(row ? [row] : []);
      return row;
    },
    async query(query) {
      const found = matching(rows.values(), query);
      const page = found.slice(0, query.limit);
      reads.queries += 1;
      reads.units += query.index || query.mayLag ? unitsOfRead(page) / 2 : unitsOfRead(page);
      const last = found.length > page.length ? page.at(-1) : undefined;
      return last ? { rows: page, cursor: sortOf(last, query) } : { rows: page };
    },
    async commit({ commitId, writes }) {
      for (const write of writes) {
        const key = keyOfWrite(write);
        const before = rows.get(place(key));
        const after = rowAfter(write, before, commitId);
        if (after) rows.set(place(key), after);
        else rows.delete(place(key));
        const units = writeUnits({ before, after }, { transaction: writes.length > 1 });
        charges.push({ key: { pk: key.pk, sk: key.sk }, units });
      }
      return { done: true };
    },
  };
}

function rowAfter(write: Write, before: Row | undefined, commitId: string): Row | undefined {
  switch (write.do) {
    case 'put':
      return { ...write.row, commitId };
    case 'change':
      return changed(write, before, commitId);
    case 'check':
      return before;
    case 'delete':
      return undefined;
  }
}

function changed({ key, set, add, remove = [] }: Change, before: Row | undefined, commitId: string): Row {
  const row: Record<string, unknown> = { ...before, ...set, commitId };
  for (const [field, amount] of Object.entries(add ?? {})) row[field] = Number(row[field] ?? 0) + amount;
  for (const field of remove) delete row[field];
  return { ...row, pk: key.pk, sk: key.sk };
}

/** Rows of the asked partition within the asked ends, in order, behind the cursor. */
function matching(rows: Iterable<Row>, query: Query): Row[] {
  const { pk, sk } = query.index ? tableShape.indexes[query.index] : tableShape;
  const { from, to, prefix = '' } = query;
  const isWithin = (at: unknown): boolean =>
    at !== undefined &&
    (to === undefined || (at as string | number) <= to) &&
    (from === undefined || (at as string | number) >= from) &&
    String(at).startsWith(prefix);
  const found = [...rows].filter(row => row[pk] === query.pk && isWithin(row[sk]));
  const behind = found.filter(row => query.cursor === undefined || sortOf(row, query) > query.cursor);
  return behind.sort((a, b) => (sortOf(a, query) < sortOf(b, query) ? -1 : 1));
}

/** Instants have the same number of digits for the next two hundred years, so they sort as texts. */
const sortOf = (row: Row, { index }: Query): string =>
  `${row[index ? tableShape.indexes[index].sk : tableShape.sk]} ${row.pk} ${row.sk}`;

/** A unit for each begun 4 KB of what is read for sure, and no read is free; what may lag, as an index does, costs half. */
const unitsOfRead = (rows: readonly Row[]): number =>
  Math.max(1, Math.ceil(rows.reduce((sum, row) => sum + bytesOfRow(row), 0) / 4096));
