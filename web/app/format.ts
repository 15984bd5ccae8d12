import type { Instant } from '../../shared/kernel/instant.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { createSpans } from './spans.ts';

/** English as it is written in Europe: day before month. */
export const localeOf = (language: string): string => (language === 'en' ? 'en-GB' : language);

type When = string | Instant;
export type Format = ReturnType<typeof createFormat>;

/** Intl's formatters for one reader: slow to make, so they are made once and kept. */
function makeFormatters(locale: string, zone: string) {
  const make = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options });
  return {
    time: make({ hour: '2-digit', minute: '2-digit' }),
    thisYear: make({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    dated: make({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    full: make({ dateStyle: 'full', timeStyle: 'long' }),
    date: make({ day: 'numeric', month: 'short', year: 'numeric' }),
    dayKey: new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    }),
    utcDay: make({ timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' }),
    day: make({ timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    month: make({ timeZone: 'UTC', month: 'long', year: 'numeric' }),
    number: new Intl.NumberFormat(locale),
    percent: new Intl.NumberFormat(locale, { style: 'percent' }),
    countries: new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
    names: new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' }),
    list: new Intl.ListFormat(locale, { type: 'conjunction' }),
  };
}

/** How one reader, with their language and zone, is shown instants, days and names of languages. */
export function createFormat(language: string, zone: string) {
  const formatters = makeFormatters(localeOf(language), zone);
  const { time, thisYear, dated, full, date, dayKey, utcDay, day, number, relative, names, list } =
    formatters;
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
    /** When something is due or goes on: always to the minute, with its day unless that is today. */
    due: (when: When, now: Instant) =>
      safely(when, at => (dayKey.format(at) === dayKey.format(now) ? time : dated).format(at)),
    dated: (when: When) => safely(when, at => dated.format(at)),
    /** The day of an instant, such as 2026-11-22. */
    dayOf: (when: When) => safely(when, at => dayKey.format(at)),
    /** A day such as 2026-11-22, as the team feed counts them (UTC). */
    utcDay: (day: string) => utcDay.format(Date.parse(`${day}T00:00:00Z`)),
    /** A day such as 2026-11-22 with its weekday and year, wherever the reader is. */
    day: (text: string) => safely(`${text}T00:00:00Z`, at => day.format(at)),
    number: (n: number) => number.format(n),
    /** A share of a hundred: 90 is 90 %. */
    percent: (share: number) => formatters.percent.format(share / 100),
    country: (code: string) => languageName(formatters.countries, code),
    /** A length of time in its own words: 4 days, 1 hour 30 minutes. */
    length: (parts: Length) => lengthText(localeOf(language), parts),
    /** So many ms in days, hours and minutes, as short as it can be understood; less than a minute is none. */
    span: (ms: number) => lengthText(localeOf(language), partsOf(Math.abs(ms)), 'short'),
    ...createSpans(localeOf(language)),
    /** A month such as 2026-11. */
    month: (month: string) => safely(`${month}-01T00:00:00Z`, at => formatters.month.format(at)),
    language: (tag: string) => languageName(names, tag),
    list: (words: readonly string[]) => list.format(words),
  };
}

export type Length = {
  readonly days?: number | undefined;
  readonly hours?: number | undefined;
  readonly minutes?: number | undefined;
};

const partsOf = (ms: number): Length => ({
  days: Math.floor(ms / DAY),
  hours: Math.floor((ms % DAY) / HOUR),
  minutes: Math.floor((ms % HOUR) / MINUTE),
});

function lengthText(
  locale: string,
  { days = 0, hours = 0, minutes = 0 }: Length,
  unitDisplay: 'short' | 'long' = 'long',
): string {
  const all = [
    ['day', days],
    ['hour', hours],
    ['minute', minutes],
  ] as const;
  const shown = all.filter(([, n]) => n > 0);
  return (shown.length > 0 ? shown : all.slice(2))
    .map(([unit, n]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(n))
    .join(' ');
}

function languageName(names: Intl.DisplayNames, tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const inZones = new Map<string, Format>();

/** The formats of the same reader in a customer's zone; undefined when it is not one this browser knows. */
export function formatIn(zone: string, language: string): Format | undefined {
  const key = `${language} ${zone}`;
  const held = inZones.get(key);
  if (held) return held;
  try {
    const made = createFormat(language, zone);
    if (inZones.size < 50) inZones.set(key, made);
    return made;
  } catch {
    return undefined;
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
