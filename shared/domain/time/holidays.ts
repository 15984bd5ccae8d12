import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import { FIRST_YEAR, holidayLines, YEARS } from './holiday-data.ts';

/** A public holiday that lasts the whole day, by its date YYYY-MM-DD, under its name in a language of the country. */
export type Holiday = { readonly date: string; readonly name: string };

/** Where holidays are asked for: `DE` alone has what all of the country has, `BE` with it what Berlin has. */
export type HolidayPlace = { readonly country: string; readonly region?: string };

/** The years for which holidays are known, the last one included. */
export const holidayYears = { first: FIRST_YEAR, last: FIRST_YEAR + YEARS - 1 } as const;

/** Under this name a region's line has the nation's holidays that the region has not. */
const TAKEN_AWAY = '!';

let lines: ReadonlyMap<string, string> | undefined;

/** The data's lines by place, read when first asked for. */
function linesByPlace(): ReadonlyMap<string, string> {
  lines ??= new Map(
    holidayLines
      .trim()
      .split('\n')
      .map(line => [line.split(' ', 1)[0] ?? '', line.split(' ').slice(1).join(' ')]),
  );
  return lines;
}

/** Every country whose holidays are known, with the codes of its regions (ISO 3166-2 as far as there are such codes). */
export function knownRegions(): Readonly<Record<string, readonly string[]>> {
  const known: Record<string, string[]> = {};
  for (const place of linesByPlace().keys()) {
    const [country = '', region] = place.split('-');
    known[country] ??= [];
    if (region !== undefined) known[country].push(region);
  }
  return known;
}

/**
 * The public holidays of a country or of one of its regions in all years known, in their order; two of one date are
 * two entries. Days that stand in for a holiday on a weekend count as the data says. Refused: a place the data does
 * not have; the detail names those it has.
 */
export function holidayDates({
  country,
  region,
}: HolidayPlace): Outcome<readonly Holiday[], 'unknown-holidays'> {
  const nation = linesByPlace().get(country);
  const own = region === undefined ? '' : linesByPlace().get(`${country}-${region}`);
  if (nation === undefined || own === undefined) return unknown(country, nation !== undefined);
  const all = [...holidaysOf(nation), ...holidaysOf(own)];
  const taken = new Set(all.filter(({ name }) => name === TAKEN_AWAY).map(({ date }) => date));
  return accepted(all.filter(({ date }) => !taken.has(date)).toSorted((a, b) => (a.date < b.date ? -1 : 1)));
}

function unknown(country: string, isCountryKnown: boolean) {
  const known = isCountryKnown ? (knownRegions()[country] ?? []) : Object.keys(knownRegions());
  const field = isCountryKnown ? 'region' : 'country';
  const problem =
    known.length > 0 ? `Name one of ${known.join(', ')}.` : `${country} has no regions; leave it out.`;
  return refused('unknown-holidays', { field, problem, known });
}

/** A line is `name=dates|…`; the dates are MMDD for every year alike, or for each year in turn, `+` between two. */
const holidaysOf = (line: string): readonly Holiday[] =>
  line.split('|').flatMap(entry => {
    const [name = '', dates = ''] = entry.split('=');
    const byYear = dates.split(',');
    return Array.from(
      { length: YEARS },
      (_, year) => (byYear.length > 1 ? byYear[year] : dates) ?? '',
    ).flatMap((days, year) => datesIn(FIRST_YEAR + year, days).map(date => ({ date, name })));
  });

const datesIn = (year: number, days: string): string[] =>
  days === '' ? [] : days.split('+').map(day => `${year}-${day.slice(0, 2)}-${day.slice(2)}`);
