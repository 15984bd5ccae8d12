import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { InsightStep } from '../../shared/contracts/insights-contract.ts';
import { useServices } from '../app/services.ts';
import { routes } from './routes.ts';

export type InsightsAsked = {
  readonly from: string;
  readonly to: string;
  readonly by: InsightStep;
  readonly segment?: string | undefined;
};

/** The figures of a period; while another is read, those at hand stay. */
export function useInsights(query: InsightsAsked) {
  const { api } = useServices();
  return useQuery({
    queryKey: ['insights', query],
    queryFn: ({ signal }) => api(routes.getInsights, { query, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
