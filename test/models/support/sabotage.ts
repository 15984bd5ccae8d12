import type { Key, Put, Row, Write } from '../../../shared/store/table.ts';
import type { MemoryTable } from '../../../tools/memory/memory-table.ts';

/** The table of a product with a bug. */
export type Sabotage = (table: MemoryTable) => MemoryTable;

/** Every write set, changed before it is committed. */
export const writing =
  (change: (write: Write, table: MemoryTable) => readonly Write[]): Sabotage =>
  table => ({
    ...table,
    commit: set => table.commit({ ...set, writes: set.writes.flatMap(write => change(write, table)) }),
  });

/** The same for rows that are put. */
export const putting = (change: (put: Put, table: MemoryTable) => Write | undefined): Sabotage =>
  writing((write, table) => (write.do === 'put' ? [change(write, table) ?? []].flat() : [write]));

/** Every row that is got, changed before it is seen. */
export const getting =
  (change: (row: Row, table: MemoryTable) => Row): Sabotage =>
  table => ({
    ...table,
    get: async (key: Key) => {
      const row = await table.get(key);
      return row && change(row, table);
    },
  });

/** Several of them at once, the first nearest to the table. */
export const all =
  (...sabotages: readonly Sabotage[]): Sabotage =>
  table =>
    sabotages.reduce((broken, sabotage) => sabotage(broken), table);

export const isOf = ({ row }: Put, type: string, kind = row['kind']): boolean =>
  row['type'] === type && row['kind'] === kind;
