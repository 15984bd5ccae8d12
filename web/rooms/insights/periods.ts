import { DAY } from '../../../shared/kernel/instant.ts';
import { type InsightsPlace, insightPeriods } from './insights-place.ts';

export type Period = { readonly from: string; readonly to: string };
type Step = 'day' | 'week' | 'month';

/** So many days are counted at most. */
export const MOST_DAYS = 366;

const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const textOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const moved = (day: string, days: number): string => textOf(utc(day) + days * DAY);

/** Days of a period, both ends included. */
export const daysIn = ({ from, to }: Period): number => Math.round((utc(to) - utc(from)) / DAY) + 1;

/** The days that a place means: those that end today, or its own. */
export function periodOf({ period, from = '', to = '' }: InsightsPlace, today: string): Period {
  return period === 'own' ? { from, to } : { from: moved(today, 1 - insightPeriods[period]), to: today };
}

/** Two days that exist, the second not before the first, and no more than are counted. */
export function isPeriod(period: Period): boolean {
  const days = [period.from, period.to];
  if (days.some(day => Number.isNaN(utc(day)) || textOf(utc(day)) !== day)) return false;
  return period.from <= period.to && daysIn(period) <= MOST_DAYS;
}

/** As many days right before. */
export const periodBefore = (period: Period): Period => ({
  from: moved(period.from, -daysIn(period)),
  to: moved(period.from, -1),
});

/** How a period is cut unless somebody chose: days up to a month, weeks up to four months, else months. */
export function stepFor(period: Period, chosen: Step | undefined): Step {
  const days = daysIn(period);
  return chosen ?? (days <= 31 ? 'day' : days <= 124 ? 'week' : 'month');
}

/** Does the period begin or end within a week or a month, whose bar is smaller then? */
export function isCut(buckets: readonly Period[], by: Step): boolean {
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (by === 'day' || !first || !last) return false;
  const monday = (day: string) => new Date(utc(day)).getUTCDay() === 1;
  const starts = (day: string) => (by === 'week' ? monday(day) : day.endsWith('-01'));
  return !starts(first.from) || !starts(moved(last.to, 1));
}
