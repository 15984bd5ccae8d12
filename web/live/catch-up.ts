import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { HistoryEntry } from '../../shared/contracts/accounts-contract.ts';
import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import type { LiveFrame } from '../../shared/contracts/session-contract.ts';
import type { Api } from '../api/api.ts';
import { depotKeys } from '../api/depot-queries.ts';
import { caseKeys } from '../api/device-queries.ts';
import { isProblem } from '../api/problem.ts';
import { promiseKeys } from '../api/promise-queries.ts';
import type { AccountLine, FeedPage, InboxPage } from '../api/queries.ts';
import { keys, readAccounts, readFeed, readInbox } from '../api/queries.ts';
import { routes } from '../api/routes.ts';
import { now } from '../app/clock.ts';
import { utcDayOf } from '../app/format.ts';
import type { Page } from '../lists/merge-head.ts';
import { arrivals, mergeHead, replaceItem } from '../lists/merge-head.ts';

type Deps = { readonly api: Api; readonly queries: QueryClient };
type Loaded<P> = InfiniteData<P, unknown>;

const laterVersion = (one: NotificationView, other: NotificationView) =>
  one.version >= other.version ? one : other;
export const inboxRules = { idOf: (item: NotificationView) => item.id, newer: laterVersion };
const feedRules = {
  idOf: (item: HistoryEntry) => `${item.eventId} ${item.recordedAt}`,
  newer: (one: HistoryEntry) => one,
};
const accountRules = { idOf: (item: AccountLine) => item.id, newer: (one: AccountLine) => one };

const asLoaded = <P>(pages: readonly P[]): Loaded<P> => ({
  pages: [...pages],
  pageParams: pages.map(() => undefined),
});

export const unseenStates: readonly string[] = ['queued', 'sent', 'delivered'];
export const isUnseen = (item: Pick<NotificationView, 'state'>): boolean => unseenStates.includes(item.state);

/**
 * Waits until nobody is reading this list. A reading that is under way puts back what it began with and would undo what
 * is written meanwhile.
 */
async function idle(queries: QueryClient, queryKey: readonly unknown[]): Promise<void> {
  for (;;) {
    const query = queries.getQueryCache().find({ queryKey, exact: true });
    if (query?.state.fetchStatus !== 'fetching' || !query.promise) return;
    await query.promise.catch(() => undefined);
    // The promise is settled before the query says so.
    await Promise.resolve();
  }
}

/** Reads the inbox's head and puts it in front; answers with what arrived since the last reading and is unseen. */
export async function catchUpInbox({ api, queries }: Deps): Promise<readonly NotificationView[]> {
  const before = queries.getQueryData<Loaded<InboxPage>>(keys.inbox);
  if (!before) return [];
  const head = await readInbox(api);
  await idle(queries, keys.inbox);
  const loaded = queries.getQueryData<Loaded<InboxPage>>(keys.inbox)?.pages ?? [];
  const came = arrivals(loaded, head, inboxRules.idOf).filter(isUnseen);
  const pages = mergeHead(loaded, head, inboxRules) as readonly InboxPage[];
  queries.setQueryData(keys.inbox, asLoaded(pages.map(page => ({ ...page, unseen: head.unseen }))));
  for (const item of head.items) void queries.invalidateQueries({ queryKey: keys.notification(item.id) });
  return came;
}

export async function catchUpFeed({ api, queries }: Deps): Promise<void> {
  if (!queries.getQueryData(keys.feed)) return;
  const head = await readFeed(api, { day: utcDayOf(now()) });
  await idle(queries, keys.feed);
  const loaded = queries.getQueryData<Loaded<FeedPage>>(keys.feed)?.pages ?? [];
  queries.setQueryData(keys.feed, asLoaded(mergeFeed(loaded, head)));
}

