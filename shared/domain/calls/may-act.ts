import type { Instant } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import { type Agent, isOnDuty } from '../team/agent.ts';
import type { Call } from './call.ts';
import { mayCall } from './promise-now.ts';

export type Actor = { readonly id: string; readonly roles: readonly string[] };

/**
 * Whether somebody may act on a call: whoever has it, a lead, anybody while nobody has it or the one who has it does not
 * work now. A call that is wanted now may be accepted by those it is offered to and by all who speak its language; of
 * one that goes on only the one who speaks and a lead may say anything, and anybody may end it once that one is off duty. Refused: `already-claimed` (detail `by`) for
 * accepting and starting what a colleague has, else `forbidden`.
 */
export function mayAct(
  call: Call,
  action: string,
  { who, agents, now }: { readonly who: Actor; readonly agents: readonly Agent[]; readonly now: Instant },
): Outcome<undefined, 'forbidden' | 'already-claimed'> {
  const { state, agentId, offer, language } = call;
  if (state === 'asked' && (action === 'accept' || action === 'start')) {
    const me = agents.find(({ id }) => id === who.id);
    const may = offer?.agents.includes(who.id) || (me !== undefined && mayCall(me, language));
    return may ? accepted(undefined) : refused('forbidden', { problem: 'You do not speak its language.' });
  }
  if (agentId === who.id || agentId === undefined || state === 'asked') return accepted(undefined);
  const claims = action === 'accept' || action === 'start';
  if (claims && (state === 'accepted' || state === 'running'))
    return refused('already-claimed', { problem: 'A colleague was first.', by: agentId });
  if (who.roles.includes('lead')) return accepted(undefined);
  const holder = agents.find(({ id }) => id === agentId);
  const waits = state === 'due' || state === 'booked' || (state === 'running' && action === 'end');
  if (waits && !(holder && isOnDuty(holder, now))) return accepted(undefined);
  return refused('forbidden', { problem: 'A colleague has this call.', by: agentId });
}
