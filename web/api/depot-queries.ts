import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { learnServerTime } from '../app/clock.ts';
import { useServices } from '../app/services.ts';
import type { AnswerOf } from './routes.ts';
import { routes } from './routes.ts';

export const depotKeys = {
  depots: ['depots'],
  depot: (id: string) => ['depot', id],
  devices: (accountId: string) => ['devices-of', accountId],
} as const;

export type DepotPage = AnswerOf<typeof import('../../shared/contracts/depots-contract.ts').getDepot>;

export function useDepots() {
  const { api } = useServices();
  return useQuery({
    queryKey: depotKeys.depots,
    queryFn: ({ signal }) => api(routes.listDepots, { signal }),
  });
}

/** A depot with its stock; read again every so many ms where no live line says what changed. */
export function useDepot(id: string, everyMs?: number) {
  const { api } = useServices();
  return useQuery({
    queryKey: depotKeys.depot(id),
    queryFn: async ({ signal }) => {
      const page = await api(routes.getDepot, { params: { depotId: id }, signal });
      learnServerTime(page.now);
      return page;
    },
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
  });
}

export function useDevices(accountId: string) {
  const { api } = useServices();
  return useInfiniteQuery({
    queryKey: depotKeys.devices(accountId),
    queryFn: ({ pageParam, signal }) =>
      api(routes.listDevices, { query: { accountId, cursor: pageParam, limit: '50' }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.cursor,
  });
}
