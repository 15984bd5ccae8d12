import type { Instant } from '../../shared/kernel/instant.ts';
import { DAY } from '../../shared/kernel/instant.ts';

/** English as it is written in Europe: day before month. */
const localeOf = (language: string): string => (language === 'en' ? 'en-GB' : language);

type When = string | Instant;
export type Format = ReturnType<typeof createFormat>;

/** Intl's formatters for one reader: slow to make, so they are made once and kept. */
function makeFormatters(locale: string, zone: string) {
  const make = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options });
  return {
    time: make({ hour: '2-digit', minute: '2-digit' }),
    thisYear: make({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    full: make({ dateStyle: 'full', timeStyle: 'long' }),
    date: make({ day: 'numeric', month: 'short', year: 'numeric' }),
    dayKey: new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    }),
    utcDay: make({ timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
    names: new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' }),
    list: new Intl.ListFormat(locale, { type: 'conjunction' }),
  };
}

/** How one reader, with their language and zone, is shown instants, days and names of languages. */
export function createFormat(language: string, zone: string) {
  const formatters = makeFormatters(localeOf(language), zone);
  const { time, thisYear, full, date, dayKey, utcDay, relative, names, list } = formatters;
  const instant = (when: When) => (typeof when === 'number' ? when : Date.parse(when));
  const safely = (when: When, show: (at: Instant) => string) =>
    Number.isNaN(instant(when)) ? String(when) : show(instant(when));
  return {
    zone,
    time: (when: When) => safely(when, at => time.format(at)),
    date: (when: When) => safely(when, at => date.format(at)),
    full: (when: When) => safely(when, at => full.format(at)),
    /** As short as it can be understood: the time today, with the day when it was another. */
    when: (when: When, now: Instant) =>
      safely(when, at => {
        const key = dayKey.format(at);
        if (key === dayKey.format(now)) return time.format(at);
        if (key === dayKey.format(now - DAY)) return `${relative.format(-1, 'day')}, ${time.format(at)}`;
        return dayKey.format(now).slice(0, 4) === key.slice(0, 4) ? thisYear.format(at) : date.format(at);
      }),
    /** A day such as 2026-11-22, as the team feed counts them (UTC). */
    utcDay: (day: string) => utcDay.format(Date.parse(`${day}T00:00:00Z`)),
    language: (tag: string) => languageName(names, tag),
    list: (words: readonly string[]) => list.format(words),
  };
}

function languageName(names: Intl.DisplayNames, tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** The day in UTC of an instant, as the feed names it. */
export const utcDayOf = (at: Instant): string => new Date(at).toISOString().slice(0, 10);

/** The day before a day such as 2026-11-22. */
export const dayBefore = (day: string): string => utcDayOf(Date.parse(`${day}T00:00:00Z`) - DAY);

/** A customer's local time; undefined when the zone is not one this browser knows. */
export function timeIn(zone: string, language: string, at: Instant): string | undefined {
  try {
    return new Intl.DateTimeFormat(localeOf(language), {
      timeZone: zone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(at);
  } catch {
    return undefined;
  }
}
