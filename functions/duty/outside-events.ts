import ICAL from 'ical.js';
import { ruleOf } from '../../shared/domain/time/ical-rule.ts';
import {
  type Component,
  componentsIn,
  durationOf,
  type Property,
  type Stamp,
  stampsOf,
  textOf,
  UnreadableError,
} from '../../shared/domain/time/ical-values.ts';
import { type IcalZones, icalZones } from '../../shared/domain/time/ical-zones.ts';
import type { Range } from '../../shared/domain/time/open-hours.ts';
import type { DayRule } from '../../shared/domain/time/repeated-days.ts';
import { instantOf, type WallTime, type ZoneOffsets } from '../../shared/domain/time/zone-offsets.ts';
import { DAY, type Instant } from '../../shared/kernel/instant.ts';

/** Times by their instant, or by their day on the event's clocks where only that is said. */
export type Times = { readonly instants: ReadonlySet<Instant>; readonly days: ReadonlySet<number> };

/** An event of somebody's calendar, without what it is about. */
export type OutsideEvent = {
  readonly uid: string;
  /** What the clocks of its place, with these offsets, show at its start. */
  readonly start: WallTime;
  readonly offsets: ZoneOffsets;
  /** In milliseconds; of whole days what clocks on the wall go on by. */
  readonly length: number;
  readonly isWholeDays: boolean;
  readonly rules: readonly { readonly rule: DayRule; readonly until: Instant }[];
  readonly more: readonly Stamp[];
  readonly except: Times;
  /** The occurrence of the same event that this one stands in for. */
  readonly instead?: Times;
  readonly isBusy: boolean;
};

/** Nobody is busy for longer without a word; longer events count for so long. */
const LONGEST = 400 * DAY;
/** A day is counted in another zone than the rule's: it may be two days off. */
const SLACK_DAYS = 2;

/** The events of a file, their zones, and how many events could not be read. Throws when it is no calendar. */
export function outsideEvents(
  text: string,
  given: { readonly zone: string; readonly range: Range },
): { readonly events: readonly OutsideEvent[]; readonly zones: IcalZones; readonly leftOut: number } {
  const parsed = parse(text);
  const zones = icalZones(componentsIn(parsed, 'vtimezone'), given);
  const components = componentsIn(parsed, 'vevent');
  const events = components.flatMap(component => readable(() => eventOf(component, zones)));
  return { events, zones, leftOut: components.length - events.length };
}

/** The library is taken for its parser alone: its own way of repeating events does not end for some rules. */
function parse(text: string): readonly unknown[] {
  try {
    return ICAL.parse(text.replace(/^\uFEFF/, '')) as unknown[];
  } catch {
    throw new UnreadableError('The file breaks off, or has a line or a rule that is no iCalendar.');
  }
}

function readable<T>(read: () => T): T[] {
  try {
    return [read()];
  } catch (error) {
    if (error instanceof UnreadableError) return [];
    throw error;
  }
}

function eventOf([, properties]: Component, zones: IcalZones): OutsideEvent {
  const all = (name: string) => properties.filter(property => property[0] === name);
  const text = (name: string) => textOf(all(name)[0]?.[3]).toUpperCase();
  const stamps = (name: string) => all(name).flatMap(property => stampsOf(property));
  const [start] = stamps('dtstart');
  if (start === undefined) throw new UnreadableError('An event has no DTSTART.');
  const offsets = zones.offsetsOf(start);
  const instead = stamps('recurrence-id');
  return {
    uid: textOf(all('uid')[0]?.[3]).slice(0, 500),
    start: start.wall,
    offsets,
    length: Math.min(LONGEST, lengthOf(all, start, zones)),
    isWholeDays: start.is === 'date',
    rules: all('rrule').map(property => repetition(property, offsets)),
    more: stamps('rdate'),
    except: timesOf(stamps('exdate'), zones),
    ...(instead.length > 0 ? { instead: timesOf(instead, zones) } : {}),
    isBusy: text('status') !== 'CANCELLED' && text('transp') !== 'TRANSPARENT',
  };
}

const timesOf = (stamps: readonly Stamp[], { instantOf: at }: IcalZones): Times => ({
  instants: new Set(stamps.filter(({ is }) => is !== 'date').map(at)),
  days: new Set(stamps.filter(({ is }) => is === 'date').map(({ wall }) => wall / DAY)),
});

function lengthOf(all: (name: string) => readonly Property[], start: Stamp, zones: IcalZones): number {
  const [end, duration] = [all('dtend')[0], all('duration')[0]];
  const to = end && stampsOf(end)[0];
  if (start.is === 'date') {
    const days = to ? to.wall - start.wall : duration ? durationOf(duration) : DAY;
    return Math.max(DAY, Math.floor(days / DAY) * DAY);
  }
  if (to) return Math.max(0, zones.instantOf(to) - zones.instantOf(start));
  return duration ? durationOf(duration) : 0;
}

/** A rule's last day is found in the zone of whoever reads it; what counts is the instant. */
function repetition(property: Property, offsets: ZoneOffsets): OutsideEvent['rules'][number] {
  const rule = ruleOf(property, 'UTC');
  const { until } = property[3] as { readonly until?: unknown };
  const [last] = until === undefined ? [] : stampsOf(['until', {}, '', until]);
  if (last === undefined || rule.until === undefined) return { rule, until: Number.POSITIVE_INFINITY };
  const at =
    last.is === 'utc' ? last.wall : instantOf(offsets, last.wall + (last.is === 'date' ? DAY - 1 : 0));
  return { rule: { ...rule, until: rule.until + SLACK_DAYS }, until: at };
}
