import { DAY, type Instant } from '../../kernel/instant.ts';
import { accepted, type Outcome, type Refused, refused } from '../../kernel/outcome.ts';
import { type CalendarSpec, type DayHours, dayNumber, openIntervals, timeOfDay } from './open-hours.ts';
import { days } from './working-hours.ts';
import { isKnownZone } from './zone-offsets.ts';

export type { CalendarSpec, DayHours } from './open-hours.ts';

export type CalendarRefusal = 'unknown-zone' | 'bad-hours' | 'bad-date' | 'never-open';
type No = Refused<CalendarRefusal> | undefined;

const LOOK_AHEAD = 731 * DAY;

/**
 * A calendar that can be counted in. Refused: a zone that the time-zone data does not know, hours or days of the week
 * that are none, dates that do not exist, and a calendar without one open second in the two years after `from`. The
 * detail names the field and what to do about it.
 */
export function checkCalendar(spec: CalendarSpec, from: Instant): Outcome<CalendarSpec, CalendarRefusal> {
  return zoneIn(spec) ?? weekIn(spec) ?? overridesIn(spec) ?? openingIn(spec, from) ?? accepted(spec);
}

const no = (refusal: CalendarRefusal, field: string, problem: string): No =>
  refused(refusal, { field, problem });

const zoneIn = ({ zone }: CalendarSpec): No =>
  isKnownZone(zone) ? undefined : no('unknown-zone', 'zone', 'Name an IANA zone such as Europe/Berlin.');

function weekIn({ hours }: CalendarSpec): No {
  const known: readonly string[] = days;
  const stray = Object.keys(hours).find(day => !known.includes(day));
  if (stray !== undefined) return no('bad-hours', `hours.${stray}`, `Name the days ${days.join(', ')}.`);
  return first(Object.entries(hours), ([day, list]) => hoursIn(`hours.${day}`, list ?? []));
}

const overridesIn = ({ overrides }: CalendarSpec): No =>
  first(Object.entries(overrides), ([date, list]) =>
    dayNumber(date) === undefined
      ? no('bad-date', `overrides.${date}`, 'Give a date that exists as YYYY-MM-DD, such as 2026-12-24.')
      : hoursIn(`overrides.${date}`, list),
  );

function hoursIn(field: string, list: DayHours): No {
  const isHours = ([from, to]: readonly [string, string]) =>
    timeOfDay(to) !== undefined && (timeOfDay(from) ?? DAY) < DAY;
  const at = list.findIndex(hours => !isHours(hours));
  return at < 0
    ? undefined
    : no(
        'bad-hours',
        `${field}.${at}`,
        'Give a start from 00:00 to 23:59:59 and an end up to 24:00, such as 09:00 and 17:30.',
      );
}

const openingIn = (spec: CalendarSpec, from: Instant): No =>
  openIntervals(spec, { from, to: from + LOOK_AHEAD }).length > 0
    ? undefined
    : no('never-open', 'hours', 'Give hours on some day of the week, or on a date in the next two years.');

function first<T>(list: readonly T[], problemOf: (item: T) => No): No {
  for (const item of list) {
    const problem = problemOf(item);
    if (problem) return problem;
  }
  return undefined;
}
