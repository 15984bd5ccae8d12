import { DAY, formatInstant, type Instant } from '../../kernel/instant.ts';
import { type CalendarSpec, type OpenInterval, openIntervals, type Range } from './open-hours.ts';
import { countBelow, type SortedNumbers, sortedNumbers } from './sorted-numbers.ts';

/**
 * Open time, ready to be counted in. Besides the clock's axis there is one from which the closed stretches between the
 * first opening and the last closing are cut out; open time is a difference on it. What is inside is for this file.
 */
export type BusinessCalendar = Range & {
  readonly starts: SortedNumbers;
  readonly ends: Float64Array;
  /** Closed time cut out before each interval. */
  readonly closed: Float64Array;
  /** Where on the cut axis each interval ends. */
  readonly cutEnds: SortedNumbers;
};

/** Somebody asks about an instant that the calendar was not compiled for. */
export class BeyondCalendarError extends RangeError {
  override readonly name = 'BeyondCalendarError';
  constructor({ from, to }: Range, what: string) {
    super(`${what} lies beyond the calendar compiled from ${told(from)} to ${told(to)}`);
  }
}

const at = (values: Float64Array, i: number): number => values[i] as number;

/** The first and the last instant that a date can hold. */
const END_OF_TIME = 100_000_000 * DAY;

const told = (instant: Instant): string =>
  Math.abs(instant) <= END_OF_TIME ? formatInstant(instant) : String(instant);

/** Open always, without a horizon: business time is time. */
export const aroundTheClock: BusinessCalendar = cut([[-END_OF_TIME, END_OF_TIME]], {
  from: -END_OF_TIME,
  to: END_OF_TIME,
});

/** The calendar for all questions about instants from `from` to `to`, both included. Takes about a millisecond a year. */
export const compileCalendar = (spec: CalendarSpec, range: Range): BusinessCalendar =>
  cut(openIntervals(spec, range), range);

function cut(intervals: readonly OpenInterval[], { from, to }: Range): BusinessCalendar {
  const starts = Float64Array.from(intervals, ([start]) => start);
  const ends = Float64Array.from(intervals, ([, end]) => end);
  const closed = new Float64Array(intervals.length);
  for (let i = 1; i < closed.length; i++) closed[i] = at(closed, i - 1) + at(starts, i) - at(ends, i - 1);
  const cutEnds = sortedNumbers(ends.map((end, i) => end - at(closed, i)));
  return { from, to, starts: sortedNumbers(starts), ends, closed, cutEnds };
}

function mustCover(calendar: BusinessCalendar, instant: Instant): void {
  if (instant >= calendar.from && instant <= calendar.to) return;
  throw new BeyondCalendarError(calendar, told(instant));
}

/** Where the instant lies on the cut axis; a closed instant lies where the opening before it ended. */
function onCutAxis({ starts, ends, closed }: BusinessCalendar, instant: Instant): number {
  const i = countBelow(starts, instant) - 1;
  return i < 0 ? (starts.values[0] ?? 0) : Math.min(instant, at(ends, i)) - at(closed, i);
}

/**
 * The first instant at which `businessMs` of open time have passed since `from`. What ends exactly at closing time ends
 * then, not at the next opening; 0 ms answers `from` itself. Throws BeyondCalendarError when `from` or the answer is
 * outside the compiled range.
 */
export function deadline(calendar: BusinessCalendar, from: Instant, businessMs: number): Instant {
  if (!(businessMs >= 0)) throw new RangeError(`${businessMs} ms of open time cannot pass`);
  mustCover(calendar, from);
  if (businessMs === 0) return from;
  const target = onCutAxis(calendar, from) + businessMs;
  const i = countBelow(calendar.cutEnds, target);
  const instant = target + (calendar.closed[i] ?? Number.POSITIVE_INFINITY);
  if (!(instant <= calendar.to))
    throw new BeyondCalendarError(calendar, `${businessMs} ms of open time after ${told(from)}`);
  return instant;
}

/** Open time within `[from, to)` in milliseconds; none when `to` is before `from`. */
export function elapsed(calendar: BusinessCalendar, from: Instant, to: Instant): number {
  mustCover(calendar, from);
  mustCover(calendar, to);
  return Math.max(0, onCutAxis(calendar, to) - onCutAxis(calendar, from));
}

/** True from an opening on, until just before the closing. */
export const isOpen = (calendar: BusinessCalendar, instant: Instant): boolean =>
  nextOpening(calendar, instant) === instant;

/** The instant itself when it is open then, else the next opening; `undefined` when none begins within the range. */
export function nextOpening(calendar: BusinessCalendar, instant: Instant): Instant | undefined {
  mustCover(calendar, instant);
  const i = countBelow(calendar.starts, instant);
  return i > 0 && instant < at(calendar.ends, i - 1) ? instant : calendar.starts.values[i];
}

/** The open intervals within `[from, to)`, those that reach beyond it clipped. */
export function openBetween(calendar: BusinessCalendar, from: Instant, to: Instant): readonly OpenInterval[] {
  mustCover(calendar, from);
  mustCover(calendar, to);
  const starts = calendar.starts.values;
  const found: OpenInterval[] = [];
  for (
    let i = Math.max(0, countBelow(calendar.starts, from) - 1);
    i < starts.length && at(starts, i) < to;
    i++
  ) {
    const clipped = [Math.max(from, at(starts, i)), Math.min(to, at(calendar.ends, i))] as const;
    if (clipped[0] < clipped[1]) found.push(clipped);
  }
  return found;
}

/** Calendars are compiled for whole blocks of time, so that the moving present does not compile them again and again. */
const BLOCK = 128 * DAY;

/**
 * Keeps compiled calendars by key, such as `berlin@3`: one key always means one spec. A question about an instant
 * outside compiles it again for a wider range; of more than `most` calendars, the one not asked for longest goes.
 */
export function calendarShelf(most = 64) {
  const kept = new Map<string, BusinessCalendar>();
  return (key: string, spec: CalendarSpec, around: Range): BusinessCalendar => {
    const old = kept.get(key);
    const calendar =
      old && old.from <= around.from && around.to <= old.to
        ? old
        : compileCalendar(spec, widened(around, old));
    kept.delete(key);
    kept.set(key, calendar);
    for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest);
    return calendar;
  };
}

const widened = (around: Range, old: Range = around): Range => ({
  from: Math.floor(Math.min(around.from, old.from) / BLOCK) * BLOCK,
  to: Math.ceil(Math.max(around.to, old.to) / BLOCK) * BLOCK,
});
