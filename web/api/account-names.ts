import { useQueries } from '@tanstack/react-query';
import { useServices } from '../app/services.ts';
import { keys } from './queries.ts';
import { routes } from './routes.ts';

const MOST = 20;

/** Names accounts by their ids, for a few of them; the id itself until its account is read. */
export function useAccountNames(ids: readonly string[]): (id: string) => string {
  const { api } = useServices();
  const accounts = useQueries({
    queries: ids.slice(0, MOST).map(id => ({
      queryKey: keys.account(id),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api(routes.getAccount, { params: { accountId: id }, signal }),
    })),
  });
  return id => accounts[ids.indexOf(id)]?.data?.name ?? id;
}
