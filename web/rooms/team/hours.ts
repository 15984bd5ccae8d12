import type { WeekHours } from '../../../shared/contracts/team-contract.ts';

export const weekDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type WeekDay = (typeof weekDays)[number];

const interval = /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** A day's hours as text: `09:00-12:30, 13:30-18:00`. */
export const hoursText = (day: WeekHours[WeekDay]): string =>
  (day ?? []).map(part => part.join('-')).join(', ');

/** Reads a day's hours as typed; a dash of any kind and a missing zero are understood. Undefined when it is not hours. */
export function readHours(text: string): [string, string][] | undefined {
  const parts = text
    .replace(/\s*[–—-]\s*/g, '-')
    .split(/[,;]/)
    .map(part => part.trim().replace(/\b(\d):/g, '0$1:'))
    .filter(part => part !== '');
  const read = parts.map(part => (interval.test(part) ? (part.split('-') as [string, string]) : undefined));
  const whole = read.filter(part => part !== undefined && part[0] !== part[1]);
  return whole.length === read.length && read.length <= 6 ? (whole as [string, string][]) : undefined;
}

/** The weekday of an instant in a zone. */
export function weekDayIn(zone: string, at: number): WeekDay {
  try {
    const name = new Intl.DateTimeFormat('en-US', { timeZone: zone, weekday: 'short' })
      .format(at)
      .toLowerCase();
    return weekDays.find(day => day === name) ?? 'mon';
  } catch {
    return 'mon';
  }
}

/** Words typed with commas between. */
export const readList = (text: string): string[] =>
  text
    .split(/[,;\s]+/)
    .map(part => part.trim())
    .filter(part => part !== '');
