import { describe, expect, test } from '@jest/globals';
import {
  aroundTheClock,
  BeyondCalendarError,
  calendarShelf,
  compileCalendar,
  deadline,
  elapsed,
  isOpen,
  nextOpening,
  openBetween,
} from '../../shared/domain/time/business-calendar.ts';
import type { CalendarSpec, DayHours } from '../../shared/domain/time/calendar-spec.ts';
import { days, isWithin } from '../../shared/domain/time/working-hours.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';

const at = (text: string) => Date.parse(text);
const shown = (instant: number | undefined) =>
  instant && new Date(instant).toISOString().replace(':00.000Z', 'Z');
const year = { from: at('2026-01-01T00:00Z'), to: at('2027-01-01T00:00Z') };
const daily = (...hours: DayHours) => Object.fromEntries(days.map(day => [day, hours]));
const workdays = (...hours: DayHours) =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, hours]));
const specOf = (spec: Partial<CalendarSpec>): CalendarSpec => ({
  zone: 'UTC',
  hours: daily(['00:00', '24:00']),
  overrides: {},
  ...spec,
});
const calendarOf = (spec: Partial<CalendarSpec>) => compileCalendar(specOf(spec), year);
const office = { hours: workdays(['09:00', '17:00']) };
const berlin = { zone: 'Europe/Berlin', hours: workdays(['09:00', '12:00'], ['13:00', '18:00']) };

describe('a deadline', () => {
  test('carries over the weekend what is left at closing', () => {
    const due = deadline(calendarOf(office), at('2026-06-05T16:30Z'), HOUR);
    expect(shown(due)).toBe('2026-06-08T09:30Z');
  });

  test('skips holidays, and starts at the opening when it is asked for at night', () => {
    const shop = calendarOf({
      hours: daily(['09:00', '21:00']),
      overrides: { '2026-06-02': [], '2026-06-04': [] },
    });
    // Day 0 is 1 June; days 1 and 3 are holidays.
    expect(shown(deadline(shop, at('2026-06-01T23:00Z'), 48 * HOUR))).toBe('2026-06-07T21:00Z');
  });

  test('gains nothing from midnight when it is open around the clock', () => {
    for (const calendar of [calendarOf({}), aroundTheClock]) {
      expect(shown(deadline(calendar, at('2026-06-05T23:30Z'), HOUR))).toBe('2026-06-06T00:30Z');
      expect(elapsed(calendar, at('2026-06-05T23:30Z'), at('2026-06-08T00:30Z'))).toBe(49 * HOUR);
    }
    expect(calendarOf({}).ends).toHaveLength(1);
  });

  test('goes through both changes of clocks', () => {
    const calendar = calendarOf(berlin);
    expect(shown(deadline(calendar, at('2026-03-27T14:00Z'), 240 * MINUTE))).toBe('2026-03-30T08:00Z');
    expect(shown(deadline(calendar, at('2026-10-23T14:00Z'), 240 * MINUTE))).toBe('2026-10-26T10:00Z');
  });

  test('that ends exactly at closing time is closing time, not the next opening', () => {
    expect(shown(deadline(calendarOf(office), at('2026-06-05T10:00Z'), 7 * HOUR))).toBe('2026-06-05T17:00Z');
    expect(shown(deadline(calendarOf(office), at('2026-06-05T10:00Z'), 7 * HOUR + 1))).toBe(
      '2026-06-08T09:00:00.001Z',
    );
  });

  test('of nothing is at once, by night too', () => {
    expect(shown(deadline(calendarOf(office), at('2026-06-06T03:00Z'), 0))).toBe('2026-06-06T03:00Z');
  });

  test('outside the compiled range is an error, never a guess', () => {
    const calendar = calendarOf(office);
    expect(() => deadline(calendar, at('2026-12-31T16:00Z'), 2 * HOUR)).toThrow(BeyondCalendarError);
    expect(() => deadline(calendar, at('2025-12-31T23:59Z'), HOUR)).toThrow(BeyondCalendarError);
    expect(() => deadline(calendar, Number.NaN, HOUR)).toThrow(BeyondCalendarError);
    expect(() => elapsed(calendar, year.from, year.to + 1)).toThrow(BeyondCalendarError);
    expect(() => deadline(calendarOf({ hours: {} }), year.from, 1)).toThrow(BeyondCalendarError);
    expect(() => deadline(calendar, year.from, -1)).toThrow('cannot pass');
    expect(elapsed(calendar, year.from, year.to)).toBe(261 * 8 * HOUR);
    expect(deadline(calendarOf({}), year.to - HOUR, HOUR)).toBe(year.to);
  });

  test('around the clock has no horizon', () => {
    expect(shown(deadline(aroundTheClock, at('1970-01-02T00:00Z'), 5_000 * 365 * DAY))).toMatch(/^6966-/);
    expect(elapsed(aroundTheClock, at('2026-06-05T00:00Z'), at('1950-01-01T00:00Z'))).toBe(0);
    expect(isOpen(aroundTheClock, -5)).toBe(true);
  });
});

