import type { SearchHit } from '../../shared/contracts/views-contract.ts';
import { accountStatus } from '../../shared/domain/accounts/account.ts';
import { type Asked, matches } from '../../shared/domain/search/asked-words.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadAccount, type StoredAccount } from '../../shared/store/account-store.ts';
import {
  type Candidate,
  type Findable,
  findableName,
  foundByOf,
  loadFindable,
} from '../../shared/store/search-store.ts';
import { bare, type Row, type Table } from '../../shared/store/table.ts';

type Accounts = (accountId: string) => Promise<StoredAccount | undefined>;

const ABREAST = 25;
const MOST_MERGES = 8;

/**
 * The candidates as they are now, in their order: without what is gone or no longer fits. What was merged leads to the
 * account it became, once. Telephone numbers and addresses are found by and never shown.
 */
export async function shownHits(
  table: Table,
  asked: Asked,
  candidates: readonly Candidate[],
): Promise<SearchHit[]> {
  const accounts = survivors(table);
  const shown = await inParallel(candidates, ABREAST, async of => {
    const row = await loadFindable(table, of);
    const found = foundByOf(row);
    return row && found && matches(asked, found) ? hitOf(of, row, accounts) : undefined;
  });
  return [...new Map(shown.filter(hit => hit !== undefined).map(hit => [findableName(hit), hit])).values()];
}

/** Reads each account once, and of merged ones those that they became. */
function survivors(table: Table): Accounts {
  const read = new Map<string, ReturnType<Accounts>>();
  const once: Accounts = id => {
    const held = read.get(id) ?? loadAccount(table, id);
    read.set(id, held);
    return held;
  };
  return async accountId => {
    let account = await once(accountId);
    for (let merges = 0; merges < MOST_MERGES && account?.mergedInto !== undefined; merges++)
      account = await once(account.mergedInto);
    return account;
  };
}

async function hitOf({ kind, id, accountId }: Findable, row: Row, accounts: Accounts): Promise<SearchHit> {
  const text = (field: string) => (row[field] === undefined ? undefined : String(row[field]));
  switch (kind) {
    case 'account': {
      const own = bare(row) as unknown as StoredAccount;
      return accountHit((own.mergedInto === undefined ? own : await accounts(own.mergedInto)) ?? own);
    }
    case 'contact':
      return { kind, id, title: personOf(row) ?? id, ...(await whose(accountId, accounts)) };
    case 'device':
      return { kind, id, title: id, ...noted(text('model')), ...(await whose(text('accountId'), accounts)) };
    case 'device-case':
      return {
        ...{ kind, id, title: text('serial') ?? id, ...noted(text('state')) },
        ...(await whose(text('accountId'), accounts)),
      };
  }
}

const accountHit = ({ id, name, state }: StoredAccount): SearchHit => ({
  ...{ kind: 'account', id, title: name ?? id, note: accountStatus(state) },
});

const personOf = (row: Row): string | undefined => {
  const { name, company } = row['contact'] as { name?: string; company?: string };
  return name ?? company;
};

const noted = (note: string | undefined) => (note === undefined ? {} : { note });

async function whose(accountId: string | undefined, accounts: Accounts) {
  if (accountId === undefined) return {};
  const account = await accounts(accountId);
  const id = account?.id ?? accountId;
  return { accountId: id, accountName: account?.name ?? id };
}
