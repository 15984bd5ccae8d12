import type { CallAction } from '../../../shared/contracts/calls-contract.ts';
import type { Call } from '../../../shared/domain/calls/call.ts';
import type { CallCommand, NextStep, Slot } from '../../../shared/domain/calls/call-commands.ts';
import { decideCall } from '../../../shared/domain/calls/decide-call.ts';
import { formatInstant, HOUR, type Instant, MINUTE } from '../../../shared/kernel/instant.ts';
import { found, Refusal } from './mock-api.ts';
import { call, callsOf, type Earlier, item, LATER, nowOf, rules } from './mock-calls.ts';
import type { MockState } from './mock-state.ts';

type Done = { readonly state: MockState; readonly agentId: string };

export const callAt = (state: MockState, id: string | undefined): Call =>
  found(
    callsOf(state).calls.find(one => one.id === id),
    'call',
  );

export const slotOf = (
  { from, minutes, agentId }: { from: string; minutes?: number | undefined; agentId?: string | undefined },
  by: string,
): Slot => {
  const begins = Date.parse(from);
  return { agentId: agentId ?? by, from: begins, to: begins + (minutes ?? 45) * MINUTE };
};

const freshId = (state: MockState, prefix: string): string => {
  const held = callsOf(state);
  held.made += 1;
  return `${prefix}_made_${held.made}`;
};

/** Overlapping another booking or a block is refused, as the agent's day would. */
export function free(state: MockState, slot: Slot, but?: string): Slot {
  const { calls, blocks } = callsOf(state);
  const taken = [
    ...calls.flatMap(one => (one.id !== but && one.booking && one.state === 'booked' ? [one.booking] : [])),
    ...blocks,
  ];
  if (taken.some(one => one.agentId === slot.agentId && one.from < slot.to && one.to > slot.from))
    throw new Refusal(409, 'slot taken', { refusal: 'slot-taken' });
  return slot;
}

function nextOf(
  action: Extract<CallAction, { do: 'end' }>['next'],
  { state, agentId }: Done,
): NextStep | undefined {
  if (!action) return undefined;
  const id = freshId(state, 'itm');
  if (action.do === 'session-now') return { do: 'session-now', item: item(id, 'session', 0) };
  if (action.do === 'plan')
    return { do: 'plan', item: { ...item(id, action.kind, 0), dueAt: Date.parse(action.dueAt) } };
  const slot = free(state, slotOf(action, agentId));
  return { do: 'book', item: { ...item(id, action.kind, 0), readyAt: slot.from, dueAt: slot.from }, slot };
}

function commandOf(action: CallAction, held: Call, { state, agentId }: Done): CallCommand {
  const now = nowOf(state);
  switch (action.do) {
    case 'accept':
      return { do: 'accept', agentId, until: now + rules.startSeconds * 1_000 };
    case 'give-back':
      return { do: 'give-back', agentId };
    case 'start':
      return { do: 'start', agentId, direction: action.direction ?? 'out' };
    case 'extend':
      return { do: 'extend', until: (held.booking?.to ?? now) + action.minutes * MINUTE };
    case 'book':
      return { do: 'book', slot: free(state, slotOf(action, agentId), held.id), by: 'staff' };
    case 'cancel':
      return { do: 'cancel', by: 'staff' };
    case 'hand-over':
      return { do: 'give', agentId: action.to };
    case 'end':
      return {
        ...{ do: 'end', outcome: action.outcome, notes: action.notes, difficulties: action.difficulties },
        results: Object.fromEntries((action.results ?? []).map(({ itemId, result }) => [itemId, result])),
        ...{ retryAt: now + 2 * HOUR, laterAt: now + LATER, successorId: freshId(state, 'call') },
        next: nextOf(action.next, { state, agentId }),
      } as CallCommand;
    default:
      return action as CallCommand;
  }
}

const lineOf = ({ id, agentId, agenda, ending, notes, difficulties }: Call, now: Instant): Earlier => ({
  ...{ id, endedAt: formatInstant(now), kinds: [...new Set(agenda.map(({ kind }) => kind))] },
  ...(agentId ? { agentId } : {}),
  ...(notes ? { notes } : {}),
  ...{ ending: ending ?? 'withdrawn', difficulties: (difficulties ?? []).map(one => ({ ...one })) },
});

/** Writes a call as it is now, beside what takes over from it, and hints it to the open consoles. */
export function put(state: MockState, ...changed: readonly Call[]): void {
  const { calls, versions, earlier } = callsOf(state);
  for (const next of changed) {
    const index = calls.findIndex(({ id }) => id === next.id);
    if (index < 0) calls.push(next);
    else calls[index] = next;
    versions.set(next.id, (versions.get(next.id) ?? 1) + 1);
    if (next.state === 'ended')
      earlier.set(next.accountId, [lineOf(next, nowOf(state)), ...(earlier.get(next.accountId) ?? [])]);
    state.send({ type: 'calls', id: next.id });
  }
}

export function act(id: string | undefined, action: CallAction, done: Done): Call {
  const { state } = done;
  const held = callAt(state, id);
  const decided = decideCall(held, commandOf(action, held, done), nowOf(state));
  if (!decided.ok) {
    const { problem, by } = (decided.detail ?? {}) as { problem?: string; by?: string };
    throw new Refusal(decided.refusal === 'already-claimed' ? 409 : 422, decided.refusal, {
      ...{ refusal: decided.refusal, detail: problem ?? '' },
      ...(by ? { by } : {}),
    });
  }
  const { call: next, successor } = decided.value;
  if (action.do === 'note') callsOf(state).noted.push(action.notes);
  put(state, next, ...(successor ? [successor.call] : []));
  return successor?.call.state === 'running' ? successor.call : next;
}

export type Planned = {
  readonly accountId: string;
  readonly contactId?: string;
  readonly kind?: Call['agenda'][number]['kind'];
  readonly dueAt?: string;
  readonly from?: string;
  readonly minutes?: number;
  readonly agentId?: string;
  readonly about?: string;
};

/** The open call with the contact, or a fresh one; with one thing more on its agenda. */
export function planned(state: MockState, body: Planned, agentId: string): Call {
  const { accountId, contactId = 'c-1', about } = body;
  const account = found(
    state.accounts.find(({ id }) => id === accountId),
    'account',
  );
  const open = callsOf(state).calls.find(
    one => one.accountId === accountId && one.contactId === contactId && one.state !== 'ended',
  );
  const dueAt = body.dueAt ? Date.parse(body.dueAt) : nowOf(state) + LATER;
  const { zone = 'Europe/Berlin', languages } = account;
  const fresh = { contactId, agentId, zone, dueAt, readyAt: nowOf(state), language: languages[0] ?? 'und' };
  const base = open ?? call(freshId(state, 'call'), accountId, fresh);
  const wish = { ...item(freshId(state, 'itm'), body.kind ?? 'help', 0), dueAt };
  return {
    ...{ ...base, agenda: [...base.agenda, wish] },
    ...(about ? { about } : {}),
  };
}
