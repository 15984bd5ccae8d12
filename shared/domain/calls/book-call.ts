import { HOUR, type Instant } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import { type Booking, type Call, wished } from './call.ts';
import type { CallCommand, CallRefusal, Decided, Slot } from './call-commands.ts';
import { only, settle, tell, withMessage } from './call-notices.ts';

/** Agrees on a time, or moves the one agreed on: reminders whose time is over are not sent, calendars get the next number. */
export function booked(
  call: Call,
  { slot, item, by }: Extract<CallCommand, { do: 'book' }>,
  now: Instant,
): Decided {
  const before = call.booking;
  const same = before && before.mustMove === undefined && sameSlot(before, slot);
  if (same) return only(item ? wished(call, item) : call);
  const { offer: _offer, acceptedUntil: _until, ...rest } = item ? wished(call, item) : call;
  const booking: Booking = { ...slot, reminded: overBy(call.reminders, slot.from, now) };
  const next: Call = {
    ...{ ...rest, state: 'booked', agentId: slot.agentId, booking },
    ...{ readyAt: slot.from, dueAt: slot.from },
    sequence: before || call.sequence > 0 ? call.sequence + 1 : call.sequence,
  };
  const said = withMessage(settle(only(next)), { kind: before ? 'moved' : 'booked' });
  const kind = before?.agentId === slot.agentId ? 'call-moved' : 'call-booked';
  const told = by === 'customer' ? tell(said, { kind, to: [slot.agentId] }) : said;
  return before && before.agentId !== slot.agentId
    ? tell(told, { kind: 'call-cancelled', to: [before.agentId] })
    : told;
}

/** Reminders whose time is over when they are wished for are not sent. */
const overBy = (reminders: readonly number[], from: Instant, now: Instant): readonly number[] =>
  reminders.filter(hours => from - hours * HOUR <= now);

/** Changes what the customer may change; of reminders only those that are still to come. */
export function changed(
  call: Call,
  part: Extract<CallCommand, { do: 'change' }>['part'],
  now: Instant,
): Call {
  const { booking } = call;
  if (!booking || !part.reminders) return { ...call, ...part };
  const fresh = part.reminders.filter(hours => !call.reminders.includes(hours));
  const reminded = [...(booking.reminded ?? []), ...overBy(fresh, booking.from, now)];
  return { ...call, ...part, booking: { ...booking, reminded } };
}

const sameSlot = (one: Slot, other: Slot): boolean =>
  one.agentId === other.agentId && one.from === other.from && one.to === other.to;

/** Something is in the way of the agreed time: the customer is asked to choose again, once. */
export function mustMove(
  call: Call,
  { why, tell: to }: Extract<CallCommand, { do: 'must-move' }>,
): Outcome<Decided, CallRefusal> {
  if (call.state !== 'booked' || !call.booking)
    return refused('not-booked', { problem: 'No time is agreed.' });
  if (call.booking.mustMove !== undefined) return accepted(only(call));
  const next = { ...call, booking: { ...call.booking, mustMove: why } };
  return accepted(tell(withMessage(only(next), { kind: 'choose-again' }), { kind: 'call-must-move', to }));
}

/** What was in the way of the agreed time is gone: it stands as it was. */
export function mayStay(call: Call): Decided {
  if (call.booking?.mustMove === undefined) return only(call);
  const { mustMove: _gone, ...booking } = call.booking;
  return settle(only({ ...call, booking }));
}
