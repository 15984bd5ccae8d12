import { parseInstant } from '../../shared/kernel/instant.ts';
import { loadAccount, type StoredAccount } from '../../shared/store/account-store.ts';
import { lists } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { bare, CursorError } from '../../shared/store/table.ts';
import { lineOf } from './read-account.ts';

/** How many months without any account are passed over before the list counts as ended. */
const EMPTY_MONTHS = 24;

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

async function byMonth({ table, clock }: Ports, asked: Asked) {
  let { month, inner } = placeOf(asked.cursor, clock.now());
  for (let empty = 0; empty < EMPTY_MONTHS; empty++) {
    const page = await table.query({
      index: 'list',
      pk: lists.accounts(month),
      descending: true,
      limit: asked.limit,
      ...(inner === undefined ? {} : { cursor: inner }),
    });
    const before = monthBefore(month);
    if (page.rows.length > 0)
      return {
        accounts: page.rows.map(row => lineOf(bare(row) as unknown as StoredAccount)),
        cursor: cursorAt(page.cursor === undefined ? before : month, page.cursor),
      };
    month = before;
    inner = undefined;
  }
  return { accounts: [] };
}

const monthText = (month: number) => new Date(month).toISOString().slice(0, 7);
const monthBefore = (month: number): number => {
  const date = new Date(month);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1);
};
const cursorAt = (month: number, inner: string | undefined) => `${monthText(month)}.${inner ?? ''}`;

function placeOf(cursor: string | undefined, now: number): { month: number; inner: string | undefined } {
  if (cursor === undefined) return { month: now, inner: undefined };
  const [text = '', inner = ''] = cursor.split('.');
  const month = parseInstant(`${text}-01T00:00:00Z`);
  if (month === undefined) throw new CursorError('the cursor cannot be read');
  return { month, inner: inner === '' ? undefined : inner };
}
