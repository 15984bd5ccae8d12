import { DAY, type Instant } from '../../kernel/instant.ts';
import { holidayDates } from './holidays.ts';
import { weekdayOf } from './working-hours.ts';
import { instantOf, wallTimeAt, zoneOffsets } from './zone-offsets.ts';

/** A date, counted in days from 1970-01-01. */
export type LocalDay = number;

/** The date on the wall of the zone at the instant. */
export const localDayOf = (zone: string, at: Instant): LocalDay => Math.floor(wallTimeAt(zone, at) / DAY);

/** `YYYY-MM-DD`, and back. */
export const dayText = (day: LocalDay): string => new Date(day * DAY).toISOString().slice(0, 10);
/** The day of a text `YYYY-MM-DD`; not a number where the text is no day. */
export const dayOfText = (text: string): LocalDay => Date.parse(`${text}T00:00:00Z`) / DAY;

/** The instant at which the wall of the zone shows so many milliseconds after midnight of the date. */
export function instantOnDay(zone: string, day: LocalDay, sinceMidnight = 0): Instant {
  const offsets = zoneOffsets(zone, { from: (day - 2) * DAY, to: (day + 3) * DAY });
  return instantOf(offsets, day * DAY + sinceMidnight);
}

const SATURDAY = 5;
const kept = new Map<string, ReadonlySet<string>>();

/** Monday to Friday but for the public holidays of the country; every weekday where its holidays are not known. */
export function isWorkday(day: LocalDay, country: string | undefined): boolean {
  return weekdayOf(day) < SATURDAY && !holidaysIn(country).has(dayText(day));
}

/** The date itself when it is a working day, else the last one before. */
export function workdayOnOrBefore(day: LocalDay, country: string | undefined): LocalDay {
  let found = day;
  while (!isWorkday(found, country)) found -= 1;
  return found;
}

function holidaysIn(country: string | undefined): ReadonlySet<string> {
  const known = kept.get(country ?? '-');
  if (known) return known;
  const found = country === undefined ? undefined : holidayDates({ country });
  const dates = new Set(found?.ok ? found.value.map(({ date }) => date) : []);
  kept.set(country ?? '-', dates);
  return dates;
}
