import { HOUR, type Instant, MINUTE } from '../../kernel/instant.ts';
import { type Booking, type Call, isDueTold, withoutBooking } from './call.ts';
import type { CallCommand, Decided } from './call-commands.ts';
import { only, settle, tell, withMessage } from './call-notices.ts';

type Noticed = Extract<
  CallCommand,
  { do: 'tell-due' | 'tell-late' | 'remind' | 'tell-booked' | 'miss' | 'tell-still' }
>;

/**
 * What a clock noticed about a call; what was acted on, or is no longer so, changes nothing. Of a call that the contact
 * does not want nobody is told, and they are not written to either.
 */
export function noticeClock(call: Call, command: Noticed, now: Instant): Decided {
  switch (command.do) {
    case 'tell-due':
      return tellDue(call, command.to, now);
    case 'tell-late':
      return tellLate(call, command.to);
    case 'remind':
      return remind(call, command, now);
    case 'tell-booked':
      return tellBooked(call, command);
    case 'tell-still':
      return tellStill(call, command.to, now);
    case 'miss':
      return missed(call, command, now);
  }
}

function tellDue(call: Call, to: readonly string[], now: Instant): Decided {
  if (call.state !== 'due' || isDueTold(call)) return only(call);
  const after = settle(only({ ...call, dueToldAt: Math.max(now, call.readyAt) }));
  return tell(after, { kind: 'call-due', to: isNewsOfOutreach(call) ? [] : to });
}

/** Ready as soon as it is there, for an outreach that somebody is told of anyway: the same is not said twice. */
const isNewsOfOutreach = ({ agenda, attempts, readyAt, openedAt }: Call): boolean =>
  attempts.length === 0 &&
  readyAt < openedAt + 5 * MINUTE &&
  agenda.every(({ kind, state }) => kind === 'outreach' || state !== 'open');

/** The promise to a customer who asked, or the time by which we wanted to call, has passed. */
function tellLate(call: Call, to: readonly string[]): Decided {
  const waits = call.state === 'due' || call.state === 'asked' || call.state === 'accepted';
  if (!waits || call.lateToldAt === call.dueAt) return only(call);
  const late = { ...call, lateToldAt: call.dueAt };
  if (call.state === 'due') return tell(only(late), { kind: 'call-late', to });
  return tell(withMessage(only(late), { kind: 'running-late', at: call.dueAt }), {
    kind: 'call-late',
    to,
    critical: true,
  });
}

/** A conversation that goes on for hours was perhaps not ended: whoever has it hears so, and again. */
function tellStill(call: Call, to: readonly string[], now: Instant): Decided {
  if (call.state !== 'running') return only(call);
  return tell(settle(only({ ...call, stillToldAt: now })), { kind: 'call-open', to });
}

/** A reminder that comes too late to be one is not sent; each is over once. */
function remind(
  call: Call,
  { hours, isHeld }: Extract<CallCommand, { do: 'remind' }>,
  now: Instant,
): Decided {
  const { booking } = call;
  if (call.state !== 'booked' || !booking || booking.reminded?.includes(hours)) return only(call);
  const next = { ...call, booking: { ...booking, reminded: [...(booking.reminded ?? []), hours] } };
  if (isHeld || now >= booking.from || booking.mustMove !== undefined) return only(next);
  return withMessage(only(next), { kind: 'reminder', at: booking.from - hours * HOUR });
}

const toldOf = (booking: Booking) => booking.told ?? [];

function tellBooked(call: Call, { what, to, isHeld }: Extract<CallCommand, { do: 'tell-booked' }>): Decided {
  const { booking } = call;
  if (call.state !== 'booked' || !booking || toldOf(booking).includes(what)) return only(call);
  const next = { ...call, booking: { ...booking, told: [...toldOf(booking), what] } };
  if (isHeld) return only(next);
  if (what === 'soon') return tell(only(next), { kind: 'call-reminder', to });
  return tell(withMessage(only(next), { kind: 'running-late', at: booking.from }), {
    kind: 'call-late',
    to,
    critical: true,
  });
}

/** Nobody called at the agreed time: the customer is asked to choose again, and it is due at once. */
function missed(call: Call, { to, isHeld }: Extract<CallCommand, { do: 'miss' }>, now: Instant): Decided {
  if (call.state !== 'booked' || !call.booking || now < call.booking.to) return only(call);
  const { dueToldAt: _told, ...rest } = withoutBooking(call);
  const due: Call = { ...rest, state: 'due', readyAt: now, dueAt: call.dueAt, lateToldAt: call.dueAt };
  if (isHeld) return settle(only(due));
  return tell(withMessage(only(due), { kind: 'choose-again' }), { kind: 'call-late', to, critical: true });
}
