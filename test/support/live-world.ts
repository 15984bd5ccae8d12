import type { HistoryEntry } from '../../shared/contracts/accounts-contract.ts';
import type { InboxCounts, NotificationView } from '../../shared/contracts/notifications-contract.ts';
import type { LiveFrame } from '../../shared/contracts/session-contract.ts';
import type { Random } from '../../tools/bench/random.ts';
import type { AccountLine } from '../../web/api/queries.ts';
import { belongs, isOpen, isSnoozed, isUnseen } from '../../web/live/inbox-lists.ts';

/** `listed` and `at` are where they stand in lists, in ms. */
export type Told = NotificationView & { readonly listed: number };
type Account = AccountLine & { readonly at: number };
type Entry = HistoryEntry & { readonly at: number };
type Page<T> = { readonly items: readonly T[]; readonly cursor?: string };
type Query = Readonly<Record<string, string | undefined>>;

export const ME = 'anna';
const iso = (at: number): string => new Date(at).toISOString();
const others = ['bruno', 'carmen'];

/** One page by keys, as a table gives it: the cursor is the key of the last one, so nothing that comes or goes moves it. */
function paged<T>(sorted: readonly (readonly [key: string, item: T])[], query: Query): Page<T> {
  const { cursor, limit = '50' } = query;
  const from = cursor === undefined ? 0 : sorted.findIndex(([key]) => key > cursor);
  const rest = from < 0 ? [] : sorted.slice(from);
  const page = rest.slice(0, Number(limit));
  const last = page.at(-1);
  const items = page.map(([, item]) => item);
  return rest.length > page.length && last ? { items, cursor: last[0] } : { items };
}

/** The newest first, as a text that sorts upwards. */
const newest = (at: number, id: string): string => `${9_000_000_000_000_000 - at} ${id}`;
const byKey = <T>(items: readonly T[], key: (item: T) => string): (readonly [string, T])[] =>
  items.map(item => [key(item), item] as const).sort(([a], [b]) => (a < b ? -1 : 1));

/** What the server holds and how it lists it: as the product does, keys, orders and pages included. */
export class LiveWorld {
  readonly told = new Map<string, Told>();
  readonly accounts = new Map<string, Account>();
  readonly feed: Entry[] = [];
  roster = 1;
  hint: (frame: LiveFrame) => void = () => undefined;
  readonly #random: Random;
  readonly #now: () => number;
  #made = 0;

  constructor(random: Random, now: () => number) {
    this.#random = random;
    this.#now = now;
  }

  /** What a list holds, by the keys that it is sorted by. */
  readonly inbox = (view: string): (readonly [string, Told])[] => {
    const fits = [...this.told.values()].filter(
      item => (view === 'team' || item.recipientId === ME) && belongs(view as 'open', item),
    );
    if (view === 'snoozed') return byKey(fits, item => `${item.snoozedUntil} ${item.id}`);
    const isSecond = (item: Told) => view === 'open' && !isUnseen(item);
    return byKey(fits, item => `${isSecond(item) ? 's' : 'a'}${newest(item.listed, item.id)}`);
  };

  counts(): InboxCounts {
    const mine = [...this.told.values()].filter(item => item.recipientId === ME && isOpen(item));
    const snoozed = mine.filter(isSnoozed).length;
    return { unread: mine.filter(isUnseen).length, open: mine.length - snoozed, snoozed };
  }

  notifications(query: Query) {
    const view = query['of'] === 'team' ? 'team' : (query['filter'] ?? 'all');
    const page = paged(this.inbox(view), query);
    const counts = this.counts();
    const cursor = view === 'team' || page.cursor === undefined ? {} : { cursor: page.cursor };
    return { notifications: page.items, counts, unseen: counts.unread, ...cursor };
  }

  readonly book = (owner: string | undefined): (readonly [string, Account])[] => {
    const all = [...this.accounts.values()].filter(one => owner === undefined || one.ownerId === owner);
    return byKey(all, one => (owner === undefined ? newest(one.at, one.id) : one.id));
  };

