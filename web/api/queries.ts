import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { HistoryEntry } from '../../shared/contracts/accounts-contract.ts';
import { learnServerTime, now } from '../app/clock.ts';
import { dayBefore, utcDayOf } from '../app/format.ts';
import { useServices } from '../app/services.ts';
import type { Page } from '../lists/merge-head.ts';
import type { Api } from './api.ts';
import type { AnswerOf } from './routes.ts';
import { routes } from './routes.ts';

export type FeedPage = Page<HistoryEntry> & { readonly day: string };
export type AccountLine = AnswerOf<
  typeof import('../../shared/contracts/accounts-contract.ts').listAccounts
>['accounts'][number];

export const keys = {
  me: ['me'],
  agents: ['agents'],
  feed: ['feed'],
  accounts: (owner: string | undefined) => ['accounts', owner ?? 'all'],
  account: (id: string) => ['account', id],
  timeline: (id: string) => ['timeline', id],
  assignment: (id: string) => ['assignment', id],
  permissions: (id: string) => ['permissions', id],
  tasks: (of: 'me' | 'queue') => ['tasks', of],
} as const;

const PAGE = '50';

export async function readFeed(
  api: Api,
  at: { day: string; cursor?: string | undefined },
  signal?: AbortSignal,
): Promise<FeedPage> {
  const { entries, ...rest } = await api(routes.getFeed, { query: { ...at, limit: PAGE }, signal });
  return { items: entries, ...rest };
}

export async function readAccounts(
  api: Api,
  at: { owner?: string | undefined; cursor?: string | undefined },
  signal?: AbortSignal,
): Promise<Page<AccountLine>> {
  const { accounts, cursor } = await api(routes.listAccounts, { query: { ...at, limit: '100' }, signal });
  return { items: accounts, cursor };
}

export function useMe() {
  const { api } = useServices();
  return useQuery({
    queryKey: keys.me,
    queryFn: async ({ signal }) => {
      const me = await api(routes.getMe, { signal });
      learnServerTime(me.now);
      return me;
    },
  });
}

export function useAgents() {
  const { api } = useServices();
  return useQuery({ queryKey: keys.agents, queryFn: ({ signal }) => api(routes.listAgents, { signal }) });
}

/** Names agents by their ids; the id itself until the roster is read. */
export function useAgentNames(): (id: string) => string {
  const agents = useAgents().data?.agents;
  return id => agents?.find(agent => agent.id === id)?.name ?? id;
}

/** Lists that grow at their head are never read again as a whole: `catchUp` puts news in front of them. */
const grown = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY } as const;

export function useFeed() {
  const { api } = useServices();
  return useInfiniteQuery({
    queryKey: keys.feed,
    queryFn: ({ pageParam, signal }) => readFeed(api, pageParam ?? { day: utcDayOf(now()) }, signal),
    initialPageParam: undefined as { day: string; cursor?: string | undefined } | undefined,
    getNextPageParam: (last: FeedPage) =>
      last.cursor ? { day: last.day, cursor: last.cursor } : { day: dayBefore(last.day) },
    ...grown,
  });
}

export function useAccounts(owner: string | undefined) {
  const { api } = useServices();
  return useInfiniteQuery({
    queryKey: keys.accounts(owner),
    queryFn: ({ pageParam, signal }) => readAccounts(api, { owner, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<AccountLine>) => last.cursor,
    ...grown,
  });
}

export function useAccount(id: string) {
  const { api } = useServices();
  return useQuery({
    queryKey: keys.account(id),
    queryFn: ({ signal }) => api(routes.getAccount, { params: { accountId: id }, signal }),
  });
}

export function useTimeline(id: string) {
  const { api } = useServices();
  return useInfiniteQuery({
    queryKey: keys.timeline(id),
    queryFn: ({ pageParam, signal }) =>
      api(routes.getTimeline, {
        params: { accountId: id },
        query: { cursor: pageParam, limit: PAGE },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.cursor,
  });
}

export function useAssignment(id: string) {
  const { api } = useServices();
  return useQuery({
    queryKey: keys.assignment(id),
    queryFn: ({ signal }) => api(routes.getAssignment, { params: { accountId: id }, signal }),
  });
}

/** What the contacts of an account may be approached for, and what they said about it. */
export function usePermissions(id: string) {
  const { api } = useServices();
  return useQuery({
    queryKey: keys.permissions(id),
    queryFn: ({ signal }) => api(routes.getPermissions, { params: { accountId: id }, signal }),
  });
}

export function useTasks(of: 'me' | 'queue') {
  const { api } = useServices();
  return useInfiniteQuery({
    queryKey: keys.tasks(of),
    queryFn: ({ pageParam, signal }) =>
      api(routes.listTasks, { query: { of, cursor: pageParam, limit: PAGE }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.cursor,
  });
}
