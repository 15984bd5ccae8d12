import type { OutreachView } from '../../shared/contracts/outreach-contract.ts';
import { outreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { parseInstant } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { outreachLists } from '../../shared/store/outreach-keys.ts';
import {
  listOutreach as listed,
  loadOutreach,
  type StoredOutreach,
} from '../../shared/store/outreach-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { CursorError, type Table } from '../../shared/store/table.ts';
import { outreachViews } from './outreach-view.ts';

type Asked = {
  readonly state: 'open' | 'held' | 'ended';
  readonly cursor?: string;
  readonly limit: number;
};
type Candidates = { readonly outreach: StoredOutreach[]; readonly cursor?: string };

/** How many months without any signal are passed over before the list counts as ended. */
const EMPTY_MONTHS = 24;
const ABREAST = 10;

/** One page of signals: the open ones by when they are due, those held back by rank, or those that ended, the latest first. */
export async function listOutreach(
  { table, clock }: Ports,
  asked: Asked,
): Promise<{ outreach: OutreachView[]; currency: string; cursor?: string }> {
  const { state, cursor, limit } = asked;
  const page =
    state === 'ended'
      ? await ended(table, asked, clock.now())
      : await listed(table, { pk: outreachLists[state], cursor, limit });
  const outreach = (await asTheyStand(table, page.outreach)).filter(one => one.state === state);
  const { currency } = outreachRules((await loadSettings(table)).outreach);
  return {
    outreach: await outreachViews(table, outreach),
    currency,
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  };
}

/** The index may lag behind: what is shown is the row itself. */
const asTheyStand = async (table: Table, found: readonly StoredOutreach[]): Promise<StoredOutreach[]> =>
  (await inParallel(found, ABREAST, ({ id }) => loadOutreach(table, id))).filter(one => one !== undefined);

/** Month by month, back from now. */
async function ended(table: Table, { cursor, limit }: Asked, now: number): Promise<Candidates> {
  let { month, inner } = placeOf(cursor, now);
  for (let empty = 0; empty < EMPTY_MONTHS; empty++) {
    const page = await listed(table, { pk: outreachLists.ended(month), cursor: inner, limit }, true);
    const before = monthBefore(month);
    if (page.outreach.length > 0)
      return {
        outreach: page.outreach,
        cursor: cursorAt(page.cursor === undefined ? before : month, page.cursor),
      };
    month = before;
    inner = undefined;
  }
  return { outreach: [] };
}

const monthBefore = (month: number): number => {
  const date = new Date(month);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1);
};
const cursorAt = (month: number, inner = ''): string =>
  `${new Date(month).toISOString().slice(0, 7)}.${inner}`;

function placeOf(cursor: string | undefined, now: number): { month: number; inner: string | undefined } {
  if (cursor === undefined) return { month: now, inner: undefined };
  const [, text = '', inner = ''] = /^([^.]*)\.(.*)$/.exec(cursor) ?? [];
  const month = parseInstant(`${text}-01T00:00:00Z`);
  if (month === undefined) throw new CursorError('the cursor cannot be read');
  return { month, inner: inner === '' ? undefined : inner };
}
