import { withoutParts } from '../persons/parts.ts';
import type { Call } from './call.ts';
import type { CallCommand, Decided } from './call-commands.ts';
import { only } from './call-notices.ts';
import { endCall, noteDown } from './work-call.ts';

/** What a call says of the person it is with; topics, results and times are none of it. */
export const personalOfCall = [
  'phone',
  'about',
  'notes',
  'difficulties.*.text',
  'agenda.*.steps.*.why',
] as const;

/** The call of a person who was erased: what it said of them is gone, and nothing of that kind is kept any more. */
export const withoutPerson = (call: Call): Call => withoutParts(call, personalOfCall);

/**
 * The person of a call was erased: it ends as `withdrawn`, since there is nobody to call. A conversation goes on to its
 * end, of which nothing personal is kept and after which nothing comes.
 */
export function erasePerson(call: Call, now: number): Decided {
  if (call.erased) return only(call);
  const left: Call = { ...withoutPerson(call), erased: true };
  return call.state === 'running' ? only(left) : endCall(left, 'withdrawn', now);
}

/** The end of a conversation with somebody who was erased meanwhile: there is no next call, and no mail about this one. */
export function endErased(call: Call, end: Extract<CallCommand, { do: 'end' }>, now: number): Decided {
  const running = call.attempts.at(-1);
  const attempts = running
    ? [...call.attempts.slice(0, -1), { ...running, endedAt: now, outcome: end.outcome }]
    : call.attempts;
  const spoken = end.outcome === 'reached' || end.outcome === 'declined';
  const agenda = call.agenda.map(item =>
    item.state === 'open' && spoken && end.results[item.id] !== undefined
      ? { ...item, state: 'done' as const, result: end.results[item.id] ?? 'declined' }
      : item,
  );
  const left = spoken
    ? agenda.map(item => (item.state === 'open' ? { ...item, state: 'dropped' as const } : item))
    : agenda;
  const noted = noteDown({ ...call, attempts, agenda: left }, end);
  return endCall(noted, spoken ? (end.outcome === 'reached' ? 'reached' : 'declined') : 'withdrawn', now);
}

/** Nothing personal stays of what was decided about the call of somebody who was erased. */
export const keptOf = (decided: Decided): Decided =>
  decided.call.erased ? { ...decided, call: withoutPerson(decided.call) } : decided;
