import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { learnServerTime } from '../app/clock.ts';
import { useServices } from '../app/services.ts';
import type { AnswerOf } from './routes.ts';
import { routes } from './routes.ts';

type Contract = typeof import('../../shared/contracts/calls-contract.ts');
export type AgentWeek = AnswerOf<Contract['getAgentWeek']>;
export type WeekEntry = AgentWeek['entries'][number];
export type EarlierCall = AnswerOf<Contract['listAccountCalls']>['earlier'][number];
export type PhoneMatch = AnswerOf<Contract['lookUpNumber']>['matches'][number];
export type FreeSlots = AnswerOf<Contract['callSlots']>;

type Period = { readonly from: string; readonly to: string };
/** For whom a time is looked for, how long, and with which agent; without one, whoever speaks the language. */
export type SlotsOf = {
  readonly accountId: string;
  readonly contactId?: string | undefined;
  readonly minutes?: string | undefined;
  readonly agentId?: string | undefined;
};

export const callKeys = {
  lists: ['calls'],
  list: (of: 'me' | 'team') => ['calls', 'open', of],
  ofAccount: (accountId: string) => ['calls', 'account', accountId],
  pages: ['call'],
  call: (id: string) => ['call', id],
  decisions: (id: string) => ['call', id, 'decisions'],
  weeks: ['agent-week'],
  week: (agentId: string, period: Period) => ['agent-week', agentId, period],
  allSlots: ['call-slots'],
  slots: (of: SlotsOf) => ['call-slots', of],
  onboarding: (accountId: string) => ['onboarding', accountId],
  number: (number: string) => ['phone-book', number],
} as const;

/** Open calls by when they are due, page after page. */
export function useCalls(of: 'me' | 'team') {
  const { api } = useServices();
  return useInfiniteQuery({
    queryKey: callKeys.list(of),
    queryFn: async ({ pageParam, signal }) => {
      const page = await api(routes.listCalls, { query: { of, cursor: pageParam, limit: '100' }, signal });
      learnServerTime(page.now);
      return page;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.cursor,
  });
}

export function useCall(id: string) {
  const { api } = useServices();
  return useQuery({
    queryKey: callKeys.call(id),
    queryFn: ({ signal }) => api(routes.getCall, { params: { callId: id }, signal }),
  });
}

/** Why a call is as it is; read when somebody asks. */
export function useCallDecisions(id: string) {
  const { api } = useServices();
  return useQuery({
    queryKey: callKeys.decisions(id),
    queryFn: ({ signal }) => api(routes.getCallDecisions, { params: { callId: id }, signal }),
  });
}

export function useAccountCalls(accountId: string) {
  const { api } = useServices();
  return useQuery({
    queryKey: callKeys.ofAccount(accountId),
    queryFn: ({ signal }) => api(routes.listAccountCalls, { params: { accountId }, signal }),
  });
}

/** What an agent has in a stretch of days; nothing is asked until it is known of whom. */
export function useAgentWeek(agentId: string | undefined, period: Period) {
  const { api } = useServices();
  return useQuery({
    queryKey: callKeys.week(agentId ?? '', period),
    queryFn: ({ signal }) =>
      api(routes.getAgentWeek, { params: { agentId: agentId ?? '' }, query: period, signal }),
    enabled: agentId !== undefined,
  });
}

/** Free times; always asked anew, since others book too. */
export function useCallSlots(of: SlotsOf) {
  const { api } = useServices();
  return useQuery({
    queryKey: callKeys.slots(of),
    queryFn: ({ signal }) => api(routes.callSlots, { query: of, signal }),
    enabled: of.accountId !== '',
    staleTime: 0,
  });
}

/** Journeys, what is known of the seller, and the advice. */
export function useOnboarding(accountId: string) {
  const { api } = useServices();
  return useQuery({
    queryKey: callKeys.onboarding(accountId),
    queryFn: ({ signal }) => api(routes.getOnboarding, { params: { accountId }, signal }),
  });
}

/** Everybody known with a number; nothing is asked while it is none. */
export function useNumber(number: string | undefined) {
  const { api } = useServices();
  return useQuery({
    queryKey: callKeys.number(number ?? ''),
    queryFn: ({ signal }) => api(routes.lookUpNumber, { query: { number }, signal }),
    enabled: number !== undefined,
  });
}