/** Today's head in front of all days; a gap within a day lets the older days go, so that nothing is left out silently. */
export function mergeFeed(loaded: readonly FeedPage[], head: FeedPage): readonly FeedPage[] {
  const sameDay = loaded.filter(page => page.day === head.day);
  const otherDays = loaded.filter(page => page.day !== head.day);
  const merged = mergeHead(sameDay, head, feedRules);
  const gap = merged.length === 1 && merged[0]?.cursor !== undefined && merged[0].cursor === head.cursor;
  const day = merged.map(page => ({ ...page, day: head.day }));
  return gap && otherDays.length > 0 ? [head] : [...day, ...otherDays];
}

export async function catchUpAccounts({ api, queries }: Deps): Promise<void> {
  for (const [key, loaded] of queries.getQueriesData<Loaded<Page<AccountLine>>>({ queryKey: ['accounts'] })) {
    if (!loaded) continue;
    const owner = key[1] === 'all' ? undefined : String(key[1]);
    const head = await readAccounts(api, { owner });
    await idle(queries, key);
    const held = queries.getQueryData<Loaded<Page<AccountLine>>>(key)?.pages ?? [];
    queries.setQueryData(key, asLoaded(mergeHead(held, head, accountRules)));
  }
}

/** Puts one notification, as just read or answered, wherever it is shown. */
export function showNotification(queries: QueryClient, item: NotificationView): void {
  putNotification(queries, item);
  if (queries.isFetching({ queryKey: keys.inbox, exact: true }) > 0)
    void idle(queries, keys.inbox).then(() => putNotification(queries, item));
}

function putNotification(queries: QueryClient, item: NotificationView): void {
  const loaded = queries.getQueryData<Loaded<InboxPage>>(keys.inbox);
  if (loaded) {
    const held = loaded.pages.flatMap(page => page.items).find(one => one.id === item.id);
    const noLonger = held !== undefined && isUnseen(held) && !isUnseen(item) ? 1 : 0;
    const pages = replaceItem(loaded.pages, item, inboxRules) as readonly InboxPage[];
    queries.setQueryData(
      keys.inbox,
      asLoaded(pages.map(page => ({ ...page, unseen: Math.max(0, page.unseen - noLonger) }))),
    );
  }
  queries.setQueryData<NotificationView>(keys.notification(item.id), held =>
    held ? { ...held, ...laterVersion(item, held) } : undefined,
  );
}

/** A hint about one notification that the inbox's head may not reach any more. */
export async function refreshNotification({ api, queries }: Deps, id: string): Promise<void> {
  const loaded = queries.getQueryData<Loaded<InboxPage>>(keys.inbox);
  const isLoaded = loaded?.pages.some(page => page.items.some(item => item.id === id)) ?? false;
  if (!isLoaded && !queries.getQueryData(keys.notification(id))) return;
  try {
    showNotification(queries, await api(routes.getNotification, { params: { notificationId: id } }));
  } catch (error) {
    if (!isProblem(error, 404)) throw error;
  }
}

/** Queries that a hint makes stale; lists that grow at their head are caught up instead. */
export function staleFor(frame: LiveFrame): readonly (readonly unknown[])[] {
  switch (frame.type) {
    case 'account':
    case 'feed':
      return [
        keys.account(frame.accountId),
        keys.timeline(frame.accountId),
        keys.assignment(frame.accountId),
      ];
    case 'tasks':
      return [['tasks']];
    case 'roster':
      return [keys.agents, keys.me];
    case 'device-case':
      return [caseKeys.case(frame.id)];
    case 'depot':
      return [depotKeys.depot(frame.id)];
    case 'policies':
      return [promiseKeys.policies, promiseKeys.calendars, depotKeys.depots];
    default:
      return [];
  }
}

const grownLists = new Set<unknown>(['inbox', 'feed', 'accounts']);

/** Everything shown is read again, in the cheapest way for each. */
export async function catchUpAll(deps: Deps): Promise<readonly NotificationView[]> {
  void deps.queries.invalidateQueries({ predicate: query => !grownLists.has(query.queryKey[0]) });
  const failed = deps.queries.getQueryCache().findAll({ predicate: query => query.state.status === 'error' });
  for (const query of failed) void query.fetch().catch(() => undefined);
  const came = await catchUpInbox(deps);
  await Promise.all([catchUpFeed(deps), catchUpAccounts(deps)]);
  return came;
}
