import type { CallMessage } from '../../events/call-events.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Call } from './call.ts';

/** What a message was wanted for: its kind, the sequence the call had then, and the reminder or the promise it is about. */
export type WantedMessage = {
  readonly kind: CallMessage;
  readonly sequence: number;
  readonly at?: Instant | undefined;
};

/**
 * Whether a message that was wanted once is still true at the moment it would leave. Whatever is about an older sequence
 * is not: a reminder dies with its booking, however it ended. Messages of a booking need the booking; those of waiting, that
 * the customer still waits, by the promise (`at`) that they were given; those of an end, that end.
 */
export function isStillSaid({ kind, sequence, at }: WantedMessage, call: Call, now: Instant): boolean {
  if (sequence !== call.sequence) return false;
  const { state, booking, ending } = call;
  const agreed = state === 'booked' && booking !== undefined && booking.mustMove === undefined;
  const stillBy = at === undefined || at === call.dueAt;
  switch (kind) {
    case 'booked':
    case 'moved':
      return agreed;
    case 'reminder':
      return agreed && booking.from > now && call.reminders.length > 0;
    case 'queued':
      return stillBy && (state === 'asked' || state === 'accepted');
    case 'running-late':
      return stillBy && (state === 'booked' || state === 'asked' || state === 'accepted');
    case 'choose-again':
      return state === 'due' || (state === 'booked' && booking?.mustMove !== undefined);
    case 'cancelled':
      return state !== 'booked';
    case 'not-reached':
      return ending === 'never-reached';
    case 'feedback':
      return ending === 'reached';
  }
}

/**
 * The instant that a message speaks of: the agreed start, the promise of a call that is waited for, or when they spoke.
 * Nothing where there is none, as after a booking that is gone.
 */
export function spokenOf(kind: CallMessage, call: Call): Instant | undefined {
  if (kind === 'not-reached') return undefined;
  if (kind === 'feedback') return call.attempts.at(-1)?.at;
  if (call.booking) return call.booking.from;
  return kind === 'queued' || kind === 'running-late' ? call.dueAt : undefined;
}
