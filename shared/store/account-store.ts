import type { Account } from '../domain/accounts/account.ts';
import type { Instant } from '../kernel/instant.ts';
import { accountKey, lists, timeKey } from './keys.ts';
import { bare, type Row, type Table } from './table.ts';

/** The account as the table keeps it. */
export type StoredAccount = {
  readonly id: string;
  readonly name?: string;
  readonly state: Account;
  readonly origin: 'live' | 'backfill';
  /** Copy of what the team decided; the higher version counts. */
  readonly owner?: { readonly id: string; readonly version: number };
  readonly mergedInto?: string;
  readonly mergedFrom?: readonly string[];
  readonly createdAt: Instant;
  readonly version: number;
};

export async function loadAccount(table: Table, accountId: string): Promise<StoredAccount | undefined> {
  const row = await table.get(accountKey(accountId));
  return row && (bare(row) as unknown as StoredAccount);
}

/** The row of an account; its version is set by `replace`. */
export function accountRow(account: Omit<StoredAccount, 'version'>): Row {
  const { id, name, state, origin, owner, mergedInto, mergedFrom, createdAt } = account;
  return {
    ...accountKey(id),
    type: 'account',
    id,
    ...(name === undefined ? {} : { name }),
    state,
    origin,
    ...(owner === undefined ? {} : { owner }),
    ...(mergedInto === undefined ? {} : { mergedInto }),
    ...(mergedFrom === undefined ? {} : { mergedFrom }),
    createdAt,
    list: lists.accounts(createdAt),
    listKey: timeKey(createdAt, id),
  };
}

/** Names to show for ids; an account without a name goes by its id. */
export async function loadAccountNames(
  table: Table,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  const found = await Promise.all(wanted.map(id => loadAccount(table, id)));
  return new Map(wanted.map((id, at) => [id, found[at]?.name ?? id]));
}
