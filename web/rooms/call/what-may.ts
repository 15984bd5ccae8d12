import type { CallView } from '../../../shared/contracts/calls-contract.ts';

export const actNames = [
  'accept',
  'start',
  'start-in',
  'end',
  'extend',
  'book',
  'move',
  'give-back',
  'hand-over',
  'cancel',
] as const;
export type ActName = (typeof actNames)[number];

/** Who looks at the call. */
export type Who = {
  readonly me: string | undefined;
  readonly lead: boolean;
  /** Whether an agent works now: what somebody has who does not may be taken over. */
  readonly onDuty: (agentId: string) => boolean;
};

/**
 * Whether somebody may act on a call, as the server decides it: whoever has it, a lead, anybody while nobody has it or
 * the one who has it does not work now; never on what a colleague has accepted or speaks in.
 */
export function mayAct({ state, agentId }: CallView, { me, lead, onDuty }: Who): boolean {
  if (state === 'ended') return false;
  if (lead || agentId === undefined || agentId === me || state === 'asked') return true;
  return (state === 'due' || state === 'booked') && !onDuty(agentId);
}

/**
 * What may be done with a call as it stands, the first thing first. What is hindered is not called, but whoever calls in
 * is spoken with; what a colleague has accepted or speaks in is in their hands, though a lead may give it to another or
 * end it.
 */
export function whatMay(call: CallView, who: Who): readonly ActName[] {
  if (!mayAct(call, who)) return [];
  const mine = call.agentId === who.me;
  const start: readonly ActName[] = call.hindered ? ['start-in'] : ['start', 'start-in'];
  switch (call.state) {
    case 'asked':
      return ['accept', 'book', 'cancel'];
    case 'accepted':
      return mine ? [...start, 'book', 'give-back', 'hand-over', 'cancel'] : ['book', 'hand-over', 'cancel'];
    case 'due':
      return [...start, 'book', 'hand-over', 'cancel'];
    case 'booked':
      return [...start, 'move', 'hand-over', 'cancel'];
    case 'running':
      return call.booking && mine ? ['end', 'extend'] : ['end'];
    case 'ended':
      return [];
  }
}
