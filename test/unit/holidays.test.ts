import { describe, expect, test } from '@jest/globals';
import { compileCalendar, deadline } from '../../shared/domain/time/business-calendar.ts';
import { holidayLines } from '../../shared/domain/time/holiday-data.ts';
import {
  type HolidayPlace,
  holidayDates,
  holidayYears,
  knownRegions,
} from '../../shared/domain/time/holidays.ts';
import { DAY, HOUR } from '../../shared/kernel/instant.ts';
import { textOf } from '../../tools/docs/sources.ts';
import { linesOf } from '../../tools/support/holiday-sheet.ts';

function holidays(place: HolidayPlace, year?: number): Record<string, string> {
  const outcome = holidayDates(place);
  if (!outcome.ok) throw new Error(outcome.refusal);
  const list = outcome.value.filter(({ date }) => year === undefined || date.startsWith(`${year}`));
  return Object.fromEntries(list.map(({ date, name }) => [date, name]));
}

/** Easter Sunday by the algorithm of Oudin (1940). */
function easter(year: number): number {
  const g = year % 19;
  const c = Math.floor(year / 100);
  const h = (c - Math.floor(c / 4) - Math.floor((8 * c + 13) / 25) + 19 * g + 15) % 30;
  const i = h - Math.floor(h / 28) * (1 - Math.floor(29 / (h + 1)) * Math.floor((21 - g) / 11));
  const j = (year + Math.floor(year / 4) + i + 2 - c + Math.floor(c / 4)) % 7;
  const month = 3 + Math.floor((i - j + 40) / 44);
  return Date.UTC(year, month - 1, i - j + 28 - 31 * Math.floor(month / 4));
}
const years = Array.from({ length: 12 }, (_, at) => holidayYears.first + at);

describe('public holidays', () => {
  test('of all of Germany are the nine of its laws, in every year known', () => {
    expect(holidayYears).toEqual({ first: 2025, last: 2036 });
    for (const year of years) {
      const fromEaster = [-2, 1, 39, 50].map(days =>
        new Date(easter(year) + days * DAY).toISOString().slice(0, 10),
      );
      const fixed = ['01-01', '05-01', '10-03', '12-25', '12-26'].map(day => `${year}-${day}`);
      expect(Object.keys(holidays({ country: 'DE' }, year)).sort()).toEqual([...fromEaster, ...fixed].sort());
    }
  });

  test('of a region add to those of its nation', () => {
    const berlin = holidays({ country: 'DE', region: 'BE' });
    expect(berlin['2026-03-08']).toMatch(/Frauentag/);
    expect(berlin['2026-12-25']).toBe(holidays({ country: 'DE' })['2026-12-25']);
    expect(holidays({ country: 'DE', region: 'BY' })['2026-06-04']).toBe('Fronleichnam');
    expect(holidays({ country: 'DE', region: 'NI' })['2026-06-04']).toBeUndefined();
    expect(Object.keys(holidays({ country: 'DE', region: 'BY' }, 2026))).toHaveLength(12);
  });

  test('that a region does not keep are not among its own', () => {
    expect(holidays({ country: 'GB' })['2026-04-06']).toBe('Easter Monday');
    expect(holidays({ country: 'GB', region: 'ENG' })['2026-04-06']).toBe('Easter Monday');
    expect(holidays({ country: 'GB', region: 'SCT' })['2026-04-06']).toBeUndefined();
    expect(holidays({ country: 'GB', region: 'SCT' })['2026-01-02']).toBeDefined();
    expect(holidays({ country: 'CH', region: 'GE' })['2026-12-26']).toBeUndefined();
  });

  test('on a weekend have the substitute days that the data names', () => {
    expect(holidays({ country: 'US' }, 2026)).toMatchObject({
      '2026-07-03': 'Independence Day (substitute day)',
      '2026-07-04': 'Independence Day',
      '2026-11-26': 'Thanksgiving Day',
    });
    expect(holidays({ country: 'GB' })['2026-12-28']).toBe('Boxing Day (substitute day)');
  });

  test('are in the order of their dates, each a day that exists', () => {
    for (const [country, regions] of Object.entries(knownRegions()))
      for (const region of [undefined, ...regions]) {
        const outcome = holidayDates(region === undefined ? { country } : { country, region });
        const dates = outcome.ok ? outcome.value.map(({ date }) => date) : [];
        expect(dates).toEqual(dates.toSorted());
        expect(new Set(dates.map(date => date.slice(0, 4))).size).toBe(12);
        expect(dates.filter(date => new Date(date).toISOString().slice(0, 10) !== date)).toEqual([]);
      }
  });

  test('close a calendar as overrides without hours', () => {
    const overrides = Object.fromEntries(Object.keys(holidays({ country: 'DE' })).map(date => [date, []]));
    const week = { mon: [['09:00', '17:00']], fri: [['09:00', '17:00']] } as const;
    const range = { from: Date.parse('2026-03-01T00:00Z'), to: Date.parse('2026-05-01T00:00Z') };
    const calendar = compileCalendar({ zone: 'Europe/Berlin', hours: week, overrides }, range);
    // Good Friday and Easter Monday are closed: the Friday after is next.
    const due = deadline(calendar, Date.parse('2026-04-02T10:00Z'), HOUR);
    expect(new Date(due).toISOString()).toBe('2026-04-10T08:00:00.000Z');
  });
});

describe('the places', () => {
  test('are these countries, with all states, cantons and parts', () => {
    const known = knownRegions();
    expect(Object.keys(known).join(' ')).toBe('AT BE CH CZ DE DK ES FR GB IE IT LU NL PL PT SE US');
    expect([known['DE'], known['CH'], known['ES'], known['US']].map(list => list?.length)).toEqual([
      16, 26, 19, 51,
    ]);
    expect(known['GB']).toEqual(['ALD', 'ENG', 'NIR', 'SCT', 'WLS']);
    expect(known['LU']).toEqual([]);
  });

  test('that are unknown are refused with those that are known', () => {
    expect(holidayDates({ country: 'XX' })).toMatchObject({
      refusal: 'unknown-holidays',
      detail: { field: 'country', known: Object.keys(knownRegions()) },
    });
    const berlin = holidayDates({ country: 'DE', region: 'Berlin' });
    expect(berlin).toMatchObject({ refusal: 'unknown-holidays', detail: { field: 'region' } });
    expect(berlin.ok ? '' : berlin.detail?.['problem']).toMatch(/^Name one of BB, BE, /);
    expect(holidayDates({ country: 'LU', region: 'X' })).toMatchObject({
      detail: { problem: 'LU has no regions; leave it out.' },
    });
    expect(holidayDates({ country: 'constructor' }).ok).toBe(false);
  });
});

describe('the generated file', () => {
  test.each(['GB', 'IE', 'PL'])('says of %s what the package says', country => {
    const lines = holidayLines.trim().split('\n');
    expect(lines.filter(line => line.startsWith(country))).toEqual(linesOf(country));
  });

  test('names the version of the package it was made with', () => {
    const { devDependencies } = JSON.parse(textOf('package.json')) as {
      devDependencies: Record<string, string>;
    };
    expect(textOf('shared/domain/time/holiday-data.ts')).toContain(
      `date-holidays ${devDependencies['date-holidays']}\n`,
    );
  });
});
