import { useMutation } from '@tanstack/react-query';
import type { CallAction, CallView, CallWorkspace } from '../../../shared/contracts/calls-contract.ts';
import { callKeys } from '../../api/call-queries.ts';
import { routes } from '../../api/routes.ts';
import { visit } from '../../app/router.tsx';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { showWord } from '../../parts/toasts.tsx';
import { withStep } from './with-step.ts';

/** Does one thing with a call; what the server answers is shown at once, a marked step before it answers. */
export function useCallAct(callId: string, onDone: () => void = () => undefined) {
  const { call: m } = useMessages();
  const { api, queries } = useServices();
  const put = (change: (call: CallView) => CallView) =>
    queries.setQueryData<CallWorkspace>(
      callKeys.call(callId),
      held => held && { ...held, call: change(held.call) },
    );
  return useMutation({
    mutationFn: (body: CallAction) => api(routes.actOnCall, { params: { callId }, body }),
    onMutate: body => {
      if (body.do === 'step') put(call => withStep(call, body));
    },
    onSuccess: (answer, body) => {
      if (answer.id === callId) put(() => answer);
      const said = Object.hasOwn(m.done, body.do) ? m.done[body.do as keyof typeof m.done] : '';
      if (said) showWord(said);
      onDone();
      // It goes on at once in the call that took over.
      if (answer.id !== callId) visit({ room: 'call', callId: answer.id });
    },
    onSettled: (_answer, _error, body) => {
      if (body.do !== 'step') void queries.invalidateQueries({ queryKey: callKeys.call(callId) });
      void queries.invalidateQueries({ queryKey: callKeys.lists });
      if (body.do !== 'book' && body.do !== 'cancel' && body.do !== 'end') return;
      void queries.invalidateQueries({ queryKey: callKeys.weeks });
      void queries.invalidateQueries({ queryKey: callKeys.allSlots });
    },
  });
}

export type CallAct = ReturnType<typeof useCallAct>;
