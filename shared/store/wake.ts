import type { Instant } from '../kernel/instant.ts';
import { SECOND } from '../kernel/instant.ts';
import { wakeShardOf } from './keys.ts';
import type { Key, Row } from './table.ts';

/** How far ahead relay and sweep hand a timer to its queue. */
export const NEAR = 90 * SECOND;
/**
 * Distance of the wake instant of whatever was handed over. The sweep looks NEAR ahead every minute, so it takes
 * such a row again 50 to 110 s after the hand-over (or after the due instant): a tick that got lost acts within
 * 120 s, with ten to spare for the sweep and the queue.
 */
export const LEASE = 140 * SECOND;
/** Hand-overs that follow each other at the plain distance, before the distance doubles. */
const PLAIN_TRIES = 5;
/** The longest distance of a row that is handed over again and again in vain. */
export const LONGEST_LEASE = 600 * SECOND;

/** True when a timer armed now is sent by the relay of the commit itself. */
export const isNear = (now: Instant, dueAt: Instant): boolean => dueAt <= now + NEAR;

/**
 * Instant at which somebody must look if all goes wrong after a hand-over at `now`. `tries` are the sweep's
 * earlier hand-overs of the same row: from the sixth on it comes back less and less often.
 */
export const leasedUntil = (now: Instant, dueAt: Instant = now, tries = 0): Instant =>
  Math.max(now, dueAt) + Math.min(LONGEST_LEASE, LEASE * 2 ** Math.max(0, tries - PLAIN_TRIES));

/** Index fields of a row that its own commit's relay takes care of at once. */
export const wakeLeased = (key: Key, now: Instant, dueAt: Instant = now) => ({
  wakeShard: wakeShardOf(key),
  wakeAt: leasedUntil(now, dueAt),
});

/** Index fields of a timer: near ones are as good as leased to the relay, far ones wait for the sweep. */
export const wakeForTimer = (key: Key, now: Instant, dueAt: Instant) =>
  isNear(now, dueAt) ? wakeLeased(key, now, dueAt) : { wakeShard: wakeShardOf(key), wakeAt: dueAt };

/**
 * True for a timer that was near when it was armed, told by the row itself: the relay's clock may differ
 * from the one that armed it, and a timer that both take for the other's would be up to two minutes late.
 */
export const isLeasedToRelay = (timer: { wakeAt?: number; dueAt: Instant }): boolean =>
  timer.wakeAt !== undefined && timer.wakeAt > timer.dueAt;

/** Whole seconds an SQS message must wait so that it does not arrive before `dueAt`: 0 to 900. */
export const delaySeconds = (now: Instant, dueAt: Instant): number =>
  Math.min(900, Math.max(0, Math.ceil((dueAt - now) / SECOND)));

export const isAwake = (row: Row): boolean => row.wakeShard !== undefined;
