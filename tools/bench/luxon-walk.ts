import { DateTime } from 'luxon';
import type { CalendarSpec, DayHours } from '../../shared/domain/time/calendar-spec.ts';

type Time = { readonly hour: number; readonly minute: number; readonly second: number };
type Hours = { readonly from: Time; readonly to: Time; readonly daysLater: 0 | 1 };

/**
 * Business time as one writes it with luxon: from local midnight to local midnight, the day's hours set on its date.
 * Texts are read once, and the walk starts a day early only where nights run over.
 */
export function luxonWalk(spec: CalendarSpec) {
  const openFrom = walkOver(spec);
  return {
    deadline(from: number, businessMs: number): number {
      let left = businessMs;
      if (left === 0) return from;
      for (const [begin, end] of openFrom(from)) {
        if (left <= end - begin) return begin + left;
        left -= end - begin;
      }
      return Number.NaN;
    },
    elapsed(from: number, to: number): number {
      let sum = 0;
      for (const [begin, end] of openFrom(from)) {
        if (begin >= to) break;
        sum += Math.min(end, to) - begin;
      }
      return sum;
    },
  };
}

function walkOver({ zone, hours, overrides }: CalendarSpec) {
  const week = Object.fromEntries(Object.entries(hours).map(([day, list]) => [day, read(list ?? [])]));
  const dated = Object.fromEntries(Object.entries(overrides).map(([date, list]) => [date, read(list)]));
  const all = [...Object.values(week), ...Object.values(dated)].flat();
  const startsEarly = all.some(({ daysLater }) => daysLater > 0);
  const hoursOn = (day: DateTime): readonly Hours[] =>
    dated[day.toISODate() ?? ''] ?? week[names[day.weekday - 1] ?? ''] ?? [];
  return function* (from: number) {
    let cursor = from;
    let day = DateTime.fromMillis(from, { zone }).startOf('day');
    if (startsEarly) day = day.minus({ days: 1 });
    for (; ; day = day.plus({ days: 1 }))
      for (const one of hoursOn(day)) {
        const begin = Math.max(cursor, day.set(one.from).toMillis());
        const ends = one.daysLater > 0 ? day.plus({ days: one.daysLater }) : day;
        const end = ends.set(one.to).toMillis();
        if (begin >= end) continue;
        yield [begin, end] as const;
        cursor = end;
      }
  };
}

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const read = (hours: DayHours): Hours[] =>
  hours
    .map(([open, close]): Hours => {
      const [from, to] = [timeOf(open), timeOf(close === '24:00' ? '00:00' : close)];
      return { from, to, daysLater: secondsOf(to) <= secondsOf(from) ? 1 : 0 };
    })
    .sort((a, b) => secondsOf(a.from) - secondsOf(b.from));

function timeOf(text: string): Time {
  const [hour = 0, minute = 0, second = 0] = text.split(':').map(Number);
  return { hour, minute, second };
}

const secondsOf = ({ hour, minute, second }: Time): number => (hour * 60 + minute) * 60 + second;
