import { type Instant, parseInstant } from '../kernel/instant.ts';
import type { StoredAccount } from './account-store.ts';
import { lists } from './keys.ts';
import { bare, CursorError, type Table } from './table.ts';

/** How many months without any account are passed over before the list counts as ended. */
const EMPTY_MONTHS = 24;

type Asked = { readonly cursor?: string | undefined; readonly limit: number; readonly now: Instant };

/** One page of all accounts, the newest first, month by month; candidates. */
export async function pageOfAccounts(
  table: Table,
  { cursor, limit, now }: Asked,
): Promise<{ readonly accounts: readonly StoredAccount[]; readonly cursor?: string }> {
  let { month, inner } = placeOf(cursor, now);
  for (let empty = 0; empty < EMPTY_MONTHS; empty++) {
    const page = await table.query({
      ...{ index: 'list', pk: lists.accounts(month), descending: true, limit },
      ...(inner === undefined ? {} : { cursor: inner }),
    });
    const before = monthBefore(month);
    if (page.rows.length > 0)
      return {
        accounts: page.rows.map(row => bare(row) as unknown as StoredAccount),
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
  const dot = cursor.indexOf('.');
  const [text, inner] = [cursor.slice(0, Math.max(0, dot)), cursor.slice(dot + 1)];
  const month = parseInstant(`${text}-01T00:00:00Z`);
  if (month === undefined) throw new CursorError('the cursor cannot be read');
  return { month, inner: inner === '' ? undefined : inner };
}
