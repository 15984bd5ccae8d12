import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { DutyView } from '../../shared/contracts/duty-contract.ts';
import type { EscalationView } from '../../shared/contracts/escalations-contract.ts';
import { MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { useServices } from '../app/services.ts';
import type { AnswerOf } from './routes.ts';
import { routes } from './routes.ts';

type TeamContract = typeof import('../../shared/contracts/team-contract.ts');
type EscalationsContract = typeof import('../../shared/contracts/escalations-contract.ts');
export type AssignmentPreview = AnswerOf<TeamContract['previewAssignment']>;
export type DryRun = AnswerOf<EscalationsContract['dryRunChain']>;
export type Schedule = DutyView['schedules'][number];
export type Shift = Schedule['shifts'][number];
export type Gap = Schedule['gaps'][number];
export type Logged = EscalationView['log'][number];
export type EscalationState = 'running' | 'acknowledged' | 'exhausted';

type Period = { readonly from: string; readonly to: string };

export const teamKeys = {
  loads: ['team-load'],
  load: (days: number) => ['team-load', days],
  escalations: ['escalations'],
  escalationsOf: (state: EscalationState | undefined) => ['escalations', state ?? 'all'],
  duties: ['duty'],
  duty: (period: Period) => ['duty', 'plan', period],
  schedules: ['duty', 'schedules'],
  chains: ['escalation-chains'],
  ownCalendar: ['own-calendar'],
} as const;

/** What is looked at again by itself, beside the hints of the live line. */
const OFTEN_MS = 30 * SECOND;

/** What the team has on its hands, with times to answer over so many days. */
export function useLoad(days: number) {
  const { api } = useServices();
  return useQuery({
    queryKey: teamKeys.load(days),
    queryFn: ({ signal }) => api(routes.getLoad, { query: { days: String(days) }, signal }),
    refetchInterval: OFTEN_MS,
  });
}

/** Escalations that go on, of one state or of all, the oldest first. */
export function useEscalations(state?: EscalationState) {
  const { api } = useServices();
  return useInfiniteQuery({
    queryKey: teamKeys.escalationsOf(state),
    queryFn: ({ pageParam, signal }) =>
      api(routes.listEscalations, { query: { state, cursor: pageParam, limit: '50' }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.cursor,
    refetchInterval: OFTEN_MS,
  });
}

/** Who is on duty now and next, and the plan of a period. */
export function useDuty(period: Period) {
  const { api } = useServices();
  return useQuery({
    queryKey: teamKeys.duty(period),
    queryFn: ({ signal }) => api(routes.getDuty, { query: period, signal }),
    refetchInterval: MINUTE,
  });
}

export function useSchedules() {
  const { api } = useServices();
  return useQuery({
    queryKey: teamKeys.schedules,
    queryFn: ({ signal }) => api(routes.listSchedules, { signal }),
  });
}

export function useChains() {
  const { api } = useServices();
  return useQuery({
    queryKey: teamKeys.chains,
    queryFn: ({ signal }) => api(routes.listChains, { signal }),
  });
}

export function useOwnCalendar() {
  const { api } = useServices();
  return useQuery({
    queryKey: teamKeys.ownCalendar,
    queryFn: ({ signal }) => api(routes.getOwnCalendar, { signal }),
  });
}
