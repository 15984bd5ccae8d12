import type { CalendarView, PolicyView } from '../../../shared/contracts/promises-contract.ts';
import type { Format } from '../../app/format.ts';
import type { Messages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';

/** What a policy is put into words with: a language, its formats, and the calendars by their names. */
export type Telling = {
  readonly m: Messages;
  readonly format: Format;
  readonly calendars: readonly CalendarView[];
  /** Names accounts, where there is time to read their names. */
  readonly account?: (id: string) => string;
};

type Promised = Pick<PolicyView['handover'], 'goal' | 'calendar' | 'warnAt'>;

/** In which calendar a goal is counted. */
export function countedIn(calendar: string, { m, calendars }: Telling): string {
  if (calendar === 'always') return m.promises.always;
  return m.promises.inCalendar(calendars.find(one => one.id === calendar)?.name ?? calendar);
}

/** A goal in words: in less than 2 hours, counted in “Counter in the mall”. */
export const goalWords = ({ goal, calendar }: Promised, telling: Telling): string =>
  `${telling.m.promises.under(telling.format.length(goal))}, ${countedIn(calendar, telling)}`;

export const percentWords = (percents: readonly number[], { format }: Telling): string =>
  format.list(percents.map(percent => format.percent(percent)));

export const warningWords = ({ warnAt }: Promised, telling: Telling): string =>
  warnAt.length === 0
    ? telling.m.promises.noWarnings
    : telling.m.promises.warnAt(percentWords(warnAt, telling));

/** Whom a policy is for, in words; everybody when it asks for nothing. */
export function whomWords(
  { match }: Pick<PolicyView, 'match'>,
  { m, format, account = id => id }: Telling,
): string {
  const parts = (['accounts', 'segments', 'products', 'damages', 'sites'] as const).flatMap(dimension => {
    const values: readonly string[] | undefined = match[dimension];
    if (!values) return [];
    const wordOf = (value: string) =>
      dimension === 'damages' ? wordFor(m.damages, value) : dimension === 'accounts' ? account(value) : value;
    const words = values.map(wordOf);
    return [`${m.promises.dimensions[dimension]}: ${format.list(words)}`];
  });
  return parts.length === 0 ? m.promises.everybody : parts.join(' · ');
}

/** What waiting for the customer does to the promise. */
export function waitWords({ handover }: Pick<PolicyView, 'handover'>, { m, format }: Telling): string {
  if (!handover.waitsForCustomer) return m.promises.runsOn;
  const { waitCapHours } = handover;
  return waitCapHours === undefined
    ? m.promises.stops
    : m.promises.stopsUpTo(format.length(inDays(waitCapHours)));
}

/** Hours as days and hours, from two days on. */
export const inDays = (hours: number): { days: number; hours: number } =>
  hours < 48 ? { days: 0, hours } : { days: Math.floor(hours / 24), hours: hours % 24 };

/** Countries with their regions, by name: Germany (BE). */
export const regionWords = (
  holidays: CalendarView['holidays'],
  { format }: Pick<Telling, 'format'>,
): string =>
  format.list(
    holidays.map(({ country, region }) =>
      region ? `${format.country(country)} (${region})` : format.country(country),
    ),
  );
