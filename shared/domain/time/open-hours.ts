import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../kernel/instant.ts';
import { days, type WorkingHours, weekdayOf } from './working-hours.ts';
import { instantOf, zoneOffsets } from './zone-offsets.ts';

/**
 * Half-open wall-clock intervals `[from, to)` as `HH:MM` or `HH:MM:SS`; `24:00` may end one. An interval whose end is
 * not after its start runs overnight, so one that ends where it starts lasts until then on the next day.
 */
export type DayHours = readonly (readonly [string, string])[];

/** When somebody works: hours by weekday on the clocks of a zone, with dated exceptions. */
export type CalendarSpec = {
  /** IANA name, such as `Europe/Berlin`. */
  readonly zone: string;
  readonly hours: WorkingHours;
  /** By local date YYYY-MM-DD: hours instead of the weekday's; an empty list is closed. */
  readonly overrides: Readonly<Record<string, DayHours>>;
};

export type OpenInterval = readonly [from: Instant, to: Instant];
export type Range = { readonly from: Instant; readonly to: Instant };

type Hours = readonly (readonly [opens: number, closes: number])[];

/** How far from its local date an interval can lie: a night over, the widest offset, a day that a zone skipped. */
const REACH = 3 * DAY;

const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?|24:00(?::00)?)$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Milliseconds from midnight to a time of day; `undefined` when the text is none. */
export function timeOfDay(text: string): number | undefined {
  const found = TIME.exec(text);
  if (!found) return undefined;
  const [, hours = '24', minutes = '0', seconds = '0'] = found;
  return Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
}

/** Days from 1970-01-01 to a date YYYY-MM-DD; `undefined` when there is no such date. */
export function dayNumber(date: string): number | undefined {
  const at = DATE.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) || dateOf(at / DAY) !== date ? undefined : at / DAY;
}

/** The date YYYY-MM-DD of a day counted from 1970-01-01. */
export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * When it is open: every interval that touches the range, whole, in order and apart from each other. The hours of a
 * local date are those that start on it: an override replaces them and leaves the night before to run out. Both ends
 * go from the wall to an instant by the rule of `instantOf`; an interval that has no length then is none.
 */
export function openIntervals(spec: CalendarSpec, { from, to }: Range): OpenInterval[] {
  const zone = zoneOffsets(spec.zone, { from: from - 2 * REACH, to: to + 2 * REACH });
  const hoursOn = hoursByDay(spec);
  const found: OpenInterval[] = [];
  for (let day = Math.floor((from - REACH) / DAY); day * DAY <= to + REACH; day++)
    for (const [opens, closes] of hoursOn(day)) {
      const start = instantOf(zone, day * DAY + opens);
      const end = instantOf(zone, day * DAY + closes);
      if (start < end) found.push([start, end]);
    }
  return merged(found).filter(([start, end]) => end > from && start <= to);
}

function hoursByDay({ hours, overrides }: CalendarSpec): (day: number) => Hours {
  const week = days.map(day => parsed(hours[day] ?? []));
  const dated = new Map(Object.entries(overrides).map(([date, list]) => [dayNumber(date), parsed(list)]));
  return day => dated.get(day) ?? week[weekdayOf(day)] ?? [];
}

const parsed = (list: DayHours): Hours =>
  list.map(([from, to]) => {
    const [opens, closes] = [timeOfDay(from), timeOfDay(to)];
    if (opens === undefined || closes === undefined) throw new RangeError(`${from}–${to} are no hours`);
    return [opens, closes <= opens ? closes + DAY : closes];
  });

/** Intervals that overlap or touch become one. */
function merged(intervals: readonly OpenInterval[]): OpenInterval[] {
  const apart: [Instant, Instant][] = [];
  for (const [start, end] of intervals.toSorted((a, b) => a[0] - b[0])) {
    const last = apart.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else apart.push([start, end]);
  }
  return apart;
}
