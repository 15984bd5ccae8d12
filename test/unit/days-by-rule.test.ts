import { describe, expect, test } from '@jest/globals';
import { holidayDates } from '../../shared/domain/time/holidays.ts';
import { ruleOf } from '../../shared/domain/time/ical-rule.ts';
import { isZoneName, stampsOf, textOf, wallTimes } from '../../shared/domain/time/ical-values.ts';
import {
  dayOfText,
  dayText,
  instantOnDay,
  isWorkday,
  localDayOf,
  workdayOnOrBefore,
} from '../../shared/domain/time/local-days.ts';
import { type DayRule, daysLookedAt, repeatedDays } from '../../shared/domain/time/repeated-days.ts';

const bare = { interval: 1, months: [], monthDays: [], weekdays: [], positions: [], weekStart: 0 } as const;
const rule = (frequency: DayRule['frequency'], part: Partial<DayRule> = {}): DayRule => ({
  ...{ ...bare, frequency },
  ...part,
});
const on = (weekday: number, nth = 0) => ({ weekday, nth });
const range = (from: string, to: string) => ({ from: dayOfText(from), to: dayOfText(to) });
const days = (one: DayRule, first: string, from = '2026-01-01', to = '2026-12-31') =>
  repeatedDays(one, dayOfText(first), range(from, to)).map(day => dayText(day).slice(from < '2026' ? 0 : 5));

describe('days that repeat', () => {
  test('each day, or each so many, from the first on', () => {
    expect(days(rule('DAILY'), '2026-12-29')).toEqual(['12-29', '12-30', '12-31']);
    expect(days(rule('DAILY', { interval: 3 }), '2026-12-24')).toEqual(['12-24', '12-27', '12-30']);
    expect(days(rule('DAILY', { interval: 3 }), '2025-12-30', '2026-01-01', '2026-01-08')).toEqual([
      '01-02',
      '01-05',
      '01-08',
    ]);
    expect(days(rule('DAILY', { weekdays: [on(0)] }), '2026-12-20')).toEqual(['12-20', '12-21', '12-28']);
    expect(days(rule('DAILY', { months: [12] }), '2026-11-29', '2026-11-01', '2026-12-02')).toEqual([
      '11-29',
      '12-01',
      '12-02',
    ]);
  });

  test('end with their count or their last day, the first counted', () => {
    expect(days(rule('DAILY', { count: 2 }), '2026-12-24')).toEqual(['12-24', '12-25']);
    expect(days(rule('DAILY', { count: 3 }), '2025-12-31', '2026-01-01')).toEqual(['01-01', '01-02']);
    expect(days(rule('DAILY', { until: dayOfText('2026-12-25') }), '2026-12-24')).toEqual(['12-24', '12-25']);
    expect(days(rule('DAILY'), '2027-01-05')).toEqual([]);
    expect(days(rule('YEARLY'), '2026-12-31')).toEqual(['12-31']);
    expect(days(rule('YEARLY'), '2026-01-01', '2026-01-01', '2026-01-01')).toEqual(['01-01']);
  });

  test('each week on the weekday of the first, or on those named, by weeks that begin where the rule says', () => {
    expect(days(rule('WEEKLY'), '2026-12-17')).toEqual(['12-17', '12-24', '12-31']);
    expect(days(rule('WEEKLY', { weekdays: [on(6), on(1)] }), '2026-12-22')).toEqual([
      '12-22',
      '12-27',
      '12-29',
    ]);
    const second = { interval: 2, weekdays: [on(1), on(6)] };
    expect(days(rule('WEEKLY', second), '2026-12-01', '2026-12-01', '2026-12-21')).toEqual([
      '12-01',
      '12-06',
      '12-15',
      '12-20',
    ]);
    expect(
      days(rule('WEEKLY', { ...second, weekStart: 6 }), '2026-12-01', '2026-12-01', '2026-12-21'),
    ).toEqual([...['12-01', '12-13', '12-15']]);
    expect(days(rule('WEEKLY', { interval: 2 }), '2026-01-05', '2026-12-01', '2026-12-31')).toEqual([
      '12-07',
      '12-21',
    ]);
  });

  test('each month on the day of the first, or on days counted from either end', () => {
    expect(days(rule('MONTHLY'), '2026-10-31')).toEqual(['10-31', '12-31']);
    expect(days(rule('MONTHLY', { monthDays: [-1, 2] }), '2026-11-02')).toEqual([
      '11-02',
      '11-30',
      '12-02',
      '12-31',
    ]);
    expect(days(rule('MONTHLY', { weekdays: [on(4, -1)] }), '2026-10-30')).toEqual([
      '10-30',
      '11-27',
      '12-25',
    ]);
    expect(days(rule('MONTHLY', { weekdays: [on(0, 2)] }), '2026-11-09')).toEqual(['11-09', '12-14']);
    expect(
      days(
        rule('MONTHLY', { weekdays: [on(0), on(1), on(2), on(3), on(4)], positions: [1, -1] }),
        '2026-12-01',
      ),
    ).toEqual(['12-01', '12-31']);
    expect(days(rule('MONTHLY', { interval: 5 }), '2024-01-15', '2026-01-01')).toEqual([
      '02-15',
      '07-15',
      '12-15',
    ]);
  });

  test('each year on the date of the first, or by its months, weekdays and days', () => {
    expect(days(rule('YEARLY'), '2024-12-24', '2025-01-01', '2027-01-01')).toEqual([
      '2025-12-24',
      '2026-12-24',
    ]);
    expect(days(rule('YEARLY'), '2024-02-29', '2025-01-01', '2029-01-01')).toEqual(['2028-02-29']);
    expect(days(rule('YEARLY', { months: [4, 11] }), '2025-11-03')).toEqual(['04-03', '11-03']);
    expect(days(rule('YEARLY', { weekdays: [on(3, 1)] }), '2025-01-02')).toEqual(['01-01']);
    expect(days(rule('YEARLY', { weekdays: [on(3, -1)] }), '2025-12-25')).toEqual(['12-31']);
    expect(days(rule('YEARLY', { months: [11], weekdays: [on(3, 4)] }), '2025-11-27')).toEqual(['11-26']);
    expect(days(rule('YEARLY', { interval: 2 }), '2023-05-01', '2024-01-01', '2028-01-01')).toEqual([
      '2025-05-01',
      '2027-05-01',
    ]);
  });

  test('are looked for over no more days than the range has, and two years', () => {
    const first = dayOfText('2026-01-01');
    const looked = (part: Partial<DayRule>, from: number, to: number) =>
      daysLookedAt(rule('DAILY', part), first, { from: first + from, to: first + to });
    expect(looked({}, 10, 30)).toBe(20 + 732);
    expect(looked({}, -10, 30)).toBe(30 + 732);
    expect(looked({ count: 9 }, 10, 30)).toBe(30 + 732);
    expect(looked({}, -30, -10)).toBe(732);
  });
});

