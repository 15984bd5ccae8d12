import { loadAccount } from '../../shared/store/account-store.ts';
import { pageOfAccounts } from '../../shared/store/every-account.ts';
import { lists } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { lineOf } from './read-account.ts';

type Asked = {
  readonly owner?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

/** Accounts, the newest first, month by month; or one agent's book. */
export const listAccounts = (ports: Ports, asked: Asked) =>
  asked.owner === undefined ? byMonth(ports, asked) : ownedBy(ports, asked.owner, asked);

async function ownedBy({ table }: Ports, owner: string, { cursor, limit }: Asked) {
  const page = await table.query({
    index: 'list',
    pk: lists.owned(owner),
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });
  const found = await Promise.all(page.rows.map(row => loadAccount(table, String(row['accountId']))));
  return {
    accounts: found.filter(stored => stored !== undefined).map(lineOf),
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  };
}

async function byMonth({ table, clock }: Ports, { cursor, limit }: Asked) {
  const page = await pageOfAccounts(table, { cursor, limit, now: clock.now() });
  return { ...page, accounts: page.accounts.map(lineOf) };
}
