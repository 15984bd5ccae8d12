import { useQuery } from '@tanstack/react-query';
import { useServices } from '../app/services.ts';
import type { AnswerOf } from './routes.ts';
import { routes } from './routes.ts';

type Contract = typeof import('../../shared/contracts/promises-contract.ts');
export type Regions = AnswerOf<Contract['listCalendars']>['regions'];
export type Preview = AnswerOf<Contract['previewCalendar']>;
export type Review = AnswerOf<Contract['reviewPolicies']>;
export type Rematch = AnswerOf<Contract['rematchCases']>;

export type PreviewOf = { readonly calendarId: string; readonly from?: string; readonly minutes?: string };
export type Period = { readonly from: string; readonly to: string };

export const promiseKeys = {
  policies: ['policies'],
  calendars: ['calendars'],
  preview: (of: PreviewOf) => ['calendars', 'preview', of],
  review: (period: Period) => ['policy-review', period],
} as const;

export function usePolicies() {
  const { api } = useServices();
  return useQuery({
    queryKey: promiseKeys.policies,
    queryFn: ({ signal }) => api(routes.listPolicies, { signal }),
  });
}

export function useCalendars() {
  const { api } = useServices();
  return useQuery({
    queryKey: promiseKeys.calendars,
    queryFn: ({ signal }) => api(routes.listCalendars, { signal }),
  });
}

export function usePreview(of: PreviewOf) {
  const { api } = useServices();
  const { calendarId, ...query } = of;
  return useQuery({
    queryKey: promiseKeys.preview(of),
    queryFn: ({ signal }) => api(routes.previewCalendar, { params: { calendarId }, query, signal }),
  });
}

/** What was promised and kept in a period of days, both included. */
export function useReview(period: Period) {
  const { api } = useServices();
  return useQuery({
    queryKey: promiseKeys.review(period),
    queryFn: ({ signal }) => api(routes.reviewPolicies, { query: period, signal }),
  });
}
