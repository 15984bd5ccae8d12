import ICAL from 'ical.js';
import { ruleOf } from '../../shared/domain/time/ical-rule.ts';
import {
  componentsIn,
  durationOf,
  type Property,
  textOf,
  UnreadableError,
  wallTimes,
} from '../../shared/domain/time/ical-values.ts';
import type { DayRule } from '../../shared/domain/time/repeated-days.ts';
import { DAY } from '../../shared/kernel/instant.ts';

/** An event of a calendar file, in local days counted from 1970-01-01. */
export type IcalEvent = {
  readonly uid: string;
  readonly name: string;
  readonly first: number;
  /** How many days it covers from the first one on; none when it does not last from midnight to midnight. */
  readonly length: number;
  readonly rules: readonly DayRule[];
  readonly more: readonly number[];
  readonly except: ReadonlySet<number>;
  /** The day of another event's occurrence that this one stands in for. */
  readonly instead?: number;
  readonly isCancelled: boolean;
};

const MOST_OF_A_TEXT = 200;

/**
 * The events of a file. The library is taken for what it reads: folded lines, ends of lines, quotes and escapes. Its own
 * way of repeating events does not end for some rules, such as every seventh day that falls on another weekday.
 */
export function icalEvents(text: string, zone: string): IcalEvent[] {
  return componentsIn(parse(text), 'vevent').map(([, properties]) => eventOf(properties, zone));
}

function parse(text: string): readonly unknown[] {
  try {
    return ICAL.parse(text.replace(/^\uFEFF/, '')) as unknown[];
  } catch {
    throw new UnreadableError('The file breaks off, or has a line or a rule that is no iCalendar.');
  }
}

function eventOf(properties: readonly Property[], zone: string): IcalEvent {
  const all = (name: string) => properties.filter(property => property[0] === name);
  const text = (name: string) => textOf(all(name)[0]?.[3]).slice(0, MOST_OF_A_TEXT);
  const days = (name: string) =>
    all(name).flatMap(property => wallTimes(property, zone).map(wall => Math.floor(wall / DAY)));
  const [first] = days('dtstart');
  if (first === undefined) throw new UnreadableError(`The event ${text('uid')} has no DTSTART.`);
  const [instead] = days('recurrence-id');
  return {
    uid: text('uid'),
    name: text('summary'),
    first,
    length: lengthOf(all, zone),
    rules: all('rrule').map(property => ruleOf(property, zone)),
    more: days('rdate'),
    except: new Set(days('exdate')),
    ...(instead === undefined ? {} : { instead }),
    isCancelled: text('status').toUpperCase() === 'CANCELLED',
  };
}

/** Days from one midnight to another; an all-day event has one at least, and an event of some hours has none. */
function lengthOf(all: (name: string) => readonly Property[], zone: string): number {
  const [start, end, duration] = [all('dtstart')[0], all('dtend')[0], all('duration')[0]];
  const from = start ? (wallTimes(start, zone)[0] ?? 0) : 0;
  const to = end ? (wallTimes(end, zone)[0] ?? 0) : from + (duration ? durationOf(duration) : 0);
  if (start?.[2] === 'date') return Math.max(1, Math.floor((to - from) / DAY));
  return from % DAY === 0 && to % DAY === 0 ? Math.max(0, (to - from) / DAY) : 0;
}
