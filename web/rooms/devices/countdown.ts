import type { CaseLine } from '../../../shared/contracts/devices-contract.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../../shared/kernel/instant.ts';

export type Counted = Pick<CaseLine, 'left' | 'state' | 'dueAt'>;

/** What is left of a promise now. `standing` is outside the opening hours, `paused` is while the customer is waited for. */
export type Countdown = {
  readonly is: 'none' | 'counting' | 'standing' | 'paused';
  /** Time of the promise's own calendar; not above zero once it is late. */
  readonly leftMs: number;
  readonly overdue: boolean;
  /** Standing: when the calendar opens. */
  readonly goesOnAt?: Instant;
  /** Counting in opening hours: when the calendar closes. */
  readonly standsFrom?: Instant;
  /** The calendar has turned since the server said it: only the server knows the next turn. */
  readonly turned: boolean;
};

const none: Countdown = { is: 'none', leftMs: 0, overdue: false, turned: false };

/**
 * The countdown at an instant of the server's clock. Nothing counts down when nothing is promised or the case is
 * settled. While it counts, what is left shrinks by the time since the server said it, up to the closing of the
 * calendar; outside opening hours it stands until the opening and counts from there; while the customer is waited for it
 * stands, whatever the calendar does, and no instant is promised. Exactly at the deadline is late.
 */
export function countdownOf({ left, state, dueAt }: Counted, now: Instant): Countdown {
  if (!left || (state !== 'reported' && state !== 'triaged')) return none;
  if (!left.counting && dueAt === undefined)
    return { is: 'paused', leftMs: left.ms, overdue: left.ms <= 0, turned: false };
  const turnsAt = left.turnsAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(left.turnsAt);
  const turned = now >= turnsAt;
  const counted = left.counting ? Math.min(now, turnsAt) - Date.parse(left.asOf) : now - turnsAt;
  const leftMs = left.ms - Math.max(0, counted);
  const turn = turned || turnsAt === Number.POSITIVE_INFINITY ? undefined : turnsAt;
  return {
    is: left.counting === turned ? 'standing' : 'counting',
    leftMs,
    overdue: leftMs <= 0,
    ...(turn === undefined ? {} : left.counting ? { standsFrom: turn } : { goesOnAt: turn }),
    turned,
  };
}

/** How finely it is shown: each second within an hour of the deadline, else each minute. */
export const stepOf = ({ leftMs }: Pick<Countdown, 'leftMs'>): number =>
  Math.abs(leftMs) < HOUR ? SECOND : MINUTE;

/** Changes exactly when something else is to be shown: what is drawn again only then. */
export function shownKey(countdown: Countdown): string {
  const step = stepOf(countdown);
  return [
    countdown.is,
    countdown.turned,
    countdown.overdue,
    step,
    Math.floor(countdown.leftMs / step),
  ].join();
}
