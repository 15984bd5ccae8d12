import { type Instant, MINUTE } from '../../kernel/instant.ts';
import { type BusinessCalendar, deadline, elapsed } from './business-calendar.ts';
import {
  type Mark,
  respondedAt,
  type Segment,
  segmentsOf,
  timelineOf,
  type WaitingOn,
} from './sla-segments.ts';

/** A share of the goal, or business minutes before the deadline. */
export type Threshold = { readonly percent: number } | { readonly beforeMinutes: number };

const FOREVER = Number.POSITIVE_INFINITY;

/** What is promised about the time that work takes. Everything but the marks is policy and may be exchanged. */
export type Target = {
  readonly id: string;
  /** In the calendar's open time. Met means less than this. */
  readonly goalMs: number;
  /** Key that the caller resolves. */
  readonly calendar: string;
  readonly endsWith: 'responded' | 'stopped';
  /** Waits that stop this clock. One that ends with the response never pauses, whatever stands here. */
  readonly pausedBy: readonly WaitingOn[];
  /** Wall-clock sum of the pausing waits beyond which they count like work. */
  readonly waitCapMs?: number;
  /**
   * Counts only the time in this leg and ends whenever the leg is left: by a mark of another leg or `-`, or by a stop
   * that meets it. A leg entered at or after the stop, such as the return, is counted too.
   */
  readonly leg?: string;
  readonly thresholds: readonly Threshold[];
};

export type Calendars = (key: string) => BusinessCalendar;

/** How a piece of the target's time counts: `capped` is waiting beyond the cap. */
export type Counts = 'yes' | 'no' | 'capped';
export type Piece = Segment & { readonly counts: Counts };

export type ClockState = 'running' | 'paused' | 'stopped' | 'not-started';

/** Names a threshold for the records: `at-50`, `before-30`. */
export const thresholdKey = (threshold: Threshold): string =>
  'percent' in threshold ? `at-${threshold.percent}` : `before-${threshold.beforeMinutes}`;

/** Counted time at which a threshold acts, in whole ms and never early; one that lies before the start acts at the start. */
export const thresholdMs = (threshold: Threshold, goalMs: number): number =>
  'percent' in threshold
    ? Math.ceil((goalMs * threshold.percent) / 100)
    : Math.max(0, goalMs - threshold.beforeMinutes * MINUTE);

/** The target's time in pieces that each count in one way. A wait in which the cap is used up makes two. */
function piecesOf(marks: readonly Mark[], target: Target): readonly Piece[] {
  const { leg, endsWith } = target;
  const segments: readonly Segment[] =
    leg === undefined ? segmentsOf(marks) : timelineOf(marks).filter(stretch => stretch.leg === leg);
  if (endsWith === 'stopped') return weighed(segments, target);
  return weighed(cutAt(segments, respondedAt(marks)), { ...target, pausedBy: [] });
}

function cutAt(segments: readonly Segment[], end = FOREVER): readonly Segment[] {
  return segments
    .filter(({ from }, n) => from < end || (n === 0 && from === end))
    .map(segment => ((segment.to ?? FOREVER) > end ? { ...segment, to: end } : segment));
}

function weighed(segments: readonly Segment[], { pausedBy, waitCapMs }: Target): readonly Piece[] {
  let left = waitCapMs ?? FOREVER;
  return segments.flatMap((segment): Piece[] => {
    if (!segment.waitingOn || !pausedBy.includes(segment.waitingOn)) return [{ ...segment, counts: 'yes' }];
    const { from, to = FOREVER } = segment;
    const capped = from + left;
    if (to <= capped) {
      left = capped - to;
      return [{ ...segment, counts: 'no' }];
    }
    const pieces: Piece[] = left > 0 ? [{ ...segment, to: capped, counts: 'no' }] : [];
    left = 0;
    return [...pieces, { ...segment, from: capped, counts: 'capped' }];
  });
}

/** First instant at which the pieces' counted time is `ms`; of none or less, their beginning. `undefined` when never. */
function reach(pieces: readonly Piece[], calendar: BusinessCalendar, ms: number): Instant | undefined {
  if (ms <= 0) return pieces[0]?.from;
  let sum = 0;
  for (const { from, to, counts } of pieces) {
    if (counts === 'no') continue;
    const open = to === undefined ? FOREVER : elapsed(calendar, from, to);
    if (sum + open >= ms) return deadline(calendar, from, ms - sum);
    sum += open;
  }
  return undefined;
}

/** What the clock is doing at `now`. At the very instant of a change it is what comes after. */
function stateAt(pieces: readonly Piece[], now: Instant): ClockState {
  const piece = pieces.findLast(({ from }) => from <= now);
  if (!piece) return 'not-started';
  if (piece.to !== undefined && piece.to <= now) return 'stopped';
  return piece.counts === 'no' ? 'paused' : 'running';
}

/** One target's time as the marks tell it. */
export type Clock = {
  readonly target: Target;
  readonly calendar: BusinessCalendar;
  readonly pieces: readonly Piece[];
  readonly state: ClockState;
  /** When the goal is reached. */
  readonly late: Instant | undefined;
  at(ms: number): Instant | undefined;
};

/** The clock of a target by all the marks given; only its state is one of `now`. */
export function clockOf(
  target: Target,
  { marks, calendars, now }: { marks: readonly Mark[]; calendars: Calendars; now: Instant },
): Clock {
  const calendar = calendars(target.calendar);
  const pieces = piecesOf(marks, target);
  const at = (ms: number) => reach(pieces, calendar, ms);
  return { target, calendar, pieces, state: stateAt(pieces, now), late: at(target.goalMs), at };
}
