import { DAY, HOUR, type Instant } from '../../kernel/instant.ts';
import {
  type BusinessCalendar,
  calendarShelf,
  deadline,
  nextOpening,
  openBetween,
} from './business-calendar.ts';
import { holidayDates } from './holidays.ts';
import type { DayHours, Range } from './open-hours.ts';
import type { WorkingHours } from './working-hours.ts';
import { instantOf, wallTimeAt, zoneOffsets } from './zone-offsets.ts';

/** When a contact may be called, ready to be counted in. */
export type ContactWindow = BusinessCalendar & { readonly zone: string };

/** Where a contact is, and when there. */
export type ContactTimes = {
  readonly zone: string;
  /** ISO 3166; without one, or with one whose holidays are not known, every weekday counts. */
  readonly country?: string | undefined;
  /** Hours of the day from Monday to Friday, or hours by weekday. */
  readonly hours?: DayHours | WorkingHours | undefined;
};

const OFFICE: DayHours = [['09:00', '18:00']];
/** A window is known from so long before the instant it is asked for until so long after it. */
const BACK = 62 * DAY;
const AHEAD = 400 * DAY;
const RETRY_AFTER = 2 * HOUR;

const shelf = calendarShelf(128);
const closed = new Map<string, Readonly<Record<string, DayHours>>>();

/**
 * The window in which a contact may be called: hours on the wall where they are, 9 to 18 unless told, Monday to Friday
 * unless the hours say otherwise, and not on public holidays of their country. It is known from 62 days before `now`
 * to 400 days after; compiled once for a zone, country and hours, then kept.
 */
export function windowOf({
  zone,
  country,
  hours,
  now,
}: ContactTimes & { readonly now: Instant }): ContactWindow {
  const week = weekOf(hours ?? OFFICE);
  const key = `${zone} ${country ?? '-'} ${JSON.stringify(week)}`;
  const spec = { zone, hours: week, overrides: holidaysOf(country) };
  return { ...shelf(key, spec, { from: now - BACK, to: now + AHEAD }), zone };
}

const weekOf = (hours: DayHours | WorkingHours): WorkingHours =>
  isOfDay(hours) ? { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours } : hours;

const isOfDay = (hours: DayHours | WorkingHours): hours is DayHours => Array.isArray(hours);

function holidaysOf(country: string | undefined): Readonly<Record<string, DayHours>> {
  if (country === undefined) return {};
  const known = closed.get(country);
  if (known) return known;
  const found = holidayDates({ country });
  const dates = Object.fromEntries((found.ok ? found.value : []).map(({ date }) => [date, []] as const));
  closed.set(country, dates);
  return dates;
}

/** The instant itself when it lies in the window, else the next opening; `undefined` for a window that never opens. */
export const firstInWindow = (window: ContactWindow, at: Instant): Instant | undefined =>
  nextOpening(window, at);

/** The first instant at which `businessMs` of the window have passed since `from`. Throws BeyondCalendarError beyond it. */
export const deadlineInWindow = (window: ContactWindow, from: Instant, businessMs: number): Instant =>
  deadline(window, from, businessMs);

/**
 * When to try again after nobody answered for the `n`th time, at `at`: 2 hours later, then on the next local day, then
 * on the third, the day of the first try (`firstAt`) being the first; each at the first moment in the window. After
 * that there is none: the contact is written to instead.
 */
export function retryTimes(
  window: ContactWindow,
  { n, at, firstAt = at }: { readonly n: number; readonly at: Instant; readonly firstAt?: Instant },
): Instant | undefined {
  const today = localDay(window.zone, at);
  const third = Math.max(localDay(window.zone, firstAt) + 2, today + 1);
  if (n === 1) return firstInWindow(window, at + RETRY_AFTER);
  if (n === 2) return firstInWindow(window, dayIn(window.zone, today + 1).from);
  return n === 3 ? firstInWindow(window, dayIn(window.zone, third).from) : undefined;
}

/**
 * From the opening to the closing of the last day with open time that is not after the local day of the instant;
 * `undefined` when none lies in the window's reach.
 */
export function lastBusinessDayOnOrBefore(window: ContactWindow, instant: Instant): Range | undefined {
  const last = localDay(window.zone, instant);
  for (let day = last; ; day--) {
    const { from, to } = dayIn(window.zone, day);
    if (from < window.from) return undefined;
    const open = openBetween(window, from, to);
    const [opening, closing] = [open[0]?.[0], open.at(-1)?.[1]];
    if (opening !== undefined && closing !== undefined) return { from: opening, to: closing };
  }
}

/** The local date as a day counted from 1970-01-01. */
const localDay = (zone: string, at: Instant): number => Math.floor(wallTimeAt(zone, at) / DAY);

/** From one local midnight to the next, which may be 23 or 25 hours later. */
function dayIn(zone: string, day: number): Range {
  const offsets = zoneOffsets(zone, { from: (day - 2) * DAY, to: (day + 3) * DAY });
  return { from: instantOf(offsets, day * DAY), to: instantOf(offsets, (day + 1) * DAY) };
}
