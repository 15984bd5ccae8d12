import { Temporal } from 'temporal-polyfill';
import type { CalendarSpec } from '../../shared/domain/time/calendar-spec.ts';

/**
 * Business time by another way: Temporal says which instants the hours of each local date are, and everything is
 * counted by walking over them one after the other. Shares no code with the product.
 */
export type Oracle = {
  readonly intervals: readonly (readonly [number, number])[];
  elapsed(from: number, to: number): number;
  deadline(from: number, businessMs: number): number;
};

/** Taken out once: Jest's sandbox makes every look at a global slow. */
const { max, min } = Math;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export function oracleOf(spec: CalendarSpec, range: { from: number; to: number }): Oracle {
  const dateAt = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(spec.zone).toPlainDate();
  const last = dateAt(range.to).add({ days: 2 });
  const intervals: [number, number][] = [];
  for (
    let date = dateAt(range.from).subtract({ days: 3 });
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  )
    intervals.push(...intervalsOn(spec, date));
  intervals.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return {
    intervals,
    elapsed: (from, to) => elapsedOver(intervals, from, to),
    deadline: (from, businessMs) => deadlineOver(intervals, from, businessMs),
  };
}

function intervalsOn({ zone, hours, overrides }: CalendarSpec, date: Temporal.PlainDate): [number, number][] {
  const list = overrides[date.toString()] ?? hours[weekdays[date.dayOfWeek - 1] ?? 'mon'] ?? [];
  const at = (day: Temporal.PlainDate, time: string) =>
    day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
  return list.map(([from, to]) => {
    if (to.startsWith('24')) return [at(date, from), at(date.add({ days: 1 }), '00:00')];
    const overnight = Temporal.PlainTime.compare(to, from) <= 0;
    return [at(date, from), at(overnight ? date.add({ days: 1 }) : date, to)];
  });
}

function elapsedOver(intervals: Oracle['intervals'], from: number, to: number): number {
  let cursor = from;
  let total = 0;
  for (const interval of intervals) {
    if (interval[0] >= to) break;
    const opens = max(interval[0], cursor);
    const closes = min(interval[1], to);
    if (opens >= closes) continue;
    total += closes - opens;
    cursor = closes;
  }
  return total;
}

function deadlineOver(intervals: Oracle['intervals'], from: number, businessMs: number): number {
  if (businessMs === 0) return from;
  let cursor = from;
  let left = businessMs;
  for (const interval of intervals) {
    const opens = max(interval[0], cursor);
    if (opens >= interval[1]) continue;
    if (opens + left <= interval[1]) return opens + left;
    left -= interval[1] - opens;
    cursor = interval[1];
  }
  return Number.POSITIVE_INFINITY;
}

/** Changes of the zone's clocks between two dates, as Temporal finds them. */
export function changesOfClocks(zone: string, from: string, to: string): number[] {
  const end = Date.parse(to);
  const found: number[] = [];
  let at = Temporal.Instant.from(`${from}T00:00:00Z`).toZonedDateTimeISO(zone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (!next || next.epochMilliseconds > end) return found;
    found.push(next.epochMilliseconds);
    at = next;
  }
}
