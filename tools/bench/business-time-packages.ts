import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import businessTime from 'dayjs-business-time';
import moment from 'moment-timezone';
import 'moment-business-time';
import type { CalendarSpec, DayHours } from '../../shared/domain/time/calendar-spec.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { luxonWalk } from './luxon-walk.ts';

/** Business time by somebody's hands. A calendar counts until the next one is set: two of them keep it globally. */
export type Answers = {
  deadline(from: number, businessMs: number): number;
  elapsed(from: number, to: number): number;
};
export type PackageName = 'luxon day walk' | 'moment-business-time' | 'dayjs-business-time';

dayjs.extend(utc);
dayjs.extend(timezone);
dayjs.extend(businessTime);

/**
 * The three as their documentation has them used with zones. moment-business-time asks the moment it is handed, and
 * moment-timezone gives that its zone; the locale holds hours and holidays. dayjs-business-time asks the Day.js object
 * it is handed, and `dayjs(…).tz(zone)` gives that its zone; it counts in whole minutes. So they are asked only what
 * they can say: hours within a day, whole closed days, whole minutes.
 */
export const packages: Readonly<Record<PackageName, (spec: CalendarSpec) => Answers>> = {
  'luxon day walk': luxonWalk,
  'moment-business-time': withMoment,
  'dayjs-business-time': withDayjs,
};
export const packageNames = Object.keys(packages) as PackageName[];
/** Those whose walk is not ours: they may answer anything, or never. */
export const foreignNames = ['moment-business-time', 'dayjs-business-time'] as const;
export type ForeignName = (typeof foreignNames)[number];

type WorkingMoment = moment.Moment & {
  addWorkingTime(amount: number, unit: 'minutes'): moment.Moment;
  workingDiff(other: moment.Moment, unit: 'milliseconds'): number;
};

function withMoment({ zone, hours, overrides }: CalendarSpec): Answers {
  const workinghours = inWeek(hours, day => day.flat());
  moment.updateLocale('en', { workinghours, holidays: Object.keys(overrides) } as moment.LocaleSpecification);
  const at = (instant: number) => moment.tz(instant, zone) as WorkingMoment;
  return {
    deadline: (from, businessMs) =>
      at(from)
        .addWorkingTime(businessMs / MINUTE, 'minutes')
        .valueOf(),
    elapsed: (from, to) => at(to).workingDiff(at(from), 'milliseconds'),
  };
}

const dayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

function withDayjs({ zone, hours, overrides }: CalendarSpec): Answers {
  const week = inWeek(hours, day => day.map(([start, end]) => ({ start: inFull(start), end: inFull(end) })));
  const named = dayNames.map((name, day) => [name, week[day]]);
  dayjs.setBusinessTime(Object.fromEntries(named) as Parameters<typeof dayjs.setBusinessTime>[0]);
  dayjs.setHolidays(Object.keys(overrides));
  const at = (instant: number) => dayjs(instant).tz(zone);
  return {
    deadline: (from, businessMs) =>
      at(from)
        .addBusinessMinutes(businessMs / MINUTE)
        .valueOf(),
    elapsed: (from, to) => at(from).businessMinutesDiff(at(to)) * MINUTE,
  };
}

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Both count the week from Sunday, and want nothing said of a closed day. */
const inWeek = <T>(hours: CalendarSpec['hours'], say: (day: DayHours) => T): Record<number, T | null> =>
  Object.fromEntries(days.map((day, at) => [at, hours[day]?.length ? say(hours[day]) : null]));

const inFull = (time: string): string => (time.length === 5 ? `${time}:00` : time);

/** Where moment's own table of zones says something else than the machine's, its answers could not be compared. */
export const momentOffsetMs = (zone: string, instant: number): number =>
  moment.tz(instant, zone).utcOffset() * MINUTE;

/** Whoever throws has not answered. */
export function answered(ask: () => number): number {
  try {
    return ask();
  } catch {
    return Number.NaN;
  }
}
