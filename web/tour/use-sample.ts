import { useQuery } from '@tanstack/react-query';
import type { Api } from '../api/api.ts';
import { useMe } from '../api/queries.ts';
import { routes } from '../api/routes.ts';
import { useServices } from '../app/services.ts';
import type { Sample } from './tour-steps.ts';

/** One of each kind to show; what cannot be read is shown as if there were none. Nothing changes it while the tour goes on. */
export function useSample(): Sample | undefined {
  const { api } = useServices();
  const me = useMe().data?.agent.id;
  return useQuery({
    queryKey: ['tour', me],
    queryFn: () => sampleOf(api, me ?? ''),
    enabled: me !== undefined,
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
  }).data;
}

async function sampleOf(api: Api, me: string): Promise<Sample> {
  const one = { limit: '1' };
  const [inbox, own, any, board, mine, team] = await Promise.all([
    attempt(api(routes.listNotifications, { query: { filter: 'open', ...one } })),
    attempt(api(routes.listAccounts, { query: { owner: me, ...one } })),
    attempt(api(routes.listAccounts, { query: one })),
    attempt(api(routes.listCases, { query: { limit: '50' } })),
    attempt(api(routes.listCalls, { query: { of: 'me', ...one } })),
    attempt(api(routes.listCalls, { query: { of: 'team', ...one } })),
  ]);
  const told = inbox?.notifications[0];
  return {
    notificationId: told?.id,
    accountId: told?.accountId ?? (own?.accounts[0] ?? any?.accounts[0])?.id,
    caseId: board?.cases.find(({ policyId }) => policyId !== undefined)?.id,
    callId: (mine?.calls[0] ?? team?.calls[0])?.id,
  };
}

const attempt = <T>(asked: Promise<T>): Promise<T | undefined> => asked.catch(() => undefined);