describe('a rule of a calendar file', () => {
  const read = (value: object) => ruleOf(['rrule', {}, 'recur', value] as never, 'Europe/Berlin');

  test('is read in all its parts', () => {
    const value = {
      freq: 'MONTHLY',
      interval: 2,
      count: 5,
      bymonth: [1, 12],
      bymonthday: -31,
      byday: ['MO', '-1FR', '+2SU', '10TU'],
    };
    expect(read({ ...value, bysetpos: [1, -366], wkst: 1, until: '2026-12-24' })).toEqual({
      ...{ frequency: 'MONTHLY', interval: 2, count: 5, months: [1, 12], monthDays: [-31] },
      ...{ weekdays: [on(0), on(4, -1), on(6, 2), on(1, 10)], positions: [1, -366], weekStart: 6 },
      until: dayOfText('2026-12-24'),
    });
    expect(read({ freq: 'DAILY' })).toEqual({ ...bare, frequency: 'DAILY' });
    expect(read({ freq: 'DAILY', wkst: 2 }).weekStart).toBe(0);
    expect(read({ freq: 'DAILY', until: '2026-12-24T23:30:00Z' }).until).toBe(dayOfText('2026-12-25'));
  });

  test.each([
    [{ freq: 'HOURLY' }, 'Days cannot repeat by HOURLY.'],
    [{}, 'Days cannot repeat by no frequency.'],
    [{ freq: 'DAILY', byweekno: 1 }, 'Days cannot repeat by byweekno.'],
    [{ freq: 'x'.repeat(50) }, `Days cannot repeat by ${'x'.repeat(20)}.`],
    [{ freq: 'DAILY', interval: 0 }, 'not from 1 to 1000'],
    [{ freq: 'DAILY', interval: 1_001 }, 'not from 1 to 1000'],
    [{ freq: 'DAILY', interval: 1.5 }, 'not from 1 to 1000'],
    [{ freq: 'DAILY', interval: '2' }, 'not from 1 to 1000'],
    [{ freq: 'DAILY', count: 0 }, 'not from 1 to 1000000'],
    [{ freq: 'DAILY', bymonth: 13 }, 'not from 1 to 12'],
    [{ freq: 'DAILY', bymonthday: 32 }, 'not from -31 to 31'],
    [{ freq: 'DAILY', byday: 'XX' }, 'not from 0 to 6'],
    [{ freq: 'DAILY', byday: 'MOX' }, 'not from 0 to 6'],
    [{ freq: 'DAILY', byday: 'XMO' }, 'not from 0 to 6'],
    [{ freq: 'DAILY', byday: '54MO' }, 'not from -53 to 53'],
    [{ freq: 'DAILY', bymonth: Array(13).fill(1) }, 'lists too much'],
  ])('%j is refused: %s', (value, problem) => {
    expect(() => read(value)).toThrow(problem);
  });

  test('lists no more than a rule can need', () => {
    expect(read({ freq: 'DAILY', bymonth: Array(12).fill(1) }).months).toHaveLength(12);
  });
});

