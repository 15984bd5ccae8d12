import { DAY, type Instant, MINUTE } from '../../kernel/instant.ts';
import { wallTimeAt } from './zone-offsets.ts';

export { isKnownZone } from './zone-offsets.ts';

export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof days)[number];

/** Wall-clock intervals `[from, to)` by weekday; one that ends before it starts runs past midnight. */
export type WorkingHours = { readonly [day in Day]?: readonly (readonly [string, string])[] | undefined };

/** Local weekday (0 is Monday) and minute of the day. */
export type LocalTime = { readonly day: number; readonly minute: number };

const MINUTES_A_DAY = 1_440;

/** The weekday of a day counted from 1970-01-01, a Thursday; 0 is Monday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** What a clock on the wall of the zone shows at the instant. */
export function localTime(zone: string, instant: Instant): LocalTime {
  const wall = wallTimeAt(zone, instant);
  const day = Math.floor(wall / DAY);
  return { day: weekdayOf(day), minute: Math.floor((wall - day * DAY) / MINUTE) };
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** True when the instant lies in one of the intervals, those that run over from the day before included. */
export function isWithin(hours: WorkingHours, zone: string, instant: Instant): boolean {
  const { day, minute } = localTime(zone, instant);
  const covers = (weekday: number, at: number) =>
    (hours[days[(weekday + 7) % 7] ?? 'mon'] ?? []).some(([from, to]) => {
      const start = minutesOf(from);
      const end = minutesOf(to) <= start ? minutesOf(to) + MINUTES_A_DAY : minutesOf(to);
      return start <= at && at < end;
    });
  return covers(day, minute) || covers(day - 1, minute + MINUTES_A_DAY);
}
