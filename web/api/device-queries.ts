import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { learnServerTime } from '../app/clock.ts';
import { useServices } from '../app/services.ts';
import { routes } from './routes.ts';

export const caseKeys = {
  boards: ['device-cases'],
  board: (month: string | undefined) => ['device-cases', month ?? 'open'],
  case: (id: string) => ['device-case', id],
  device: (serial: string) => ['device', serial],
} as const;

/** All open cases, or those of a month: page after page until they are all here, each case once. */
export function useBoard(month: string | undefined) {
  const { api } = useServices();
  const board = useInfiniteQuery({
    queryKey: caseKeys.board(month),
    queryFn: async ({ pageParam, signal }) => {
      const page = await api(routes.listCases, { query: { month, cursor: pageParam, limit: '100' }, signal });
      learnServerTime(page.now);
      return page;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.cursor,
  });
  const { hasNextPage, isFetching, isError, fetchNextPage } = board;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const lines = useMemo(() => {
    const all = board.data?.pages.flatMap(page => page.cases) ?? [];
    return [...new Map(all.map(line => [line.id, line])).values()];
  }, [board.data]);
  return { board, lines };
}

/** One case; while its clock has not ended it is read each minute, since its sums grow. */
export function useCase(id: string) {
  const { api } = useServices();
  return useQuery({
    queryKey: caseKeys.case(id),
    queryFn: ({ signal }) => api(routes.getCase, { params: { caseId: id }, signal }),
    refetchInterval: query => (query.state.data?.left === undefined ? false : MINUTE),
  });
}

/** The device with this serial; nothing is asked while there is none. */
export function useDevice(serial: string) {
  const { api } = useServices();
  return useQuery({
    queryKey: caseKeys.device(serial),
    queryFn: ({ signal }) => api(routes.getDevice, { params: { serial }, signal }),
    enabled: serial !== '',
  });
}