  listAccounts(query: Query) {
    const { items, ...rest } = paged(this.book(query['owner']), query);
    return { accounts: items.map(({ at: _, ...line }) => line), ...rest };
  }

  readonly feedOf = (day: string): (readonly [string, Entry])[] =>
    byKey(
      this.feed.filter(entry => entry.recordedAt.startsWith(day)),
      one => newest(one.at, one.eventId),
    );

  listFeed(query: Query) {
    const day = query['day'] ?? '';
    const { items, ...rest } = paged(this.feedOf(day), query);
    return { day, entries: items, ...rest };
  }

  /** Writes a notification as it is now, and hints it. */
  put(item: Told): Told {
    this.told.set(item.id, item);
    this.hint({ type: 'notification', id: item.id, version: item.version });
    return item;
  }

  /** One notification in its next version; what is left out is taken away. */
  change(id: string, { snoozedUntil, ...more }: Partial<Told>): Told | undefined {
    const was = this.told.get(id);
    if (!was || !isOpen(was)) return was;
    const { snoozedUntil: _, ...rest } = was;
    const until = snoozedUntil === undefined ? {} : { snoozedUntil };
    return this.put({ ...rest, ...more, ...until, version: was.version + 1 });
  }

  tell(): void {
    this.#made += 1;
    const at = iso(this.#now());
    const recipientId = this.#random.chance(0.85) ? ME : this.#random.pick(others);
    this.put({
      ...{
        id: `n${String(this.#made).padStart(4, '0')}`,
        recipientId,
        state: 'queued',
        times: 1,
        version: 1,
      },
      ...{ createdAt: at, occurredAt: at, listed: this.#now() },
    } as Told);
  }

  open(): void {
    this.#made += 1;
    const id = `acc-${this.#random.int(100, 999)}-${this.#made}`;
    const ownerId = this.#random.chance(0.8) ? ME : this.#random.pick(others);
    this.accounts.set(id, {
      id,
      name: id,
      status: 'trial',
      languages: ['de'],
      ownerId,
      at: this.#now(),
    } as Account);
    this.#happened(id);
  }

  #happened(accountId: string): void {
    this.#made += 1;
    const at = iso(this.#now());
    this.feed.push({ eventId: `e${this.#made}`, accountId, recordedAt: at, at: this.#made } as Entry);
    this.hint({ type: 'feed', accountId });
  }

  #changeAccount(): void {
    const was = this.accounts.get(this.#random.pick([...this.accounts.keys(), '']));
    if (!was) return;
    const next = this.#random.chance(0.5)
      ? { ownerId: this.#random.pick([ME, ...others]) }
      : { status: this.#random.pick(['active', 'cancelled', 'trial'] as const) };
    this.accounts.set(was.id, { ...was, ...next } as Account);
    if (this.#random.chance(0.5)) this.#happened(was.id);
    else this.hint({ type: 'account', accountId: was.id });
  }

  /** Something happens, somewhere. */
  happen(): void {
    const deed = this.#random.int(1, 100);
    if (deed <= 30) this.tell();
    else if (deed <= 38) this.open();
    else if (deed <= 48) this.#changeAccount();
    else if (deed <= 52) {
      this.roster += 1;
      this.hint({ type: 'roster' });
    } else this.#changeTold();
  }

  #changeTold(): void {
    const { int, pick } = this.#random;
    const now = this.#now();
    const id = pick([...this.told.keys(), '']);
    const changes: readonly Partial<Told>[] = [
      { state: 'seen' },
      { state: 'acknowledged' },
      { state: 'expired' },
      { snoozedUntil: iso(now + int(1, 500) * 60_000) },
      { state: 'queued', listed: now },
      { state: 'queued', listed: now, occurredAt: iso(now), times: (this.told.get(id)?.times ?? 1) + 1 },
      { recipientId: pick([ME, ...others]) },
    ];
    this.change(id, pick(changes));
  }
}
