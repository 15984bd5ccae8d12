import type { Instant } from '../kernel/instant.ts';
import { SECOND } from '../kernel/instant.ts';
import { wakeShardOf } from './keys.ts';
import type { Key, Row } from './table.ts';

/** How far ahead relay and sweep hand a timer to its queue. */
export const NEAR = 90 * SECOND;
/** How long whoever took a row may take before somebody else looks at it again. */
export const LEASE = 150 * SECOND;

/** True when a timer armed now is sent by the relay of the commit itself. */
export const isNear = (now: Instant, dueAt: Instant): boolean => dueAt <= now + NEAR;

/** Instant at which somebody must look if all goes wrong after a hand-over at `now`. */
export const leasedUntil = (now: Instant, dueAt: Instant = now): Instant => Math.max(now, dueAt) + LEASE;

/** Index fields of a row that its own commit's relay takes care of at once. */
export const wakeLeased = (key: Key, now: Instant, dueAt: Instant = now) => ({
  wakeShard: wakeShardOf(key),
  wakeAt: leasedUntil(now, dueAt),
});

/** Index fields of a timer: near ones are as good as leased to the relay, far ones wait for the sweep. */
export const wakeForTimer = (key: Key, now: Instant, dueAt: Instant) =>
  isNear(now, dueAt) ? wakeLeased(key, now, dueAt) : { wakeShard: wakeShardOf(key), wakeAt: dueAt };

/** Whole seconds an SQS message must wait so that it does not arrive before `dueAt`: 0 to 900. */
export const delaySeconds = (now: Instant, dueAt: Instant): number =>
  Math.min(900, Math.max(0, Math.ceil((dueAt - now) / SECOND)));

export const isAwake = (row: Row): boolean => row.wakeShard !== undefined;
