import type { InfiniteData, Query, QueryClient } from '@tanstack/react-query';
import type { HistoryEntry } from '../../shared/contracts/accounts-contract.ts';
import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import type { LiveFrame } from '../../shared/contracts/session-contract.ts';
import type { Api } from '../api/api.ts';
import { callKeys } from '../api/call-queries.ts';
import { depotKeys } from '../api/depot-queries.ts';
import { caseKeys } from '../api/device-queries.ts';
import { outreachKeys } from '../api/outreach-queries.ts';
import { promiseKeys } from '../api/promise-queries.ts';
import type { AccountLine, FeedPage } from '../api/queries.ts';
import { keys, readAccounts, readFeed } from '../api/queries.ts';
import { teamKeys } from '../api/team-queries.ts';
import { now } from '../app/clock.ts';
import { dayBefore, utcDayOf } from '../app/format.ts';
import type { Page } from '../lists/merge-head.ts';
import { mergeHead } from '../lists/merge-head.ts';
import { catchUpInbox } from './catch-up-inbox.ts';
import { allTried, isPassing, reread } from './reread.ts';
import { undisturbed } from './undisturbed.ts';

type Deps = {
  readonly api: Api;
  readonly queries: QueryClient;
  readonly signal?: AbortSignal | undefined;
};
type Loaded<P> = InfiniteData<P, unknown>;

const feedRules = {
  idOf: (item: HistoryEntry) => `${item.eventId} ${item.recordedAt}`,
  newer: (one: HistoryEntry) => one,
};
const accountRules = { idOf: (item: AccountLine) => item.id, newer: (one: AccountLine) => one };

const asLoaded = <P>(pages: readonly P[]): Loaded<P> => ({
  pages: [...pages],
  pageParams: pages.map(() => undefined),
});

/**
 * Reads the head of today; and of the day before, when that is the last that is loaded, for it may have gone on after it
 * was read. Whoever slept longer than a day begins with today.
 */
export const catchUpFeed = ({ api, queries, signal }: Deps): Promise<void> =>
  undisturbed(queries, keys.feed, {
    read: () => {
      const today = utcDayOf(now());
      const isFromBefore = feedPages(queries)[0]?.day === dayBefore(today);
      const days = isFromBefore ? [dayBefore(today), today] : [today];
      return Promise.all(days.map(day => readFeed(api, { day }, signal)));
    },
    take: heads => {
      const loaded = feedPages(queries);
      const isKnown = heads.some(head => head.day === loaded[0]?.day);
      queries.setQueryData(keys.feed, asLoaded(heads.reduce(mergeFeed, isKnown ? loaded : [])));
    },
  });

const feedPages = (queries: QueryClient): readonly FeedPage[] =>
  queries.getQueryData<Loaded<FeedPage>>(keys.feed)?.pages ?? [];

/** Today's head in front of all days; a gap within a day lets the older days go, so that nothing is left out silently. */
export function mergeFeed(loaded: readonly FeedPage[], head: FeedPage): readonly FeedPage[] {
  const sameDay = loaded.filter(page => page.day === head.day);
  const otherDays = loaded.filter(page => page.day !== head.day);
  const merged = mergeHead(sameDay, head, feedRules);
  const gap = merged.length === 1 && merged[0]?.cursor !== undefined && merged[0].cursor === head.cursor;
  const day = merged.map(page => ({ ...page, day: head.day }));
  return gap && otherDays.length > 0 ? [head] : [...day, ...otherDays];
}

/**
 * Puts the head of each list of accounts in front. What a hint names and the head does not show may stand anywhere: the
 * list that holds it is read again as a whole; a book, which is in another order than of time, whether it holds it or not.
 */
export async function catchUpAccounts(deps: Deps, hinted: readonly string[] = []): Promise<void> {
  const lists = deps.queries.getQueryCache().findAll({ queryKey: ['accounts'] });
  // Whatever else begins so, as a search does, is no list of them.
  const tries = lists.filter(({ queryKey }) => queryKey.length === 2);
  await allTried(tries.map(({ queryKey }) => catchUpAccountsOf(deps, queryKey, hinted)));
}

async function catchUpAccountsOf(
  { api, queries, signal }: Deps,
  queryKey: readonly unknown[],
  hinted: readonly string[],
): Promise<void> {
  const isBook = queryKey[1] !== 'all';
  let isHidden = false;
  await undisturbed(queries, queryKey, {
    read: () => readAccounts(api, { owner: isBook ? String(queryKey[1]) : undefined }, signal),
    take: head => {
      const held = queries.getQueryData<Loaded<Page<AccountLine>>>(queryKey)?.pages ?? [];
      queries.setQueryData(queryKey, asLoaded(mergeHead(held, head, accountRules)));
      const [shown, loaded] = [idsIn([head]), idsIn(held)];
      const mayBeBelow = (id: string) => (isBook ? head.cursor !== undefined : loaded.has(id));
      isHidden = hinted.some(id => !shown.has(id) && mayBeBelow(id));
    },
  });
  if (isHidden) await reread(queries, { queryKey, exact: true });
}

const idsIn = (pages: readonly Page<AccountLine>[]): ReadonlySet<string> =>
  new Set(pages.flatMap(page => page.items.map(item => item.id)));

/** Queries that a hint makes stale; lists that grow at their head are caught up instead. */
export function staleFor(frame: LiveFrame): readonly (readonly unknown[])[] {
  switch (frame.type) {
    case 'account':
    case 'feed':
      return [
        keys.account(frame.accountId),
        keys.timeline(frame.accountId),
        keys.assignment(frame.accountId),
        keys.permissions(frame.accountId),
        callKeys.ofAccount(frame.accountId),
        callKeys.onboarding(frame.accountId),
        outreachKeys.ofAccount(frame.accountId),
      ];
    case 'tasks':
      return [['tasks']];
    case 'roster':
      return [keys.agents, keys.me, teamKeys.duties, teamKeys.ownCalendar];
    case 'device-case':
      return [caseKeys.case(frame.id)];
    case 'calls':
      return [frame.id === undefined ? callKeys.pages : callKeys.call(frame.id)];
    case 'outreach':
      return frame.id === undefined ? [] : [outreachKeys.page(frame.id)];
    case 'depot':
      return [depotKeys.depot(frame.id)];
    case 'policies':
      return [promiseKeys.policies, promiseKeys.calendars, depotKeys.depots, teamKeys.chains];
    default:
      return [];
  }
}

const grownLists = new Set<unknown>(['inbox', 'feed']);

const isGrown = ({ queryKey }: Query): boolean => grownLists.has(queryKey[0]);

/** Everything shown is read again; lists that grow at their head in the cheapest way for each. */
export async function catchUpAll(deps: Deps): Promise<readonly NotificationView[]> {
  const { queries } = deps;
  let came: readonly NotificationView[] = [];
  const inbox = async () => {
    came = await catchUpInbox(deps, 'everything');
  };
  const failed = queries
    .getQueryCache()
    .findAll({ predicate: query => isGrown(query) && query.state.status === 'error' });
  await allTried([rereadOthers(queries), ...failed.map(query => query.fetch()), inbox(), catchUpFeed(deps)]);
  return came;
}

async function rereadOthers(queries: QueryClient): Promise<void> {
  const others = { predicate: (query: Query) => !isGrown(query) };
  await reread(queries, others);
  const failed = queries
    .getQueryCache()
    .findAll({ ...others, type: 'active' })
    .find(({ state }) => state.status === 'error' && isPassing(state.error));
  if (failed) throw failed.state.error;
}
