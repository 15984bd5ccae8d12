import { DAY } from '../../kernel/instant.ts';
import { weekdayOf } from './working-hours.ts';

/** A day, counted from 1970-01-01; a weekday, 0 is Monday; a month, 1 is January. */
type DayNumber = number;

/** A rule by which a date comes again: the part of iCalendar's RRULE (RFC 5545, 3.3.10) that concerns whole days. */
export type DayRule = {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  /** How often it comes in all, the first day included. */
  readonly count?: number;
  /** The last day on which it may come. */
  readonly until?: DayNumber;
  readonly months: readonly number[];
  /** Days of the month; negative ones count from its end. */
  readonly monthDays: readonly number[];
  /** `nth` of the month, or of the year in a yearly rule without months; 0 is every one. */
  readonly weekdays: readonly { readonly weekday: number; readonly nth: number }[];
  /** Which of the days of a period count; negative ones from its end. All when there are none. */
  readonly positions: readonly number[];
  readonly weekStart: number;
};

export type Days = { readonly from: DayNumber; readonly to: DayNumber };

const dayOf = (year: number, month: number, day: number): DayNumber => Date.UTC(year, month - 1, day) / DAY;

/** A month with its first and last day. */
type Month = Days & { readonly year: number; readonly month: number };

function monthOf(day: DayNumber): Month {
  const at = new Date(day * DAY);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + 1];
  return { year, month, from: dayOf(year, month, 1), to: dayOf(year, month + 1, 1) - 1 };
}

/**
 * The days within `from` and `to`, both included, on which a rule comes; the first day always is one of them. Goes over
 * the rule's periods one by one, so that it ends for every rule, one that never comes again included.
 */
export function repeatedDays(rule: DayRule, first: DayNumber, { from, to }: Days): DayNumber[] {
  const whole = filledUp(rule, first);
  const last = Math.min(to, rule.until ?? to);
  const found = first >= from && first <= to ? [first] : [];
  let left = (rule.count ?? Number.POSITIVE_INFINITY) - 1;
  for (let at = firstPeriod(whole, first, from); ; at += rule.interval) {
    const period = periodAt(whole, first, at);
    if (period.from > last) return found;
    for (const day of daysOf(whole, period)) {
      if (day <= first) continue;
      if (day > last || left <= 0) return found;
      left -= 1;
      if (day >= from) found.push(day);
    }
  }
}

/** How many days `repeatedDays` looks at, at most: a rule with a count is counted out from its first day on. */
export const daysLookedAt = (rule: DayRule, first: DayNumber, { from, to }: Days): number =>
  Math.max(0, to - (rule.count === undefined ? Math.max(first, from) : first)) + 2 * 366;

/** What the rule does not say comes from the first day. */
function filledUp(rule: DayRule, first: DayNumber): DayRule {
  const { frequency, months, monthDays, weekdays } = rule;
  const { month, from } = monthOf(first);
  const date = first - from + 1;
  if (frequency === 'DAILY' || weekdays.length > 0 || monthDays.length > 0) return rule;
  if (frequency === 'WEEKLY') return { ...rule, weekdays: [{ weekday: weekdayOf(first), nth: 0 }] };
  if (frequency === 'MONTHLY' || months.length > 0) return { ...rule, monthDays: [date] };
  return { ...rule, months: [month], monthDays: [date] };
}

/** The period, counted from the first day's in steps of the interval, at which a search from a day on may begin. */
function firstPeriod({ frequency, interval, count }: DayRule, first: DayNumber, from: DayNumber): number {
  if (count !== undefined || from <= first) return 0;
  const [start, end] = [monthOf(first), monthOf(from)];
  const years = end.year - start.year;
  const passed = {
    DAILY: from - first,
    WEEKLY: Math.floor((from - first) / 7),
    MONTHLY: years * 12 + end.month - start.month,
    YEARLY: years,
  }[frequency];
  return Math.floor(passed / interval) * interval;
}

function periodAt({ frequency, weekStart }: DayRule, first: DayNumber, at: number): Days {
  if (frequency === 'DAILY') return { from: first + at, to: first + at };
  const start = first - ((weekdayOf(first) - weekStart + 7) % 7) + 7 * at;
  if (frequency === 'WEEKLY') return { from: start, to: start + 6 };
  const { year, month } = monthOf(first);
  if (frequency === 'YEARLY') return { from: dayOf(year + at, 1, 1), to: dayOf(year + at, 12, 31) };
  return { from: dayOf(year, month + at, 1), to: dayOf(year, month + at + 1, 1) - 1 };
}

function daysOf(rule: DayRule, period: Days): DayNumber[] {
  const days: DayNumber[] = [];
  let month = monthOf(period.from);
  for (let day = period.from; day <= period.to; day++) {
    if (day > month.to) month = monthOf(day);
    // A month that the rule leaves out is passed over in one step.
    if (rule.months.length > 0 && !rule.months.includes(month.month)) day = month.to;
    else if (fits(rule, day, month)) days.push(day);
  }
  if (rule.positions.length === 0) return days;
  const chosen = new Set(rule.positions.map(nth => (nth > 0 ? nth - 1 : days.length + nth)));
  return days.filter((_, at) => chosen.has(at));
}

function fits({ frequency, months, monthDays, weekdays }: DayRule, day: DayNumber, month: Month): boolean {
  const isDay = monthDays.includes(day - month.from + 1) || monthDays.includes(day - month.to - 1);
  if (monthDays.length > 0 && !isDay) return false;
  if (weekdays.length === 0) return true;
  const ofYear = frequency === 'YEARLY' && months.length === 0;
  const within = ofYear ? { from: dayOf(month.year, 1, 1), to: dayOf(month.year, 12, 31) } : month;
  const nths = [0, Math.floor((day - within.from) / 7) + 1, -Math.floor((within.to - day) / 7) - 1];
  return weekdays.some(({ weekday, nth }) => weekday === weekdayOf(day) && nths.includes(nth));
}
