import { dayNumber } from '../../shared/domain/time/open-hours.ts';
import {
  instantOf,
  isKnownZone,
  type WallTime,
  wallTimeAt,
  zoneOffsets,
} from '../../shared/domain/time/zone-offsets.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';

/** A property of a calendar file as the parser hands it over (jCal, RFC 7265). */
export type Property = readonly [
  name: string,
  parameters: Readonly<Record<string, unknown>>,
  type: string,
  ...values: unknown[],
];

/** What is wrong with a file, in words for whoever sent it. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

/**
 * What the zone's clocks show at a property's dates or times, of a period at its start. A time in UTC or in a zone that
 * is known is moved to the zone; a time without one, or in a zone of the file's own, is taken as local.
 */
export function wallTimes([name, { tzid }, , ...values]: Property, zone: string): WallTime[] {
  return values.map(value => {
    const [, date = '', time, utc] =
      /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(Z)?)?$/.exec(textOf(value)) ?? [];
    const wall = dayNumber(date) === undefined ? Number.NaN : Date.parse(`${date}T${time ?? '00:00:00'}Z`);
    if (Number.isNaN(wall) || !/^(19|20|21)/.test(date))
      throw new UnreadableError(`${name.toUpperCase()} has no date between 1900 and 2199.`);
    if (utc) return wallTimeAt(zone, wall);
    if (time === undefined || !isZone(tzid)) return wall;
    return wallTimeAt(zone, instantOf(zoneOffsets(tzid, { from: wall - 2 * DAY, to: wall + 2 * DAY }), wall));
  });
}

/** A value as text; the parser makes a list of a period and an object of a rule, whatever it stands for. */
export const textOf = (value: unknown): string => {
  const [first] = [value].flat();
  return typeof first === 'string' ? first : '';
};

/** Names only: offsets such as `+01:23` would each cost a formatter that is kept. */
const isZone = (tzid: unknown): tzid is string =>
  typeof tzid === 'string' && /^[A-Z]/i.test(tzid) && isKnownZone(tzid);

const DURATION =
  /^\+?P(?=[\dT])(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$/;

/** Milliseconds of a duration such as `P2D` or `PT36H`. */
export function durationOf([, , , value]: Property): number {
  const found = DURATION.exec(textOf(value));
  if (!found) throw new UnreadableError('DURATION is none, such as P1D is for a day.');
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map(part => Number(part ?? 0));
  return (weeks * 7 + days) * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND;
}
