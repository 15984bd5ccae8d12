import type { Instant } from '../../kernel/instant.ts';
import { type BusinessCalendar, elapsed } from './business-calendar.ts';
import type { Mark } from './sla-segments.ts';
import { type Calendars, type ClockState, clockOf, type Piece, type Target } from './sla-target.ts';

export { act, type ClockRecord, type Due, type Evidence, type Verdict, verdictOf } from './sla-records.ts';
export { type Mark, type Segment, segmentsOf, type WaitingOn } from './sla-segments.ts';
export {
  type Calendars,
  type ClockState,
  type Target,
  type Threshold,
  thresholdKey,
  thresholdMs,
} from './sla-target.ts';

/** A piece as far as it had run by the instant of reading: its counted time, and the sum up to its end. */
export type ClockStep = Piece & { readonly ms: number; readonly sumMs: number };

export type Reading = {
  readonly state: ClockState;
  readonly spentMs: number;
  /** Negative once the goal is passed. */
  readonly leftMs: number;
  /** Unless stopped: when the goal is reached, or was. Absent while a pause without a cap keeps it open. */
  readonly deadline?: Instant;
  readonly endedAt?: Instant;
  readonly met?: boolean;
  readonly overdueSince?: Instant;
  /** Wall-clock time of the waits that paused this clock, by reason. */
  readonly pausedMs: Readonly<Record<string, number>>;
  readonly steps: readonly ClockStep[];
};

export type ClockGiven = {
  readonly marks: readonly Mark[];
  readonly target: Target;
  readonly calendars: Calendars;
};

function stepsOf(pieces: readonly Piece[], calendar: BusinessCalendar, now: Instant): ClockStep[] {
  let sumMs = 0;
  return pieces
    .filter(({ from }) => from <= now)
    .map(({ to, ...piece }) => {
      const end = to !== undefined && to <= now ? to : now;
      const ms = piece.counts === 'no' ? 0 : elapsed(calendar, piece.from, end);
      sumMs += ms;
      return { ...piece, ...(end === to ? { to } : {}), ms, sumMs };
    });
}

function pausesOf(steps: readonly ClockStep[], now: Instant): Record<string, number> {
  const sums = new Map<string, number>();
  for (const { counts, reason = '', from, to = now } of steps)
    if (counts === 'no') sums.set(reason, (sums.get(reason) ?? 0) + to - from);
  return Object.fromEntries(sums);
}

/**
 * What one target's clock shows at `now`: the marks up to `now` alone count. The deadline is the start of the open piece
 * plus what is left of the goal, in open time; while paused it stands if the wait goes on to its cap. Exactly at the
 * deadline is late.
 */
export function readTarget(given: ClockGiven & { readonly now: Instant }): Reading {
  const { marks, target, calendars, now } = given;
  const known = marks.filter(({ at }) => at <= now);
  const { pieces, calendar, state, late } = clockOf(target, { marks: known, calendars, now });
  const steps = stepsOf(pieces, calendar, now);
  const last = steps.at(-1);
  const spentMs = last?.sumMs ?? 0;
  return {
    state,
    spentMs,
    leftMs: target.goalMs - spentMs,
    ...(state !== 'stopped' && late !== undefined ? { deadline: late } : {}),
    ...(last?.to !== undefined ? { endedAt: last.to, met: spentMs < target.goalMs } : {}),
    ...(late !== undefined && late <= now ? { overdueSince: late } : {}),
    pausedMs: pausesOf(steps, now),
    steps,
  };
}

/** The instant, past or to come, at which the target's counted time is `ms`; `undefined` when, as things stand, never. */
export const reachedAt = ({ target, ...given }: ClockGiven, ms: number): Instant | undefined =>
  clockOf(target, { ...given, now: 0 }).at(ms);

/** The target's counted time up to `now` by leg, `-` for none; together it is the target's whole. */
export function legSpent(given: ClockGiven & { readonly now: Instant }): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const { leg = '-', ms } of readTarget(given).steps) sums.set(leg, (sums.get(leg) ?? 0) + ms);
  return Object.fromEntries(sums);
}
