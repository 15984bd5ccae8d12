import { DAY } from '../../kernel/instant.ts';
import { type Property, textOf, UnreadableError, wallTimes } from './ical-values.ts';
import type { DayRule } from './repeated-days.ts';

const WEEK = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const PARTS = /^(freq|interval|count|until|bymonth|bymonthday|byday|bysetpos|wkst)$/;
const FREQUENCY = /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/;

/** The rule of an RRULE as far as it concerns whole days; throws for hours, weeks of the year and days of the year. */
export function ruleOf([, , , value]: Property, zone: string): DayRule {
  const recurrence = value as Readonly<Record<string, unknown>>;
  const { freq, interval = 1, count, until, wkst = 2 } = recurrence;
  const stray = Object.keys(recurrence).find(part => !PARTS.test(part));
  if (stray !== undefined || !FREQUENCY.test(`${freq}`))
    throw new UnreadableError(`Days cannot repeat by ${`${stray ?? freq ?? 'no frequency'}`.slice(0, 20)}.`);
  return {
    frequency: freq as DayRule['frequency'],
    interval: whole(interval, 1, 1_000),
    ...(count === undefined ? {} : { count: whole(count, 1, 1_000_000) }),
    ...(until === undefined ? {} : { until: lastDay(until, zone) }),
    months: listOf(recurrence['bymonth'], 12).map(month => whole(month, 1, 12)),
    monthDays: listOf(recurrence['bymonthday'], 62).map(day => whole(day, -31, 31)),
    weekdays: listOf(recurrence['byday'], 100).map(weekdayOf),
    positions: listOf(recurrence['bysetpos'], 366).map(nth => whole(nth, -366, 366)),
    weekStart: (whole(wkst, 1, 7) + 5) % 7,
  };
}

const lastDay = (until: unknown, zone: string): number =>
  Math.floor((wallTimes(['until', {}, '', until], zone)[0] ?? 0) / DAY);

function weekdayOf(text: unknown): DayRule['weekdays'][number] {
  const [, nth = '0', name = ''] = /^([+-]?\d+)?([A-Z]{2})$/.exec(textOf(text)) ?? [];
  return { weekday: whole(WEEK.indexOf(name), 0, 6), nth: whole(Number(nth), -53, 53) };
}

function listOf(value: unknown, most: number): readonly unknown[] {
  const list = value === undefined ? [] : [value].flat();
  if (list.length > most) throw new UnreadableError('A rule by which an event repeats lists too much.');
  return list;
}

function whole(value: unknown, from: number, to: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to) return value;
  throw new UnreadableError(
    `A rule by which an event repeats has a number that is not from ${from} to ${to}.`,
  );
}