describe('a time of a calendar file', () => {
  const stamps = (value: unknown, tzid?: string) =>
    stampsOf(['dtstart', tzid ? { tzid } : {}, 'date-time', value] as never);
  const at = (text: string) => Date.parse(`${text}Z`);

  test('is a date, a time of the place, or one of the world', () => {
    expect(stamps('2026-12-24')).toEqual([{ wall: at('2026-12-24T00:00:00'), is: 'date' }]);
    expect(stamps('2026-12-24T10:00:00')).toEqual([{ wall: at('2026-12-24T10:00:00'), is: 'local' }]);
    expect(stamps('2026-12-24T10:00:00Z')).toMatchObject([{ is: 'utc' }]);
    expect(stamps('2026-12-24T10:00:00', 'X')).toMatchObject([{ is: 'local', tzid: 'X' }]);
  });

  test.each(['1899-12-31', '2200-01-01', '2026-13-01', 'x2026-12-24', '2026-12-24T10:00:00Zx', 'soon', 7])(
    'is none: %j',
    value => {
      expect(() => stamps(value)).toThrow('DTSTART has no date between 1900 and 2199.');
    },
  );

  test('is told by the wall of another zone', () => {
    const wall = (value: string, tzid?: string) =>
      wallTimes(['dtstart', tzid ? { tzid } : {}, 'x', value] as never, 'Europe/Berlin')[0];
    expect(wall('2026-07-01T10:00:00')).toBe(at('2026-07-01T10:00:00'));
    expect(wall('2026-07-01T10:00:00Z')).toBe(at('2026-07-01T12:00:00'));
    expect(wall('2026-07-01T10:00:00', 'America/New_York')).toBe(at('2026-07-01T16:00:00'));
    expect(wall('2026-07-01T10:00:00', 'Nowhere')).toBe(at('2026-07-01T10:00:00'));
    expect(wall('2026-07-01', 'America/New_York')).toBe(at('2026-07-01T00:00:00'));
    expect([isZoneName('Europe/Berlin'), isZoneName('+01:00'), isZoneName('Nowhere')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([textOf('a'), textOf(['a', 'b']), textOf(7), textOf([])]).toEqual(['a', 'a', '', '']);
  });
});

describe('a day of a place', () => {
  test('begins at its own midnight, and has hours since then', () => {
    const day = dayOfText('2026-07-01');
    expect(new Date(instantOnDay('Europe/Berlin', day)).toISOString()).toBe('2026-06-30T22:00:00.000Z');
    expect(new Date(instantOnDay('Europe/Berlin', day, 9 * 3_600_000)).toISOString()).toBe(
      '2026-07-01T07:00:00.000Z',
    );
    const springs = dayOfText('2026-03-29');
    expect(new Date(instantOnDay('Europe/Berlin', springs, 12 * 3_600_000)).toISOString()).toBe(
      '2026-03-29T10:00:00.000Z',
    );
    expect(localDayOf('Asia/Tokyo', Date.parse('2026-07-01T15:00:00Z'))).toBe(day + 1);
  });

  test('is a working day from Monday to Friday but for holidays of the country', () => {
    const works = (text: string, country?: string) => isWorkday(dayOfText(text), country);
    expect(
      ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27', '2026-12-28'].map(day => works(day, 'DE')),
    ).toEqual([...[true, false, false, false, true]]);
    expect([works('2026-12-25'), works('2026-12-26'), works('2026-12-25', 'XX')]).toEqual([
      true,
      false,
      true,
    ]);
    expect([works('2026-10-12', 'ES'), works('2026-10-12', 'DE')]).toEqual([false, true]);
    expect(dayText(workdayOnOrBefore(dayOfText('2026-12-27'), 'DE'))).toBe('2026-12-24');
    expect(dayText(workdayOnOrBefore(dayOfText('2026-12-27'), undefined))).toBe('2026-12-25');
    expect(dayText(workdayOnOrBefore(dayOfText('2026-12-24'), 'DE'))).toBe('2026-12-24');
  });

  test('is a holiday by the country and the region, in order', () => {
    const of = (place: Parameters<typeof holidayDates>[0]) => {
      const answer = holidayDates(place);
      return answer.ok
        ? answer.value.map(({ date }) => date).filter(date => date.startsWith('2026-'))
        : answer.refusal;
    };
    const germany = of({ country: 'DE' });
    expect(germany).toEqual([
      ...['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25', '2026-10-03'],
      ...['2026-12-25', '2026-12-26'],
    ]);
    const berlin = of({ country: 'DE', region: 'BE' });
    expect(berlin).toEqual([...germany, '2026-03-08'].sort());
    expect([of({ country: 'XX' }), of({ country: 'DE', region: 'XX' })]).toEqual([
      'unknown-holidays',
      'unknown-holidays',
    ]);
  });
});
