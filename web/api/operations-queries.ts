import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import type { QuarantineAsked, QuarantinePage } from '../../shared/contracts/operations-contract.ts';
import { SECOND } from '../../shared/kernel/instant.ts';
import { useServices } from '../app/services.ts';
import { routes } from './routes.ts';

/** Nothing hints at what happens here, so it is looked at again while it is looked at. */
const OFTEN_MS = 30 * SECOND;

export const operationsKeys = {
  watch: ['operations'],
  lists: ['quarantine'],
  list: (state: 'open' | 'all') => ['quarantine', state],
  one: (id: string) => ['quarantined', id],
} as const;

/** Whether everything is watched and on time. */
export function useOperations() {
  const { api } = useServices();
  return useQuery({
    queryKey: operationsKeys.watch,
    queryFn: ({ signal }) => api(routes.getOperations, { signal }),
    refetchInterval: OFTEN_MS,
  });
}

/** What could not be taken in, the newest first, page after page. */
export function useQuarantine(state: 'open' | 'all') {
  const { api } = useServices();
  return useInfiniteQuery({
    queryKey: operationsKeys.list(state),
    queryFn: ({ pageParam, signal }) =>
      api(routes.listQuarantine, { query: { state, cursor: pageParam, limit: '100' }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.cursor,
    refetchInterval: OFTEN_MS,
  });
}

export function useQuarantined(id: string) {
  const { api } = useServices();
  return useQuery({
    queryKey: operationsKeys.one(id),
    queryFn: ({ signal }) => api(routes.getQuarantined, { params: { quarantineId: id }, signal }),
    refetchInterval: OFTEN_MS,
  });
}

/** Takes in, sets aside, opens again; what the server answers is shown at once, and after a refusal how it stands. */
export function useActOnQuarantined(id: string, onDone?: () => void) {
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: (body: QuarantineAsked) =>
      api(routes.actOnQuarantined, { params: { quarantineId: id }, body }),
    onSuccess: ({ item }) => {
      queries.setQueryData<QuarantinePage>(operationsKeys.one(id), held => held && { ...held, item });
      onDone?.();
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: operationsKeys.one(id) });
      void queries.invalidateQueries({ queryKey: operationsKeys.lists });
    },
  });
}
