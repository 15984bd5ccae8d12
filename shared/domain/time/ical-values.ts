import { DAY, HOUR, MINUTE, SECOND } from '../../kernel/instant.ts';
import { dayNumber } from './open-hours.ts';
import { instantOf, isKnownZone, type WallTime, wallTimeAt, zoneOffsets } from './zone-offsets.ts';

/** A property of a calendar file as the parser hands it over (jCal, RFC 7265). */
export type Property = readonly [
  name: string,
  parameters: Readonly<Record<string, unknown>>,
  type: string,
  ...values: unknown[],
];
export type Component = readonly [
  name: string,
  properties: readonly Property[],
  components: readonly Component[],
];

/** What is wrong with a file, in words for whoever sent it. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

/** The components of a kind, such as `vevent`, of what was parsed: one calendar or several. Throws for anything else. */
export function componentsIn(parsed: readonly unknown[], kind: string): readonly Component[] {
  const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed) as readonly Component[];
  if (calendars.length === 0 || calendars.some(([name]) => name !== 'vcalendar'))
    throw new UnreadableError('Send an iCalendar file: it begins with BEGIN:VCALENDAR.');
  return calendars.flatMap(([, , components]) => components.filter(([name]) => name === kind));
}

/** A date or a time as it is written: of the day alone, in UTC, or on the clocks of a place that `tzid` may name. */
export type Stamp = {
  readonly wall: WallTime;
  readonly is: 'date' | 'utc' | 'local';
  readonly tzid?: string;
};

/** A property's dates or times, of a period its start. Throws for what is none, or is not between 1900 and 2199. */
export function stampsOf([name, { tzid }, , ...values]: Property): Stamp[] {
  return values.map(value => {
    const [, date = '', time, utc] =
      /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(Z)?)?$/.exec(textOf(value)) ?? [];
    const wall = dayNumber(date) === undefined ? Number.NaN : Date.parse(`${date}T${time ?? '00:00:00'}Z`);
    if (Number.isNaN(wall) || !/^(19|20|21)/.test(date))
      throw new UnreadableError(`${name.toUpperCase()} has no date between 1900 and 2199.`);
    if (time === undefined) return { wall, is: 'date' };
    return { wall, is: utc ? 'utc' : 'local', ...(typeof tzid === 'string' ? { tzid } : {}) };
  });
}

/**
 * What the zone's clocks show at a property's dates or times, of a period at its start. A time in UTC or in a zone that
 * is known is moved to the zone; a time without one, or in a zone of the file's own, is taken as local.
 */
export function wallTimes(property: Property, zone: string): WallTime[] {
  return stampsOf(property).map(({ wall, is, tzid }) => {
    if (is === 'utc') return wallTimeAt(zone, wall);
    if (is === 'date' || tzid === undefined || !isZoneName(tzid)) return wall;
    return wallTimeAt(zone, instantOf(zoneOffsets(tzid, { from: wall - 2 * DAY, to: wall + 2 * DAY }), wall));
  });
}

/** A value as text; the parser makes a list of a period and an object of a rule, whatever it stands for. */
export const textOf = (value: unknown): string => {
  const [first] = [value].flat();
  return typeof first === 'string' ? first : '';
};

/** True for names of zones that are known, and for nothing but names: each offset such as `+01:23` would cost a formatter that is kept. */
export const isZoneName = (tzid: string): boolean => /^[A-Z]/i.test(tzid) && isKnownZone(tzid);

const DURATION =
  /^\+?P(?=[\dT])(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$/;

/** Milliseconds of a duration such as `P2D` or `PT36H`. Throws for what is none. */
export function durationOf([, , , value]: Property): number {
  const found = DURATION.exec(textOf(value));
  if (!found) throw new UnreadableError('DURATION is none, such as P1D is for a day.');
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map(part => Number(part ?? 0));
  return (weeks * 7 + days) * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND;
}
