import type { Row, Table } from '../../shared/store/table.ts';

export const isPush = (row: Row): boolean => row.type === 'delivery' && row['channel'] === 'push';

const unsent = (row: Row): Row =>
  isPush(row) && row['state'] === 'sent' ? { ...row, state: 'sending', leaseUntil: 0 } : row;

/** To whoever looks, a push that was sent looks as if an attempt at it had ended without an answer. */
export const pushesLookUnsent = (table: Table): Partial<Table> => ({
  query: async query => {
    const page = await table.query(query);
    return { ...page, rows: page.rows.map(unsent) };
  },
});
