import type { CallAction, CallView } from '../../../shared/contracts/calls-contract.ts';

type Step = Extract<CallAction, { do: 'step' }>;

/** The call with a step marked, as it will be when the server has it. */
export function withStep(call: CallView, { itemId, stepId, state, why }: Step): CallView {
  const agenda = call.agenda.map(item => {
    if (item.id !== itemId) return item;
    const steps = item.steps.map(({ id, text, ...step }) =>
      id === stepId ? { id, text, state, ...(why === undefined ? {} : { why }) } : { id, text, ...step },
    );
    return { ...item, steps };
  });
  return { ...call, agenda };
}
