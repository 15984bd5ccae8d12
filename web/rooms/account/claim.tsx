import { useMutation } from '@tanstack/react-query';
import { ApiError } from '../../api/problem.ts';
import { keys } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { teamKeys } from '../../api/team-queries.ts';
import { type Services, useServices } from '../../app/services.ts';
import { type Messages, useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { explain } from '../../parts/explain.ts';
import { showWord } from '../../parts/toasts.tsx';

type AccountName = { readonly accountId: string; readonly accountName: string };

/** What shows whose an account is, read again after it was given to somebody. */
export function rereadOwner({ queries }: Services, accountId: string): Promise<unknown> {
  const stale = [
    keys.account(accountId),
    keys.assignment(accountId),
    keys.timeline(accountId),
    ['tasks'],
    teamKeys.loads,
  ];
  return Promise.all(stale.map(queryKey => queries.invalidateQueries({ queryKey })));
}

const isClaimed = (error: unknown): boolean =>
  error instanceof ApiError && error.problem.refusal === 'already-claimed';

/** Who was faster, as the account says now; nobody is named when it cannot be read. */
async function fasterWords({ api, queries }: Services, accountId: string, m: Messages): Promise<string> {
  const account = await api(routes.getAccount, { params: { accountId } }).catch(() => undefined);
  if (account) queries.setQueryData(keys.account(accountId), account);
  return account?.owner ? m.assign.faster(account.owner.name) : m.assign.fasterUnknown;
}

/** Takes an account that waits for an owner. One wins; who comes second is told who was faster. */
export function useTake({ accountId, accountName }: AccountName) {
  const m = useMessages();
  const services = useServices();
  return useMutation({
    mutationFn: () => services.api(routes.claimAccount, { params: { accountId } }),
    onSuccess: () => showWord(m.assign.taken(accountName)),
    onError: async error => {
      const { title, advice } = explain(error, m);
      const words = isClaimed(error)
        ? await fasterWords(services, accountId, m)
        : `${title}. ${advice}`.trim();
      showWord(words, 'warn');
    },
    onSettled: () => rereadOwner(services, accountId),
  });
}

export function TakeButton(account: AccountName) {
  const { assign: m } = useMessages();
  const take = useTake(account);
  return (
    <Button
      look="primary"
      aria-label={`${m.take}: ${account.accountName}`}
      isDisabled={take.isPending}
      onPress={() => take.mutate()}
    >
      {m.take}
    </Button>
  );
}
