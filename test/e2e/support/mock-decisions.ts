import type { CallDecision } from '../../../shared/contracts/calls-contract.ts';
import { HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import type { Handler } from './mock-api.ts';
import { callAt } from './mock-call-acts.ts';
import { at, START } from './mock-data.ts';

/** How a call came to be as it is: wished for, tried in vain, then booked by a colleague. */
const decisions: readonly CallDecision[] = [
  {
    ...{ at: at(-20), name: 'call.acted-on', decision: 'book', by: 'bruno' },
    reason: {
      ...{ callId: 'call_welcome', agent: 'owner' },
      ranking: [
        { agentId: 'anna', load: 3 },
        { agentId: 'bruno', load: 1, excluded: 'other-language' },
        { agentId: 'carmen', load: 2, excluded: 'absent' },
      ],
    },
  },
  {
    ...{ at: at(-200), name: 'call.acted-on', decision: 'ended-no-answer', by: 'anna' },
    reason: { tries: 1, readyAt: START - HOUR, dueAt: START + HOUR },
  },
  {
    ...{ at: at(-240), name: 'call.wanted', decision: 'call-opened' },
    reason: {
      ...{ item: 'itm_1', kind: 'welcome', to: 'anna', wantedFrom: START - 4 * HOUR, wantedBy: START },
      ...{ readyAt: START - 3 * HOUR, dueAt: START + 5 * MINUTE },
    },
  },
];

/** What was decided about calls, as the API answers it. */
export const decisionHandlers: Readonly<Record<string, Handler>> = {
  'get-call-decisions': ({ params }, state) => ({
    decisions: callAt(state, params['callId']).id === 'call_welcome' ? decisions : [],
  }),
};
