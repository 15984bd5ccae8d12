import type { Ports } from '../../shared/store/ports.ts';
import type { Row, Table } from '../../shared/store/table.ts';
import type { Reader } from './guard.ts';

/** Reads that may be a moment old, for half the price: what they show decides nothing but whether to look again. */
export const atAGlance = ({ table, clock }: Pick<Ports, 'table' | 'clock'>): Reader => ({
  now: clock.now(),
  table,
  get: async ({ pk, sk }) => (await table.query({ pk, from: sk, to: sk, mayLag: true })).rows[0],
  all: (pk, prefix) => everything(table, { pk, ...(prefix === undefined ? {} : { prefix }), mayLag: true }),
  fresh: async listed => listed,
});

/** Reads of what stands there now. */
export const asItStands = ({ table, clock }: Pick<Ports, 'table' | 'clock'>): Reader => ({
  now: clock.now(),
  table,
  get: key => table.get(key),
  all: (pk, prefix) => everything(table, { pk, ...(prefix === undefined ? {} : { prefix }) }),
  fresh: ({ pk, sk }) => table.get({ pk, sk }),
});

async function everything(table: Table, query: Parameters<Table['query']>[0]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({ ...query, ...(cursor === undefined ? {} : { cursor }) });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}
