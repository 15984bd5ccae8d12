import { Temporal } from 'temporal-polyfill';
import type { CalendarSpec } from '../../shared/domain/time/calendar-spec.ts';

/** What a calendar answers. `undefined` when the answer lies outside of the days it was made for. */
export type Oracle = {
  deadline(from: number, businessMs: number): number | undefined;
  elapsed(from: number, to: number): number;
  /** Where a day's hours begin and end, as they were said: they may overlap. */
  readonly bounds: readonly number[];
};
export type Range = { readonly from: number; readonly to: number };

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/**
 * Business time as the rules read, day by day with Temporal, and without anything of the product: it is there to be
 * right and easy to follow, not fast.
 */
export function temporalOracle(spec: CalendarSpec, range: Range): Oracle {
  const spans = spansOf(spec, range);
  return {
    bounds: [...new Set(spans.flat())].sort((a, b) => a - b),
    deadline(from, businessMs) {
      if (businessMs === 0) return from;
      let left = businessMs;
      for (const [begin, end] of openFrom(spans, from)) {
        if (left <= end - begin) return begin + left;
        left -= end - begin;
      }
      return undefined;
    },
    elapsed(from, to) {
      let sum = 0;
      for (const [begin, end] of openFrom(spans, from)) if (begin < to) sum += Math.min(end, to) - begin;
      return sum;
    },
  };
}

/** The open time from an instant on. What two spans share counts once. */
function* openFrom(spans: readonly (readonly [number, number])[], from: number) {
  let cursor = from;
  for (const [start, end] of spans) {
    const begin = Math.max(start, cursor);
    if (begin >= end) continue;
    yield [begin, end] as const;
    cursor = end;
  }
}

/** A day is asked for two days around the range, since nights run over and offsets reach fourteen hours. */
function spansOf(spec: CalendarSpec, { from, to }: Range): (readonly [number, number])[] {
  const dateOf = (instant: number) =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(spec.zone).toPlainDate();
  const spans: (readonly [number, number])[] = [];
  const last = dateOf(to).add({ days: 2 });
  for (
    let date = dateOf(from).subtract({ days: 2 });
    Temporal.PlainDate.compare(date, last) < 0;
    date = date.add({ days: 1 })
  )
    for (const [open, close] of spec.overrides[date.toString()] ?? spec.hours[weekdayOf(date)] ?? []) {
      const closes = isOvernight(open, close) ? date.add({ days: 1 }) : date;
      spans.push([instantOf(date, open, spec.zone), instantOf(closes, close, spec.zone)]);
    }
  return spans.sort(([a], [b]) => a - b);
}

const weekdayOf = (date: Temporal.PlainDate) => weekdays[date.dayOfWeek - 1] ?? 'mon';

const isOvernight = (open: string, close: string): boolean =>
  close !== '24:00' &&
  Temporal.PlainTime.compare(Temporal.PlainTime.from(close), Temporal.PlainTime.from(open)) <= 0;

function instantOf(date: Temporal.PlainDate, time: string, zone: string): number {
  const local =
    time === '24:00'
      ? date.add({ days: 1 }).toPlainDateTime()
      : date.toPlainDateTime(Temporal.PlainTime.from(time));
  return local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/** Instants at which the zone's clocks were or will be moved. */
export function offsetChanges(zone: string, { from, to }: Range): number[] {
  const changes: number[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(from)
    .toZonedDateTimeISO(zone)
    .getTimeZoneTransition('next');
  for (; at !== null && at.epochMilliseconds < to; at = at.getTimeZoneTransition('next'))
    changes.push(at.epochMilliseconds);
  return changes;
}

export const offsetMs = (zone: string, instant: number): number =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
