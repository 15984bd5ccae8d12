import { type Instant, SECOND } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import { booked, changed, mayStay, mustMove } from './book-call.ts';
import { type Call, openItems, timed, wished, withoutBooking } from './call.ts';
import type { CallCommand, CallRefusal, Decided } from './call-commands.ts';
import { hearWords } from './call-hold.ts';
import { only, settle, tell, withMessage } from './call-notices.ts';
import { endErased, erasePerson, keptOf } from './erased-call.ts';
import { noticeClock } from './notice-clock.ts';
import { endAttempt, endCall, extend, noteDown, start, tick } from './work-call.ts';

/**
 * One thing done with a call. Refused with `ended` when it is over, `running` where a conversation is in the way,
 * `already-claimed` (detail `by`) where somebody else has it, `not-asked-for` where nothing is offered. What is said
 * twice is done once.
 */
export function decideCall(call: Call, command: CallCommand, now: Instant): Outcome<Decided, CallRefusal> {
  if (call.state === 'ended')
    return ALSO_LATE.includes(command.do)
      ? accepted(only(call))
      : refused('ended', { problem: 'The call is over.' });
  const decided = decideOpen(call, command, now);
  return decided.ok ? accepted(keptOf(decided.value)) : decided;
}

/** Changes nothing of a call that is over. */
const ALSO_LATE: readonly CallCommand['do'][] = ['cancel', 'withdraw', 'give', 'erase-person'];

function decideOpen(call: Call, command: CallCommand, now: Instant): Outcome<Decided, CallRefusal> {
  switch (command.do) {
    case 'wish':
      return accepted(only(given(timed(wished(call, command.item)), command.agentId)));
    case 'withdraw':
      return accepted(withdrawn(call, command.itemId, now));
    case 'ask-now':
      return call.state === 'running' ? inTheWay : accepted(askedNow(call, command));
    case 'offer':
      return offered(call, command);
    case 'accept':
      return accept(call, command);
    case 'give-back':
      return giveBack(call, command.agentId, now);
    case 'book':
      return call.state === 'running' ? inTheWay : accepted(booked(call, command, now));
    case 'must-move':
      return mustMove(call, command);
    case 'may-stay':
      return accepted(mayStay(call));
    case 'give':
      return call.state === 'running' ? inTheWay : accepted(handed(call, command.agentId, now));
    case 'change':
      return accepted(only(changed(call, command.part, now)));
    case 'cancel':
      return call.state === 'running' ? inTheWay : accepted(cancelled(call, command.by, now));
    case 'start':
      return start(call, command, now);
    case 'step':
      return tick(call, command);
    case 'note':
      return accepted(only(noteDown(call, command)));
    case 'extend':
      return extend(call, command.until);
    case 'end':
      return call.erased && call.state === 'running'
        ? accepted(endErased(call, command, now))
        : endAttempt(call, command, now);
    case 'erase-person':
      return accepted(erasePerson(call, now));
    case 'hear-words':
      return accepted(hearWords(call, command.isHeld));
    default:
      return accepted(noticeClock(call, command, now));
  }
}

const inTheWay = refused('running', { problem: 'The call is going on.' });

const given = (call: Call, agentId: string | undefined): Call =>
  call.agentId === undefined && agentId !== undefined ? { ...call, agentId } : call;

/** Without anything left to speak of there is no call; a conversation goes on all the same. */
function withdrawn(call: Call, itemId: string, now: Instant): Decided {
  const agenda = call.agenda.map(item =>
    item.id === itemId && item.state === 'open' ? { ...item, state: 'dropped' as const } : item,
  );
  const left = { ...call, agenda };
  if (call.state === 'running' || openItems(left).length > 0) return only(timed(left));
  return endCall(left, 'withdrawn', now);
}

function askedNow(
  call: Call,
  { item, openAt, promisedAt }: Extract<CallCommand, { do: 'ask-now' }>,
): Decided {
  const { offer: _offer, acceptedUntil: _until, ...rest } = wished(call, item);
  const asked: Call = { ...withoutBooking(rest), state: 'asked', readyAt: openAt, dueAt: promisedAt };
  const said = withMessage(settle(only(asked)), { kind: 'queued', at: promisedAt });
  return call.booking ? tell(said, { kind: 'call-moved', to: [call.booking.agentId] }) : said;
}

