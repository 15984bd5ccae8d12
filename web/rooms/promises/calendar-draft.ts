import type { CalendarInput, CalendarView } from '../../../shared/contracts/promises-contract.ts';
import type { Complaint } from '../../parts/field-problem.ts';
import { hoursText, readHours, type WeekDay, weekDays } from '../team/hours.ts';

export type DayLine = { readonly key: number; readonly date: string; readonly text: string };
export type HolidayLine = { readonly key: number; readonly country: string; readonly region: string };

export type CalendarDraft = {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly hours: Readonly<Record<WeekDay, string>>;
  readonly holidays: readonly HolidayLine[];
  /** Own closed days with their names. */
  readonly closures: readonly DayLine[];
  /** Days with hours of their own; an empty text is closed. */
  readonly overrides: readonly DayLine[];
};

/** The form as it is first shown: the calendar as it is, or usual office hours for a new one. */
export const calendarDraft = (of: CalendarView | undefined, zone: string): CalendarDraft => ({
  id: of?.id ?? '',
  name: of?.name ?? '',
  zone: of?.zone ?? zone,
  hours: Object.fromEntries(
    weekDays.map(day => [day, of ? hoursText(of.hours[day]) : usual(day)]),
  ) as CalendarDraft['hours'],
  holidays: (of?.holidays ?? []).map(({ country, region = '' }, key) => ({ key, country, region })),
  closures: (of?.closures ?? []).map(({ date, name }, key) => ({ key, date, text: name })),
  overrides: Object.entries(of?.overrides ?? {})
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([date, hours], key) => ({ key, date, text: hoursText(hours) })),
});

const usual = (day: WeekDay): string => (day === 'sat' || day === 'sun' ? '' : '09:00-17:00');

/** A key that none of the lines has. */
export const nextKey = (lines: readonly { readonly key: number }[]): number =>
  Math.max(-1, ...lines.map(line => line.key)) + 1;

export type ReadCalendar = {
  readonly input: CalendarInput;
  readonly wrong: ReadonlyMap<string, Complaint>;
};

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The calendar as the API wants it, and which fields cannot be read; lines are named by their place. */
export function readCalendar(draft: CalendarDraft): ReadCalendar {
  const wrong = new Map<string, Complaint>();
  for (const field of ['id', 'name', 'zone'] as const)
    if (draft[field].trim() === '') wrong.set(field, 'missing');
  draft.closures.forEach(({ date, text }, at) => {
    if (!isDay(date)) wrong.set(`closures.${at}`, 'day');
    else if (text.trim() === '') wrong.set(`closures.${at}`, 'missing');
  });
  const hoursOr = (field: string, text: string) => {
    const read = readHours(text);
    if (!read) wrong.set(field, 'hours');
    return read ?? [];
  };
  const overrides = draft.overrides.map(({ date, text }, at) => {
    const hours = hoursOr(`overrides.${at}`, text);
    if (!isDay(date)) wrong.set(`overrides.${at}`, 'day');
    return [date, hours] as const;
  });
  const week = weekDays.map(day => [day, hoursOr(`hours.${day}`, draft.hours[day])] as const);
  const input: CalendarInput = {
    name: draft.name.trim(),
    zone: draft.zone.trim(),
    hours: Object.fromEntries(week.filter(([, hours]) => hours.length > 0)),
    holidays: draft.holidays
      .filter(({ country }) => country !== '')
      .map(({ country, region }) => ({ country, ...(region ? { region } : {}) })),
    closures: draft.closures.map(({ date, text }) => ({ date, name: text.trim() })),
    overrides: Object.fromEntries(overrides),
  };
  return { input, wrong };
}
