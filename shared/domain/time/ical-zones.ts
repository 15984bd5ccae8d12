import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../kernel/instant.ts';
import { ruleOf } from './ical-rule.ts';
import {
  type Component,
  isZoneName,
  type Property,
  type Stamp,
  textOf,
  UnreadableError,
} from './ical-values.ts';
import type { Range } from './open-hours.ts';
import { daysLookedAt, repeatedDays } from './repeated-days.ts';
import { instantOf, type WallTime, type ZoneOffsets, zoneOffsets } from './zone-offsets.ts';

/** The places whose clocks the stamps of a file mean. */
export type IcalZones = {
  readonly offsetsOf: (stamp: Pick<Stamp, 'is' | 'tzid'>) => ZoneOffsets;
  readonly instantOf: (stamp: Stamp) => Instant;
};

const UTC: ZoneOffsets = [{ since: Number.NEGATIVE_INFINITY, offset: 0 }];
/** Each zone costs a part of a millisecond; nobody's calendar has more of them. */
const MOST_ZONES = 50;

/**
 * Offsets within the range for the stamps of a file. A name that the time-zone data knows goes before a description in
 * the file (VTIMEZONE, RFC 5545, 3.6.5); whole days, times without a zone and names that nobody explains are in `zone`.
 */
export function icalZones(
  described: readonly Component[],
  { zone, range }: { readonly zone: string; readonly range: Range },
): IcalZones {
  const own = zoneOffsets(zone, range);
  const known = new Map<string, ZoneOffsets>();
  const find = (tzid: string): ZoneOffsets => {
    if (isZoneName(tzid)) return zoneOffsets(tzid, range);
    const component = described.find(([, properties]) => textOf(valueIn(properties, 'tzid')) === tzid);
    return (component && describedOffsets(component, range)) ?? own;
  };
  const offsetsOf: IcalZones['offsetsOf'] = ({ is, tzid }) => {
    if (is === 'utc') return UTC;
    if (is === 'date' || tzid === undefined) return own;
    const offsets = known.get(tzid) ?? (known.size < MOST_ZONES ? find(tzid) : own);
    if (known.size < MOST_ZONES) known.set(tzid, offsets);
    return offsets;
  };
  return { offsetsOf, instantOf: stamp => instantOf(offsetsOf(stamp), stamp.wall) };
}

const valueIn = (properties: readonly Property[], name: string): unknown =>
  properties.find(property => property[0] === name)?.[3];

type Onset = { readonly since: Instant; readonly before: number; readonly offset: number };

/** Rules go over a year and a bit before the range, so that the last onset before it is among them. */
const BACK = 400 * DAY;
const MOST_DAYS = 300_000;

/** The offsets that a file describes; `undefined` when it describes none that can be read. */
function describedOffsets([, , parts]: Component, range: Range): ZoneOffsets | undefined {
  const looked = { days: MOST_DAYS };
  try {
    const onsets = parts
      .flatMap(([, properties]) => onsetsOf(properties, range, looked))
      .sort((a, b) => a.since - b.since);
    const [first] = onsets;
    return first && [{ since: Number.NEGATIVE_INFINITY, offset: first.before }, ...onsets];
  } catch (error) {
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
}

function onsetsOf(properties: readonly Property[], range: Range, looked: { days: number }): Onset[] {
  const first = wallOf(valueIn(properties, 'dtstart'));
  const before = offsetOf(valueIn(properties, 'tzoffsetfrom'));
  const offset = offsetOf(valueIn(properties, 'tzoffsetto'));
  const day = Math.floor(first / DAY);
  const days = { from: Math.floor((range.from - BACK) / DAY), to: Math.ceil(range.to / DAY) };
  const repeated = properties
    .filter(([name]) => name === 'rrule')
    .map(property => ruleOf(property, 'UTC'))
    .flatMap(rule => {
      looked.days -= daysLookedAt(rule, day, days);
      if (looked.days < 0) throw new UnreadableError('The file describes a zone by too many rules.');
      return repeatedDays(rule, day, days);
    });
  const listed = properties.filter(([name]) => name === 'rdate').flatMap(([, , , ...values]) => values);
  const walls = [first, ...repeated.map(one => one * DAY + (first - day * DAY)), ...listed.map(wallOf)];
  return [...new Set(walls)].map(wall => ({ since: wall - before, before, offset }));
}

/** Some describe their zones from the year 1601 on. */
function wallOf(value: unknown): WallTime {
  const wall = Date.parse(`${textOf(value)}Z`);
  if (Number.isNaN(wall)) throw new UnreadableError('The file describes a zone from a time on that is none.');
  return wall;
}

function offsetOf(value: unknown): number {
  const [, sign, hours, minutes, seconds = '0'] =
    /^([+-])(\d\d):?(\d\d)(?::?(\d\d))?$/.exec(textOf(value)) ?? [];
  if (sign === undefined) throw new UnreadableError('The file describes a zone by an offset that is none.');
  const size = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
  return sign === '-' ? -size : size;
}
