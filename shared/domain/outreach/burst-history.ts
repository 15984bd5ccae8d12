import { addedAt, firstOf, packed, takenOff, unpacked } from './burst-code.ts';

/**
 * How many damage reports an account had, as far back as the detector looks. Periods are counted from the epoch. The last
 * nine weeks are kept by period, older ones by week, 265 weeks in all: five years and three weeks, the week they are
 * compared with, and one more. Where periods are weeks the two are the same.
 */
export type BurstHistory = {
  /** Periods a week. */
  readonly span: 7 | 1;
  /** The first period known; counts before it are unknown, not nought. Behind `to` when nothing is known. */
  readonly from: number;
  /** The last period heard of. */
  readonly to: number;
  /** Packed counts by period, from the first of the week eight before that of `to`. */
  readonly recent: string;
  /** Packed counts of the weeks before, the latest first. */
  readonly older: string;
};

/** Weeks kept by period, that of the last one included. */
export const RECENT_WEEKS = 9;
const OLDER_WEEKS = 256;
/** Weeks kept in all. */
export const MEMORY_WEEKS = RECENT_WEEKS + OLDER_WEEKS;

/** An account of which nothing is known, where periods are days. */
export const emptyHistory: BurstHistory = { span: 7, from: 0, to: -1, recent: '', older: '' };
/** The same where periods are weeks. */
export const emptyHistoryOfWeeks: BurstHistory = { ...emptyHistory, span: 1 };

/** The number of the week of a period; weeks begin on Monday, and day 0 was a Thursday. */
export const weekOf = (span: 7 | 1, period: number): number =>
  span === 1 ? period : Math.floor((period + 3) / 7);
/** The first period of a week. */
export const startOfWeek = (span: 7 | 1, week: number): number => (span === 1 ? week : week * 7 - 3);

/**
 * The history with so many reports of a period more, or fewer where some were taken back; 0 says only that the period was
 * lived through. Order and batching make no difference: it depends on the sums alone. A period before the memory
 * changes no count. A later period than any before moves the memory along, so the caller refuses dates in the future.
 * Anything but whole numbers throws.
 */
export function countReports(history: BurstHistory, period: number, by: number): BurstHistory {
  if (!Number.isSafeInteger(period) || !Number.isSafeInteger(by))
    throw new RangeError(`reports are counted in whole numbers, not ${by} in ${period}`);
  const isFirst = history.from > history.to;
  const known = isFirst ? { ...history, from: period, to: period } : history;
  const moved = period > known.to ? movedTo(known, period) : known;
  const { span, to, recent, older } = moved;
  const from = Math.max(Math.min(moved.from, period), memoryStart(moved));
  const start = recentStart(moved);
  if (period >= start) return { span, from, to, recent: addedAt(recent, period - start, by), older };
  if (period < memoryStart(moved)) return { ...moved, from };
  const ago = weekOf(span, start) - 1 - weekOf(span, period);
  return { span, from, to, recent, older: addedAt(older, ago, by) };
}

const recentStart = ({ span, to }: BurstHistory): number =>
  startOfWeek(span, weekOf(span, to) - RECENT_WEEKS + 1);
const memoryStart = ({ span, to }: BurstHistory): number =>
  startOfWeek(span, weekOf(span, to) - MEMORY_WEEKS + 1);

/** The memory a later period needs: weeks that are no longer recent become sums, the oldest are forgotten. */
function movedTo(history: BurstHistory, to: number): BurstHistory {
  const { span } = history;
  const weeks = weekOf(span, to) - weekOf(span, history.to);
  const moved = { ...history, to, from: Math.max(history.from, memoryStart({ ...history, to })) };
  if (weeks === 0) return moved;
  if (weeks >= MEMORY_WEEKS) return { ...moved, recent: '', older: '' };
  let [recent, older] = [history.recent, history.older];
  for (let week = 0; week < weeks; week++) {
    const { sum, rest } = takenOff(recent, span);
    [recent, older] = [rest, packed([sum]) + older];
  }
  return { ...moved, recent, older: firstOf(older, OLDER_WEEKS) };
}

/** Counts that can be asked for again and again. Taken back more than was reported counts as none. */
export type Counts = {
  readonly span: 7 | 1;
  readonly from: number;
  /** Reports in a period; of a day older than nine weeks its week's mean. */
  inPeriod(period: number): number;
  inWeek(week: number): number;
  /** The first period that is told from the others of its week. */
  readonly byPeriodFrom: number;
};

/** The counts of a history, unpacked. */
export function countsOf(history: BurstHistory): Counts {
  const { span, from } = history;
  const [recent, older] = [unpacked(history.recent), unpacked(history.older)];
  const start = recentStart(history);
  const firstRecent = weekOf(span, start);
  const inWeek = (week: number): number => {
    if (week < firstRecent) return Math.max(0, older[firstRecent - 1 - week] ?? 0);
    let sum = 0;
    for (let at = (week - firstRecent) * span, end = at + span; at < end; at++)
      sum += Math.max(0, recent[at] ?? 0);
    return sum;
  };
  const inPeriod = (period: number): number =>
    period >= start ? Math.max(0, recent[period - start] ?? 0) : inWeek(weekOf(span, period)) / span;
  return { span, from, byPeriodFrom: start, inPeriod, inWeek };
}

/** Reports in a period, never fewer than none; of a day older than nine weeks its week's mean. */
export const reportsIn = (history: BurstHistory, period: number): number =>
  countsOf(history).inPeriod(period);
