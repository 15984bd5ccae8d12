import { DAY, type Instant, MINUTE } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import {
  type Command,
  type Notification,
  type OpenState,
  openStates,
  type SnoozeRefusal,
} from './notification-state.ts';

export const SHORTEST_SNOOZE = 3 * MINUTE;
export const LONGEST_SNOOZE = 90 * DAY;

/**
 * Puts an open notification away for 3 minutes to 90 days, never past the end of its promise (`dueAt`): one that would
 * go further ends there. Refused with `promise-too-close` when less than 3 minutes are left until then, or none. It
 * stays open for as long after its return as it would have been when new. Asked for the same once more, it stays as it is.
 */
export function snoozed(
  notification: Notification,
  { until, by, reason }: Extract<Command, { do: 'snooze' }>,
  at: Instant,
): Outcome<Notification, SnoozeRefusal> {
  const { dueAt, state, seenAt, snooze } = notification;
  const end = Math.min(until, dueAt ?? until);
  if (snooze?.by === by && snooze.until === end && snooze.reason === reason) return accepted(notification);
  if (until < at + SHORTEST_SNOOZE) return wrong('snooze-too-short', 'must be at least 3 minutes from now');
  if (until > at + LONGEST_SNOOZE) return wrong('snooze-too-long', 'must be at most 90 days from now');
  if (dueAt !== undefined && dueAt < at + SHORTEST_SNOOZE)
    return wrong('promise-too-close', 'What is promised is due too soon, or overdue: it cannot wait.');
  const was = snooze?.was ?? { state: state as never, ...(seenAt === undefined ? {} : { seenAt }) };
  return accepted({
    ...notification,
    openUntil: end + openFor(notification),
    snooze: {
      ...{ until: end, at, by, was },
      ...(reason === undefined ? {} : { reason }),
      ...(end < until ? { capped: true } : {}),
    },
  });
}

const wrong = (refusal: SnoozeRefusal, problem: string) => refused(refusal, { field: 'body.until', problem });

/** For how long it is open when it is new. */
const openFor = ({ openFor, openUntil, createdAt }: Notification): number => openFor ?? openUntil - createdAt;

/**
 * Brought back by hand: as it was before it was put away, and open for as long as a new one at most. What a channel
 * reported meanwhile stays known. One that was not put away stays as it is.
 */
export function restored(notification: Notification, at: Instant): Notification {
  const { snooze, seenAt: _, ...rest } = notification;
  if (!snooze) return notification;
  const openUntil = Math.min(rest.openUntil, at + openFor(notification));
  return { ...rest, openUntil, ...snooze.was, state: reached(snooze.was.state, rest.state) };
}

/** A look at what is put away is none: it is as if nobody had opened it. */
function reached(was: OpenState, is: Notification['state']): OpenState {
  const rank = (openStates as readonly string[]).indexOf(is);
  return is !== 'seen' && rank > openStates.indexOf(was) ? (is as OpenState) : was;
}

/**
 * The snooze is over: it comes back new and unseen, at the top, open for as long as a new one, and is brought before the
 * recipient once more.
 */
export function returned(notification: Notification, at: Instant): Notification {
  if (!notification.snooze) return notification;
  return { ...anew(restored(notification, at), at), openUntil: at + openFor(notification) };
}

/** Unseen once more, in a round of its own; whatever held the last one holds no longer. */
export function anew(notification: Notification, at: Instant): Notification {
  const { seenAt: _s, heldUntil: _u, heldWhy: _w, bundleId: _b, ...rest } = notification;
  return { ...rest, state: 'queued', round: (notification.round ?? 1) + 1, listedAt: at };
}