function offered(
  call: Call,
  { to, until }: Extract<CallCommand, { do: 'offer' }>,
): Outcome<Decided, CallRefusal> {
  if (call.state !== 'asked' && call.state !== 'accepted') return notAsked;
  const { acceptedUntil: _until, agentId, ...rest } = call;
  const agents = [...new Set([...(call.offer?.agents ?? []), ...to])];
  const next: Call = {
    ...rest,
    // Whoever accepted and did not start has it no more.
    ...(agentId === undefined || call.state === 'accepted' ? {} : { agentId }),
    state: 'asked',
    offer: { agents, round: (call.offer?.round ?? 0) + 1, until },
  };
  const fresh = call.state === 'accepted' ? to : to.filter(id => !call.offer?.agents.includes(id));
  return accepted(tell(only(next), { kind: 'call-asked', to: fresh, critical: true }));
}

const notAsked = refused('not-asked-for', { problem: 'Nobody waits to be called at once.' });

/** The first to accept has it and starts within the time; everybody else need not act any more. */
function accept(
  call: Call,
  { agentId, until }: Extract<CallCommand, { do: 'accept' }>,
): Outcome<Decided, CallRefusal> {
  if (call.state === 'accepted' || call.state === 'running')
    return call.agentId === agentId
      ? accepted(only(call))
      : refused('already-claimed', { problem: 'A colleague was first.', by: call.agentId ?? '-' });
  if (call.state !== 'asked') return notAsked;
  return accepted(settle(only({ ...call, state: 'accepted', agentId, acceptedUntil: until })));
}

function giveBack(call: Call, agentId: string, now: Instant): Outcome<Decided, CallRefusal> {
  if (call.state !== 'accepted') return notAsked;
  if (call.agentId !== agentId) return refused('not-yours', { problem: 'A colleague has it.' });
  const { acceptedUntil: _until, agentId: _was, offer, ...rest } = call;
  // What the others were told is settled: they are asked anew.
  const anew = { agents: [], round: offer?.round ?? 0, until: now };
  return accepted(only({ ...rest, state: 'asked', offer: anew }));
}

/** Hands a call to somebody else, or to nobody yet. What is booked stays with whom it is booked. */
function handed(call: Call, agentId: string | undefined, now: Instant): Decided {
  if (call.state === 'booked' || call.agentId === agentId) return only(call);
  if (call.state === 'asked' || call.state === 'accepted') return offeredTo(call, agentId, now);
  const { agentId: _was, dueToldAt: _told, ...rest } = call;
  return settle(only(agentId === undefined ? rest : { ...rest, agentId }));
}

/** A call wanted now goes to one colleague first; whoever else is free is asked when they do not take it. */
function offeredTo(call: Call, agentId: string | undefined, now: Instant): Decided {
  if (agentId === undefined) return only(call);
  const { acceptedUntil: _until, agentId: _was, ...rest } = call;
  const offer = { agents: [agentId], round: (call.offer?.round ?? 0) + 1, until: now + FIRST_LOOK };
  const next = settle(only({ ...rest, state: 'asked', offer }));
  return tell(next, { kind: 'call-asked', to: [agentId], critical: true });
}

/** How long a call wanted now is one colleague's alone after it was handed over. */
const FIRST_LOOK = 90 * SECOND;

/** Customers cancel what they asked for; what we want to speak of with them stays due. Staff cancel all of it. */
function cancelled(call: Call, by: 'customer' | 'staff', now: Instant): Decided {
  const agenda = call.agenda.map(item =>
    item.state === 'open' && (by === 'staff' || item.asked) ? { ...item, state: 'dropped' as const } : item,
  );
  const left = openItems({ ...call, agenda });
  if (left.length === 0) return endCall({ ...call, agenda }, 'cancelled', now);
  if (call.state === 'due' && left.length === openItems(call).length) return only(call);
  const {
    offer: _offer,
    acceptedUntil: _until,
    dueToldAt: _told,
    lateToldAt: _late,
    ...rest
  } = withoutBooking({ ...call, agenda });
  const due = settle(only(timed({ ...rest, state: 'due' })));
  if (!call.booking) return due;
  return tell(withMessage(due, { kind: 'cancelled' }), {
    kind: 'call-cancelled',
    to: [call.booking.agentId],
  });
}
