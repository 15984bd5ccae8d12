import { DAY, formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import { caseOf, type StoredCase } from '../../shared/store/case-store.ts';
import { lists } from '../../shared/store/keys.ts';
import type { Row, Table } from '../../shared/store/table.ts';

async function listed(table: Table, pk: string): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({ index: 'list', pk, ...(cursor === undefined ? {} : { cursor }) });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}

/** Every case that is open now. */
export const openCases = async (table: Table): Promise<StoredCase[]> =>
  (await listed(table, lists.deviceCases)).map(caseOf);

/** Every case opened within `[from, to)`, open or settled. */
export async function casesOpened(table: Table, from: Instant, to: Instant): Promise<StoredCase[]> {
  const months = new Set<string>();
  for (let at = from; at < to; at += DAY) months.add(formatInstant(at).slice(0, 7));
  const settled = await Promise.all(
    [...months].map(month => listed(table, lists.deviceCasesOpened(Date.parse(`${month}-01T00:00:00Z`)))),
  );
  const cases = [...settled.flat().map(caseOf), ...(await openCases(table))];
  const byId = new Map(cases.map(held => [held.id, held]));
  return [...byId.values()].filter(({ openedAt }) => from <= openedAt && openedAt < to);
}
