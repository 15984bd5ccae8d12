import type { CaseLine } from '../../shared/contracts/devices-contract.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { caseOf, loadCase, type StoredCase } from '../../shared/store/case-store.ts';
import { lists } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Page, Table } from '../../shared/store/table.ts';
import { linesOf } from './case-line.ts';

type Asked = {
  readonly month?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
};

/** Open cases by when they are due; with a month, the settled ones opened in it as well. */
export async function listCases(
  { table, clock }: Ports,
  { month, limit, cursor }: Asked,
): Promise<{ cases: CaseLine[]; now: string; cursor?: string }> {
  const now = clock.now();
  const pk =
    month === undefined ? lists.deviceCases : lists.deviceCasesOpened(Date.parse(`${month}-01T00:00:00Z`));
  const page = await table.query({
    ...{ index: 'list', pk, limit },
    ...(month === undefined ? {} : { descending: true }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  const open = month === undefined || cursor !== undefined ? [] : await openOf(table, month);
  const cases = await linesOf(table, [...open, ...(await asTheyStand(table, page))], now);
  return { cases, now: formatInstant(now), ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
}

/** The index may lag behind: what is shown is the row itself. */
const asTheyStand = async (table: Table, { rows }: Page): Promise<StoredCase[]> =>
  (await Promise.all(rows.map(row => loadCase(table, caseOf(row).id)))).filter(one => one !== undefined);

const MOST_OPEN = 1_000;

/** Open cases that were opened in a month: they stand in the list of the open ones. */
async function openOf(table: Table, month: string): Promise<StoredCase[]> {
  const { rows } = await table.query({ index: 'list', pk: lists.deviceCases, limit: MOST_OPEN });
  return rows.map(caseOf).filter(({ openedAt }) => formatInstant(openedAt).startsWith(month));
}
