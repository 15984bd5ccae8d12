import { isOpenOutreach, type Outreach, type Standing } from '../domain/outreach/outreach.ts';
import { replace } from './journal.ts';
import { accountPk, timeKey } from './keys.ts';
import { causeKey, causePrefix, outreachKey, outreachLists } from './outreach-keys.ts';
import { bare, type Row, type Table, type Write } from './table.ts';

export type StoredOutreach = Outreach & { readonly version: number };
export type StoredStanding = Standing & { readonly version: number };

export async function loadOutreach(table: Table, outreachId: string): Promise<StoredOutreach | undefined> {
  const row = await table.get(outreachKey(outreachId));
  return row && (bare(row) as unknown as StoredOutreach);
}

/** Where an account stands with each cause it was ever approached for. */
export async function loadStandings(table: Table, accountId: string): Promise<StoredStanding[]> {
  const { rows } = await table.query({ pk: accountPk(accountId), prefix: causePrefix, limit: 10 });
  return rows.map(row => bare(row) as unknown as StoredStanding);
}

/** An outreach in its new state; refused with `stale` when somebody was faster. */
export const outreachWrite = (outreach: Outreach, read: number | undefined): Write => {
  const { version: _read, ...said } = outreach as StoredOutreach;
  return replace({ ...outreachKey(outreach.id), type: 'outreach', ...said, ...placeOf(outreach) }, read);
};

export const standingWrite = (standing: Standing, read: number | undefined): Write => {
  const { version: _read, ...said } = standing as StoredStanding;
  return replace(
    { ...causeKey(standing.accountId, standing.cause), type: 'outreach-standing', ...said },
    read,
  );
};

/** Ranks are listed as digits, the highest first: what is missing to the most there can be. */
const MOST_RANK = 1e6;
const rankKey = (rank: number): string =>
  String(Math.round((MOST_RANK - Math.min(rank, MOST_RANK)) * 1000)).padStart(10, '0');

function placeOf(outreach: Outreach): Pick<Row, 'list' | 'listKey'> {
  const { id, state, rank, dueAt, openedAt, updatedAt, endedAt = updatedAt } = outreach;
  if (!isOpenOutreach(outreach)) return { list: outreachLists.ended(endedAt), listKey: timeKey(endedAt, id) };
  if (state === 'held') return { list: outreachLists.held, listKey: `${rankKey(rank)} ${id}` };
  if (state === 'noted') return {};
  return { list: outreachLists.open, listKey: timeKey(dueAt ?? openedAt, id) };
}

type Wanted = { readonly pk: string; readonly cursor?: string | undefined; readonly limit: number };

/** One page of a list of outreach; candidates: an index may be a moment old. */
export async function listOutreach(
  table: Table,
  { pk, cursor, limit }: Wanted,
  descending = false,
): Promise<{ readonly outreach: StoredOutreach[]; readonly cursor?: string }> {
  const page = await table.query({
    ...{ index: 'list', pk, limit, descending },
    ...(cursor === undefined ? {} : { cursor }),
  });
  return {
    outreach: page.rows.map(row => bare(row) as unknown as StoredOutreach),
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  };
}
