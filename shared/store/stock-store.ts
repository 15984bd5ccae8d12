import type { Stock } from '../domain/devices/stock.ts';
import { newStock } from '../domain/devices/stock.ts';
import { depotPk, stockKey, stockPrefix } from './keys.ts';
import { bare, type Row, type Table } from './table.ts';

/** The stock of one model at one depot; `version` is absent while there is no row. */
export type StoredStock = Stock & { readonly version?: number };

export async function loadStock(table: Table, depotId: string, model: string): Promise<StoredStock> {
  const row = await table.get(stockKey(depotId, model));
  return row ? stockOf(row) : newStock(depotId, model);
}

/** All models that a depot has or had in stock. */
export async function loadStocks(table: Table, depotId: string): Promise<StoredStock[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({
      pk: depotPk(depotId),
      prefix: stockPrefix,
      ...(cursor === undefined ? {} : { cursor }),
    });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows.map(stockOf);
}

const stockOf = (row: Row): StoredStock => bare(row) as unknown as StoredStock;

export const stockRow = ({ version: _read, ...stock }: StoredStock): Row => ({
  ...stockKey(stock.depotId, stock.model),
  type: 'stock',
  ...stock,
});
