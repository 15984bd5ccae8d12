import { HOUR, type Instant, MINUTE } from '../../kernel/instant.ts';
import { type Booking, type Call, isDueTold } from './call.ts';

/** The one who calls hears so long before a booked start that it comes. */
export const SOON = 10 * MINUTE;
/** Not begun so long after the agreed start: late. */
export const START_LATE = 3 * MINUTE;
/** A conversation gets more time so long before its time is over. */
export const BEFORE_END = 5 * MINUTE;

/** A conversation that goes on so long may have been forgotten. */
export const STILL = 2 * HOUR;

/** Something about a call that a clock must notice. */
export type DueThing = { readonly at: Instant } & (
  | {
      readonly what:
        | 'tell-due'
        | 'tell-late'
        | 'offer'
        | 'tell-soon'
        | 'tell-start-late'
        | 'miss'
        | 'tell-still'
        | 'overrun';
    }
  | { readonly what: 'remind'; readonly hours: number }
);

/** Everything that is still to be noticed about a call, the first thing first. A call that is over has nothing. */
export function dueThings(call: Call): readonly DueThing[] {
  return thingsOf(call).sort((a, b) => a.at - b.at);
}

/** When somebody must look at the call next. */
export const nextLook = (call: Call): Instant | undefined => dueThings(call)[0]?.at;

function thingsOf(call: Call): DueThing[] {
  const late: DueThing[] = call.lateToldAt === call.dueAt ? [] : [{ what: 'tell-late', at: call.dueAt }];
  switch (call.state) {
    case 'due':
      return isDueTold(call) ? late : [{ what: 'tell-due', at: call.readyAt }, ...late];
    case 'asked':
      return [{ what: 'offer', at: call.offer?.until ?? call.readyAt }, ...late];
    case 'accepted':
      return [{ what: 'offer', at: call.acceptedUntil ?? call.readyAt }, ...late];
    case 'booked':
      return call.booking ? ofBooking(call, call.booking) : [];
    case 'running':
      return ofConversation(call);
    case 'ended':
      return [];
  }
}

/** A conversation gets more time while it may well go on; after hours somebody is asked whether it does. */
function ofConversation({ attempts, booking, stillToldAt }: Call): DueThing[] {
  const began = attempts.at(-1)?.at ?? 0;
  const still: DueThing = { what: 'tell-still', at: (stillToldAt ?? began) + STILL };
  if (!booking || booking.to - BEFORE_END >= began + STILL) return [still];
  return [{ what: 'overrun', at: booking.to - BEFORE_END }, still];
}

function ofBooking(call: Call, booking: Booking): DueThing[] {
  const told = booking.told ?? [];
  const reminders = call.reminders
    .filter(hours => !booking.reminded?.includes(hours))
    .map((hours): DueThing => ({ what: 'remind', hours, at: booking.from - hours * HOUR }));
  if (booking.mustMove !== undefined) return [{ what: 'miss', at: booking.to }];
  return [
    ...reminders,
    ...(told.includes('soon') ? [] : [{ what: 'tell-soon', at: booking.from - SOON } as const]),
    ...(told.includes('late') ? [] : [{ what: 'tell-start-late', at: booking.from + START_LATE } as const]),
    { what: 'miss', at: booking.to },
  ];
}
