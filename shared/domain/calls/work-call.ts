import type { CallEnding } from '../../events/call-events.ts';
import { HOUR, type Instant } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import { type AgendaItem, type Attempt, type Call, openItems, withoutBooking } from './call.ts';
import type { CallCommand, CallRefusal, Decided, EndOfAttempt, NextStep } from './call-commands.ts';
import { only, settle, tell, withMessage } from './call-notices.ts';

/**
 * Begins the conversation. Whoever has the call may, and anybody while nobody has; started twice is started once. What
 * the contact does not consent to leaves the agenda with the result `no-consent`.
 */
export function start(
  call: Call,
  { agentId, direction, without = [] }: Extract<CallCommand, { do: 'start' }>,
  now: Instant,
): Outcome<Decided, CallRefusal> {
  if (call.state === 'running')
    return call.agentId === agentId
      ? accepted(only(call))
      : refused('already-claimed', { problem: 'A colleague speaks with them.', by: call.agentId ?? '-' });
  const { acceptedUntil: _until, offer: _offer, ...rest } = call;
  const attempts: Attempt[] = [...call.attempts, { at: now, agentId, direction }];
  const agenda = call.agenda.map(item =>
    without.includes(item.id) ? { ...item, state: 'dropped' as const, result: 'no-consent' } : item,
  );
  return accepted(settle(only({ ...rest, state: 'running', agentId, attempts, agenda })));
}

/** Marks a step of the agenda. */
export function tick(
  call: Call,
  { itemId, stepId, state, why }: Extract<CallCommand, { do: 'step' }>,
): Outcome<Decided, CallRefusal> {
  if (!call.agenda.some(({ id }) => id === itemId))
    return refused('unknown-item', { field: 'body.itemId', problem: 'It is not on the agenda.' });
  const agenda = call.agenda.map(item => {
    if (item.id !== itemId) return item;
    const { [stepId]: _before, ...steps } = item.steps ?? {};
    if (state === 'open') return { ...item, steps };
    return { ...item, steps: { ...steps, [stepId]: { state, ...(why === undefined ? {} : { why }) } } };
  });
  return accepted(only({ ...call, agenda }));
}

/** Keeps what was written down so far. */
export const noteDown = (
  call: Call,
  { notes, difficulties }: { notes?: string | undefined; difficulties?: Call['difficulties'] | undefined },
): Call => ({
  ...call,
  ...(notes === undefined ? {} : { notes }),
  ...(difficulties === undefined ? {} : { difficulties }),
});

/** A conversation is never cut off: its time grows, and whoever is next hears of it. */
export function extend(call: Call, until: Instant): Outcome<Decided, CallRefusal> {
  if (call.state !== 'running') return notRunning;
  if (!call.booking || call.booking.to >= until) return accepted(only(call));
  return accepted(only({ ...call, booking: { ...call.booking, to: until } }));
}

const notRunning = refused('not-running', { problem: 'The call has not begun.' });

/**
 * Ends an attempt. Reached: the call is over; what is left and what comes next goes on as another call, in the same
 * commit. Not reached: it is due again at `retryAt`, or over for good without one. A wrong number ends it.
 */
export function endAttempt(call: Call, end: EndOfAttempt, now: Instant): Outcome<Decided, CallRefusal> {
  const running = call.attempts.at(-1);
  if (call.state !== 'running' || !running) return notRunning;
  const attempts = [...call.attempts.slice(0, -1), { ...running, endedAt: now, outcome: end.outcome }];
  const noted = noteDown({ ...call, attempts }, end);
  if (end.outcome === 'wrong-number') return accepted(endCall(noted, 'wrong-number', now));
  if (end.outcome !== 'reached' && end.outcome !== 'declined') return accepted(tryAgain(noted, end, now));
  return accepted(conclude(noted, end, now));
}

/** What may be done from an instant on is late no earlier than so long after it. */
const LEAST_TIME = HOUR;

/** Nobody was reached: again later, or a written message instead. */
function tryAgain(call: Call, { retryAt, outcome }: EndOfAttempt, now: Instant): Decided {
  const { booking } = call;
  // Whatever it was about was taken back meanwhile.
  if (openItems(call).length === 0) return endCall(call, 'withdrawn', now);
  // Tried before the time that is agreed on: that stands.
  if (booking && booking.from > now) return only({ ...call, state: 'booked', agentId: booking.agentId });
  if (retryAt === undefined) return withMessage(endCall(call, 'never-reached', now), { kind: 'not-reached' });
  const next: Call = {
    ...{ ...withoutBooking(call), state: 'due', readyAt: retryAt, notBefore: retryAt },
    dueAt: Math.max(call.dueAt, retryAt + LEAST_TIME),
  };
  return outcome === 'no-show' ? withMessage(only(next), { kind: 'choose-again' }) : only(next);
}

