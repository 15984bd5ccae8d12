import type { Instant } from '../../kernel/instant.ts';
import { DAY, formatInstant, HOUR } from '../../kernel/instant.ts';

/**
 * One stretch of an agent's day that is taken. It stands whole, `[from, to)`, in the row of every day (UTC) that it or
 * its buffer touches.
 */
export type DayEntry = {
  readonly id: string;
  readonly is: 'booking' | 'hold' | 'block';
  readonly from: Instant;
  readonly to: Instant;
  /** Free time kept before and after it, in milliseconds. */
  readonly buffer: number;
  /** Holds alone: from then on it counts as free, whether or not it is still there. */
  readonly until?: Instant;
  readonly callId?: string;
  /** Whose hold it is: one source has one at a time. */
  readonly source?: string;
  /** Nobody proved who it is; such holds may not take much of a day. */
  readonly unproved?: true;
  /** Holds alone: the call that is perhaps moved there; its own booking may overlap it. */
  readonly moves?: string;
  readonly reason?: string;
};

/** Nobody keeps more free than this; who looks at a time looks at the days so far around it. */
export const MOST_BUFFER = HOUR;

/** One agent's day (UTC) as it stands. */
export type AgentDay = {
  readonly agentId: string;
  /** Such as `2026-11-23`. */
  readonly day: string;
  readonly entries: readonly DayEntry[];
};

/** The day (UTC) an instant lies in. */
export const dayOf = (at: Instant): string => formatInstant(at).slice(0, 10);

/** The days (UTC) that `[from, to)` touches; one or two for anything that can be booked. */
export function daysTouched(from: Instant, to: Instant): string[] {
  const days: string[] = [];
  for (let at = Math.floor(from / DAY) * DAY; at < to; at += DAY) days.push(dayOf(at));
  return days;
}
