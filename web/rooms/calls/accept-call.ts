import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CallView } from '../../../shared/contracts/calls-contract.ts';
import { callKeys } from '../../api/call-queries.ts';
import { ApiError } from '../../api/problem.ts';
import { useAgents } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { visit } from '../../app/router.tsx';
import { after, useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { explain } from '../../parts/explain.ts';
import { showWord } from '../../parts/toasts.tsx';
import type { Lost } from './call-order.ts';

/** How long a call that a colleague was first at says so before it goes. */
export const LOST_MS = 6_000;

/** Who was first, from what the refusal says; empty when it names nobody. Undefined when it is another refusal. */
export function useWinner(): (error: unknown) => string | undefined {
  const agents = useAgents().data?.agents ?? [];
  return error => {
    if (!(error instanceof ApiError) || error.problem.refusal !== 'already-claimed') return undefined;
    const { by, detail = '' } = error.problem;
    const first = agents.find(({ id, name }) => id === by || (name !== '' && detail.includes(name)));
    return first?.name ?? '';
  };
}

/** Accepts calls that are wanted now. One wins and goes to it; who comes second sees who was first, where the call was. */
export function useAccept() {
  const m = useMessages();
  const { api, queries } = useServices();
  const winner = useWinner();
  const [lost, setLost] = useState<readonly Lost[]>([]);
  const accept = useMutation({
    mutationFn: (call: CallView) =>
      api(routes.actOnCall, { params: { callId: call.id }, body: { do: 'accept' } }),
    onSuccess: ({ id, accountName }) => {
      showWord(m.calls.accepted(accountName));
      visit({ room: 'call', callId: id });
    },
    onError: (error, call) => {
      const to = winner(error);
      if (to === undefined) {
        const { title, advice } = explain(error, m);
        return showWord(`${title}. ${advice}`, 'warn');
      }
      setLost(all => [...all, { call, to }]);
      after(LOST_MS, () => setLost(all => all.filter(one => one.call.id !== call.id)));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: callKeys.lists }),
  });
  return { accept: accept.mutate, busy: accept.isPending, lost };
}