function conclude(call: Call, end: EndOfAttempt, now: Instant): Decided {
  const declined = end.outcome === 'declined';
  const spoken = (item: AgendaItem) =>
    item.state === 'open' && (end.results[item.id] !== undefined || (declined && item.readyAt <= now));
  const agenda = call.agenda.map(item =>
    spoken(item) ? { ...item, state: 'done' as const, result: end.results[item.id] ?? 'declined' } : item,
  );
  const left = agenda.filter(({ state }) => state === 'open');
  const { booking } = call;
  // They spoke before the time they had agreed on, which stands for what is left.
  if (left.length > 0 && !end.next && booking && booking.from > now)
    return only({ ...call, agenda, state: 'booked', agentId: booking.agentId });
  const over = endCall({ ...call, agenda }, declined ? 'declined' : 'reached', now);
  const ended = declined ? over : withMessage(over, { kind: 'feedback' });
  const successor = successorOf(call, end, { left, now });
  return successor ? { ...ended, successor } : ended;
}

/** What is left goes on: with the next step at once or at its time, else due again when it may be. */
function successorOf(
  call: Call,
  end: EndOfAttempt,
  { left, now }: { left: readonly AgendaItem[]; now: Instant },
): { call: Call; effects: Decided['effects'] } | undefined {
  const { next } = end;
  const agenda = next ? [...left, next.item] : left;
  if (agenda.length === 0) return undefined;
  const {
    id: _id,
    notes: _n,
    difficulties: _d,
    ending: _e,
    endedAt: _a,
    booking: _b,
    about: _o,
    ...rest
  } = call;
  const {
    offer: _of,
    acceptedUntil: _u,
    dueToldAt: _t,
    lateToldAt: _l,
    stillToldAt: _s,
    notBefore: _nb,
    ...bare
  } = rest;
  const readyAt = Math.max(end.laterAt, Math.min(...agenda.map(item => item.readyAt)));
  const fresh: Call = {
    ...{ ...bare, id: end.successorId, agenda, attempts: [], notices: [], noticed: 0, sequence: 0 },
    ...{ openedAt: now, state: 'due', notBefore: end.laterAt, formerId: call.id },
    readyAt,
    dueAt: Math.max(readyAt + LEAST_TIME, Math.min(...agenda.map(({ dueAt }) => dueAt))),
  };
  return nextOf(fresh, next, now);
}

function nextOf(fresh: Call, next: NextStep | undefined, now: Instant) {
  if (next?.do === 'session-now')
    return only({
      ...{ ...fresh, state: 'running', readyAt: now, dueAt: now },
      attempts: [{ at: now, agentId: fresh.agentId ?? '-', direction: 'out' }],
    });
  if (next?.do !== 'book') return only(fresh);
  const { slot } = next;
  const at = { readyAt: slot.from, dueAt: slot.from };
  const call: Call = { ...fresh, ...at, state: 'booked', agentId: slot.agentId, booking: slot };
  return withMessage(only(call), { kind: 'booked' });
}

/** Over for good: nobody needs to act any more, and calendars that have it are told. */
export function endCall(call: Call, ending: CallEnding, now: Instant): Decided {
  const { booking, offer: _offer, acceptedUntil: _until, ...rest } = call;
  const held = ending === 'reached' || ending === 'declined';
  const kept = held || call.attempts.at(-1)?.endedAt === now;
  const freed = booking !== undefined && (booking.from > now || !kept);
  const agenda = call.agenda.map(item =>
    item.state === 'open' && !held ? { ...item, state: 'dropped' as const } : item,
  );
  const over: Call = {
    ...{ ...rest, agenda: ending === 'never-reached' || ending === 'wrong-number' ? call.agenda : agenda },
    ...{ state: 'ended', ending, endedAt: now, sequence: freed ? call.sequence + 1 : call.sequence },
    ...(booking && !freed ? { booking } : {}),
  };
  const ended: Decided = { call: over, effects: [{ is: 'ended', ending }] };
  const settled = settle(ended);
  if (!freed) return settled;
  return tell(withMessage(settled, { kind: 'cancelled' }), { kind: 'call-cancelled', to: [booking.agentId] });
}
