import type { InfiniteData, QueryClient } from '@tanstack/react-query';
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
import { utcDayOf } from '../app/format.ts';
import type { Page } from '../lists/merge-head.ts';
import { mergeHead } from '../lists/merge-head.ts';
import { catchUpInbox } from './catch-up-inbox.ts';
import { idle } from './idle.ts';

type Deps = { readonly api: Api; readonly queries: QueryClient };
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
