import { describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { BeyondCalendarError } from '../../shared/domain/time/business-calendar.ts';
import {
  type ContactTimes,
  deadlineInWindow,
  firstInWindow,
  lastBusinessDayOnOrBefore,
  retryTimes,
  windowOf,
} from '../../shared/domain/time/contact-window.ts';
import { DAY, HOUR, type Instant } from '../../shared/kernel/instant.ts';

const NOW = Date.parse('2026-11-23T09:00Z');
const BERLIN: ContactTimes = { zone: 'Europe/Berlin', country: 'DE' };
const window = (given: Partial<ContactTimes> = {}) => windowOf({ ...BERLIN, ...given, now: NOW });
const at = (wall: string, zone = 'Europe/Berlin'): Instant =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds;
const wall = (instant: Instant | undefined, zone = 'Europe/Berlin') =>
  instant === undefined
    ? undefined
    : Temporal.Instant.fromEpochMilliseconds(instant)
        .toZonedDateTimeISO(zone)
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' });
const first = (when: string, given: Partial<ContactTimes> = {}) =>
  wall(firstInWindow(window(given), at(when, given.zone)), given.zone);

describe('a contact may be called', () => {
  test('from nine to six on the wall where they are, Monday to Friday', () => {
    expect(first('2026-11-23T08:59')).toBe('2026-11-23T09:00');
    expect(first('2026-11-23T17:59')).toBe('2026-11-23T17:59');
    expect(first('2026-11-27T18:00')).toBe('2026-11-30T09:00');
    expect(first('2026-11-23T05:00', { zone: 'Asia/Kathmandu', country: 'NP' })).toBe('2026-11-23T09:00');
    expect(first('2026-11-23T03:00', { zone: 'America/New_York', country: 'US' })).toBe('2026-11-23T09:00');
  });

  test('not on public holidays of their country, and on every weekday where no country is known', () => {
    expect(first('2026-12-25T10:00')).toBe('2026-12-28T09:00');
    expect(first('2026-11-26T10:00', { zone: 'America/New_York', country: 'US' })).toBe('2026-11-27T09:00');
    expect(first('2026-12-25T10:00', { country: undefined })).toBe('2026-12-25T10:00');
    expect(first('2026-12-25T10:00', { country: 'XX' })).toBe('2026-12-25T10:00');
  });

  test('in the hours they chose, also by weekday; never, when they chose none', () => {
    expect(first('2026-11-23T09:30', { hours: [['14:00', '15:00']] })).toBe('2026-11-23T14:00');
    expect(first('2026-11-23T09:30', { hours: { sat: [['10:00', '12:00']] } })).toBe('2026-11-28T10:00');
    expect(first('2026-11-23T09:30', { hours: [] })).toBeUndefined();
  });

  test('within so much open time, counted on their clocks', () => {
    expect(wall(deadlineInWindow(window(), at('2026-11-27T16:00'), 4 * HOUR))).toBe('2026-11-30T11:00');
    expect(() => deadlineInWindow(window(), NOW + 600 * DAY, HOUR)).toThrow(BeyondCalendarError);
  });
});

describe('after nobody answered', () => {
  const tries = (when: string) => {
    const [found, firstAt] = [[] as (string | undefined)[], at(when)];
    let last: Instant | undefined = firstAt;
    for (let n = 1; last !== undefined && n < 9; n++) {
      last = retryTimes(window(), { n, at: last, firstAt });
      found.push(wall(last));
    }
    return found;
  };

  test('it is tried two hours later, on the next morning and on the third day, and then no more', () => {
    expect(tries('2026-11-23T10:00')).toEqual([
      ...['2026-11-23T12:00', '2026-11-24T09:00', '2026-11-25T09:00', undefined],
    ]);
  });

  test('each time is moved into the window, and none comes before the one before it', () => {
    expect(tries('2026-11-26T17:00')).toEqual([
      ...['2026-11-27T09:00', '2026-11-30T09:00', '2026-12-01T09:00', undefined],
    ]);
    expect(tries('2026-12-23T17:30')).toEqual([
      ...['2026-12-24T09:00', '2026-12-28T09:00', '2026-12-29T09:00', undefined],
    ]);
  });

  test('the third day counts from the first try', () => {
    const third = retryTimes(window(), { n: 3, at: at('2026-11-23T15:00') });
    expect(wall(third)).toBe('2026-11-25T09:00');
  });
});

describe('the last business day', () => {
  const last = (when: string, given: Partial<ContactTimes> = {}) => {
    const found = lastBusinessDayOnOrBefore(window(given), at(when, given.zone));
    return found && [wall(found.from, given.zone), wall(found.to, given.zone)];
  };

  test('is the day itself when it is open then, whatever the hour', () => {
    for (const hour of ['00:00', '12:00', '23:59'])
      expect(last(`2026-11-24T${hour}`)).toEqual(['2026-11-24T09:00', '2026-11-24T18:00']);
  });

  test('is the open day before a weekend or holidays', () => {
    expect(last('2026-11-29T08:00')).toEqual(['2026-11-27T09:00', '2026-11-27T18:00']);
    expect(last('2026-12-27T20:00')).toEqual(['2026-12-24T09:00', '2026-12-24T18:00']);
  });

  test('goes by the local date, and from the first opening to the last closing', () => {
    const given = {
      zone: 'Pacific/Auckland',
      country: 'NZ',
      hours: [
        ['09:00', '12:00'],
        ['13:00', '16:00'],
      ] as const,
    };
    const sunday = at('2026-11-28T23:30', 'UTC');
    const found = lastBusinessDayOnOrBefore(window(given), sunday);
    expect([wall(found?.from, given.zone), wall(found?.to, given.zone)]).toEqual([
      ...['2026-11-27T09:00', '2026-11-27T16:00'],
    ]);
  });

  test('is none where a contact can never be called', () => {
    expect(last('2026-11-24T10:00', { hours: [] })).toBeUndefined();
  });
});