describe('opening hours', () => {
  test('include the opening and exclude the closing', () => {
    const calendar = calendarOf(office);
    expect(isOpen(calendar, at('2026-06-05T09:00Z'))).toBe(true);
    expect(isOpen(calendar, at('2026-06-05T08:59:59.999Z'))).toBe(false);
    expect(isOpen(calendar, at('2026-06-05T16:59:59.999Z'))).toBe(true);
    expect(isOpen(calendar, at('2026-06-05T17:00Z'))).toBe(false);
  });

  test('say when it opens next, or that it does not', () => {
    const calendar = calendarOf({ ...office, overrides: { '2026-12-31': [] } });
    expect(shown(nextOpening(calendar, at('2026-06-05T12:00Z')))).toBe('2026-06-05T12:00Z');
    expect(shown(nextOpening(calendar, at('2026-06-05T17:00Z')))).toBe('2026-06-08T09:00Z');
    expect(nextOpening(calendar, at('2026-12-30T17:00Z'))).toBeUndefined();
  });

  test('of a stretch are clipped to it', () => {
    const open = (from: string, to: string) =>
      openBetween(calendarOf(berlin), at(from), at(to)).map(([start, end]) => [shown(start), shown(end)]);
    expect(open('2026-06-05T08:00Z', '2026-06-05T12:00Z')).toEqual([
      ['2026-06-05T08:00Z', '2026-06-05T10:00Z'],
      ['2026-06-05T11:00Z', '2026-06-05T12:00Z'],
    ]);
    expect(open('2026-06-05T10:00Z', '2026-06-05T11:00Z')).toEqual([]);
    expect(open('2026-06-05T09:00Z', '2026-06-05T09:00Z')).toEqual([]);
  });

  test('that overlap or touch are one, over midnight as well', () => {
    const calendar = calendarOf({
      hours: daily(['08:00', '12:00'], ['09:00', '10:00'], ['11:00', '24:00'], ['00:00', '02:00:30']),
    });
    expect(openBetween(calendar, at('2026-06-05T03:00Z'), at('2026-06-06T07:00Z'))).toEqual([
      [at('2026-06-05T08:00Z'), at('2026-06-06T02:00:30Z')],
    ]);
    const inner = calendarOf({ hours: daily(['08:00', '12:00'], ['09:00', '10:00']) });
    expect(elapsed(inner, at('2026-06-05T00:00Z'), at('2026-06-06T00:00Z'))).toBe(4 * HOUR);
  });

  test('of a date take the place of the weekday’s, and the night before still runs out', () => {
    const night = {
      hours: daily(['22:00', '06:00']),
      overrides: { '2026-06-05': [], '2026-06-09': [['10:00', '11:00']] },
    } as const;
    const calendar = calendarOf(night);
    expect(isOpen(calendar, at('2026-06-05T05:59Z'))).toBe(true);
    expect(shown(nextOpening(calendar, at('2026-06-05T06:00Z')))).toBe('2026-06-06T22:00Z');
    expect(isOpen(calendar, at('2026-06-09T10:30Z'))).toBe(true);
    expect(isOpen(calendar, at('2026-06-09T23:00Z'))).toBe(false);
  });

  test('that end where they start last a whole day', () => {
    const calendar = calendarOf({ hours: { fri: [['08:00', '08:00']] } });
    expect(elapsed(calendar, at('2026-06-01T00:00Z'), at('2026-06-08T00:00Z'))).toBe(DAY);
  });

  test('are what the clock on the wall says, minute by minute', () => {
    const hours = { fri: [['22:30', '04:00']], sat: [['05:15', '11:45']] } as const;
    for (const zone of ['Asia/Kathmandu', 'Australia/Eucla', 'Pacific/Marquesas', 'America/St_Johns']) {
      const calendar = calendarOf({ zone, hours });
      for (let minute = at('2026-06-05T00:00Z'); minute < at('2026-06-07T12:00Z'); minute += MINUTE)
        expect([minute, isOpen(calendar, minute)]).toEqual([minute, isWithin(hours, zone, minute)]);
    }
  });
});

describe('the shelf of calendars', () => {
  const spec = specOf(berlin);
  const day = (date: string) => ({ from: at(`${date}T00:00Z`), to: at(`${date}T00:00Z`) + DAY });

  test('compiles once for what lies near, and wider for what lies beyond', () => {
    const calendar = calendarShelf();
    const first = calendar('berlin@3', spec, day('2026-06-05'));
    expect(calendar('berlin@3', spec, day('2026-06-06'))).toBe(first);
    const wider = calendar('berlin@3', spec, day('2029-06-05'));
    expect(elapsed(wider, at('2026-06-05T00:00Z'), at('2026-06-06T00:00Z'))).toBe(8 * HOUR);
    expect(calendar('berlin@3', spec, day('2026-06-05'))).toBe(wider);
  });

  test('keeps versions apart, and lets go of the one not asked for longest', () => {
    const calendar = calendarShelf(2);
    const first = calendar('berlin@1', spec, day('2026-06-05'));
    const second = calendar('berlin@2', specOf(office), day('2026-06-05'));
    expect(second).not.toBe(first);
    calendar('berlin@1', spec, day('2026-06-05'));
    calendar('berlin@3', spec, day('2026-06-05'));
    expect(calendar('berlin@1', spec, day('2026-06-05'))).toBe(first);
    expect(calendar('berlin@2', specOf(office), day('2026-06-05'))).not.toBe(second);
  });
});
