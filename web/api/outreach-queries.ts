import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import type { OutreachPage } from '../../shared/contracts/outreach-contract.ts';
import { useServices } from '../app/services.ts';
import type { OutreachTab } from '../rooms/outreach/outreach-tab.ts';
import { routes } from './routes.ts';

export const outreachKeys = {
  lists: ['outreach'],
  list: (tab: OutreachTab) => ['outreach', tab],
  budget: ['outreach-budget'],
  page: (id: string) => ['outreach-page', id],
  ofAccount: (accountId: string) => ['account-outreach', accountId],
} as const;

/** Signals of a tab in the server's order, page after page. */
export function useOutreach(tab: OutreachTab) {
  const { api } = useServices();
  return useInfiniteQuery({
    queryKey: outreachKeys.list(tab),
    queryFn: ({ pageParam, signal }) =>
      api(routes.listOutreach, { query: { state: tab, cursor: pageParam, limit: '100' }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.cursor,
  });
}

export function useBudget() {
  const { api } = useServices();
  return useQuery({
    queryKey: outreachKeys.budget,
    queryFn: ({ signal }) => api(routes.getBudget, { signal }),
  });
}

export function useOutreachPage(id: string) {
  const { api } = useServices();
  return useQuery({
    queryKey: outreachKeys.page(id),
    queryFn: ({ signal }) => api(routes.getOutreach, { params: { outreachId: id }, signal }),
  });
}

export function useAccountOutreach(accountId: string) {
  const { api } = useServices();
  return useQuery({
    queryKey: outreachKeys.ofAccount(accountId),
    queryFn: ({ signal }) => api(routes.getAccountOutreach, { params: { accountId }, signal }),
  });
}

/** Says whether a signal was useful; what the server answers is shown at once. */
export function useJudge(id: string, onDone: () => void) {
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: (body: { useful: boolean; note?: string }) =>
      api(routes.judgeOutreach, { params: { outreachId: id }, body }),
    onSuccess: outreach => {
      queries.setQueryData<OutreachPage>(outreachKeys.page(id), held => held && { ...held, outreach });
      onDone();
    },
    onSettled: answer => {
      void queries.invalidateQueries({ queryKey: outreachKeys.page(id) });
      void queries.invalidateQueries({ queryKey: outreachKeys.lists });
      if (answer) void queries.invalidateQueries({ queryKey: outreachKeys.ofAccount(answer.accountId) });
    },
  });
}
