import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { closuresFromIcal } from '../../functions/promises/closures-from-ical.ts';
import { DAY } from '../../shared/kernel/instant.ts';

const window = {
  zone: 'Europe/Berlin',
  from: Date.parse('2026-01-01T00:00Z'),
  to: Date.parse('2027-12-31T12:00Z'),
};
const calendarOf = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const eventOf = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:one', 'SUMMARY:Closed', ...lines, 'END:VEVENT'];
const take = (text: string, given = window) => closuresFromIcal(text, given);

/** The dates of one event, or the refusal. */
function dates(...lines: string[]): string[] | string {
  const outcome = take(calendarOf(...eventOf(...lines)));
  return outcome.ok
    ? outcome.value.map(({ date }) => date)
    : `${outcome.refusal}: ${outcome.detail?.['problem']}`;
}
const start = (day: string) => `DTSTART;VALUE=DATE:${day}`;

describe('an all-day event closes', () => {
  test('its days: the end is the first day that is open again', () => {
    expect(dates(start('20261224'), 'DTEND;VALUE=DATE:20261227')).toEqual([
      '2026-12-24',
      '2026-12-25',
      '2026-12-26',
    ]);
    expect(dates(start('20261224'), 'DTEND;VALUE=DATE:20261225')).toEqual(['2026-12-24']);
  });

  test('one day when it tells no end, or an end that is not after its start', () => {
    expect(dates(start('20261224'))).toEqual(['2026-12-24']);
    expect(dates(start('20261224'), 'DTEND;VALUE=DATE:20261224')).toEqual(['2026-12-24']);
  });

  test('as long as its duration says', () => {
    expect(dates(start('20261224'), 'DURATION:P2D')).toEqual(['2026-12-24', '2026-12-25']);
    expect(dates(start('20261224'), 'DURATION:P1W')).toHaveLength(7);
    expect(dates(start('20261224'), 'DURATION:soon')).toMatch(/^not-a-calendar: DURATION is none/);
  });

  test('what lies within the window, though it began before', () => {
    expect(dates(start('20251228'), 'DTEND;VALUE=DATE:20260103')).toEqual(['2026-01-01', '2026-01-02']);
    expect(dates(start('20271230'), 'DTEND;VALUE=DATE:20280103')).toEqual(['2027-12-30', '2027-12-31']);
    expect(dates(start('20250101'))).toEqual([]);
  });

  test('nothing when it is cancelled', () => {
    expect(dates(start('20261224'), 'STATUS:CANCELLED')).toEqual([]);
    expect(dates(start('20261224'), 'STATUS:CONFIRMED')).toEqual(['2026-12-24']);
  });
});

describe('an event with times', () => {
  test('closes the days it lasts from midnight to midnight on the zone’s clocks', () => {
    expect(dates('DTSTART:20261224T000000', 'DTEND:20261226T000000')).toEqual(['2026-12-24', '2026-12-25']);
    expect(dates('DTSTART:20261223T230000Z', 'DTEND:20261224T230000Z')).toEqual(['2026-12-24']);
    expect(
      dates('DTSTART;TZID=Europe/London:20261223T230000', 'DTEND;TZID=Europe/London:20261224T230000'),
    ).toEqual(['2026-12-24']);
    expect(dates('DTSTART;TZID="W. Europe Standard Time":20261224T000000', 'DURATION:PT24H')).toEqual([
      '2026-12-24',
    ]);
  });

  test('of some hours, or by another zone’s midnight, closes nothing', () => {
    expect(dates('DTSTART:20261224T120000', 'DTEND:20261226T000000')).toEqual([]);
    expect(dates('DTSTART:20261224T000000Z', 'DTEND:20261225T000000Z')).toEqual([]);
    expect(dates('DTSTART:20261224T000000')).toEqual([]);
  });
});

describe('an event that repeats closes', () => {
  test('each of its days within the window', () => {
    expect(dates(start('20100101'), 'RRULE:FREQ=YEARLY')).toEqual(['2026-01-01', '2027-01-01']);
    expect(dates(start('20100528'), 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1FR')).toEqual([
      '2026-05-29',
      '2027-05-28',
    ]);
    expect(dates(start('20200229'), 'RRULE:FREQ=YEARLY')).toEqual([]);
  });

  test('all days of each time, those of one that began before the window too', () => {
    expect(dates(start('20191231'), 'DTEND;VALUE=DATE:20200102', 'RRULE:FREQ=YEARLY')).toEqual([
      ...['2026-01-01', '2026-12-31', '2027-01-01', '2027-12-31'],
    ]);
  });

  test('as often as it says, its first day counted, or until its last day', () => {
    expect(dates(start('20261201'), 'RRULE:FREQ=DAILY;INTERVAL=2;COUNT=3')).toEqual([
      '2026-12-01',
      '2026-12-03',
      '2026-12-05',
    ]);
    expect(dates(start('20251230'), 'RRULE:FREQ=DAILY;COUNT=3')).toEqual(['2026-01-01']);
    expect(dates(start('20261201'), 'RRULE:FREQ=WEEKLY;UNTIL=20261215')).toEqual([
      '2026-12-01',
      '2026-12-08',
      '2026-12-15',
    ]);
    expect(dates(start('20261201'), 'RRULE:FREQ=WEEKLY;UNTIL=20261214T225959Z')).toEqual([
      '2026-12-01',
      '2026-12-08',
    ]);
  });

  test('the last working day of a month', () => {
    const rule = 'RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3';
    expect(dates(start('20260130'), rule)).toEqual(['2026-01-30', '2026-02-27', '2026-03-31']);
  });

  test('dates of its own besides, and not on dates left out', () => {
    expect(
      dates(
        start('20261224'),
        'RRULE:FREQ=DAILY;COUNT=3',
        'EXDATE;VALUE=DATE:20261225',
        'RDATE;VALUE=DATE:20261231',
      ),
    ).toEqual([...['2026-12-24', '2026-12-26', '2026-12-31']]);
  });

  test('where one time was moved to, and not where a time was called off', () => {
    const series = [start('20261201'), 'RRULE:FREQ=WEEKLY;COUNT=3'];
    const moved = eventOf(start('20261210'), 'RECURRENCE-ID;VALUE=DATE:20261208');
    const off = eventOf(start('20261215'), 'RECURRENCE-ID;VALUE=DATE:20261215', 'STATUS:CANCELLED');
    expect(take(calendarOf(...eventOf(...series), ...moved, ...off))).toMatchObject({
      value: [{ date: '2026-12-01' }, { date: '2026-12-10' }],
    });
  });

  test('the days that another reader of iCalendar finds', () => {
    const some = (values: readonly (string | number)[], most = 3) =>
      fc
        .uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: most })
        .map(list => list.join(','));
    const dayNames = some(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']);
    const rule = fc.oneof(
      fc.nat(20).map(n => `FREQ=DAILY;INTERVAL=${n + 1}`),
      dayNames.map(days => `FREQ=DAILY;BYDAY=${days}`),
      fc
        .tuple(fc.nat(4), dayNames, fc.constantFrom('MO', 'SU'))
        .map(([n, days, first]) => `FREQ=WEEKLY;INTERVAL=${n + 1};BYDAY=${days};WKST=${first}`),
      fc
        .tuple(fc.nat(4), some([1, 2, 15, 28, -1, -7]))
        .map(([n, days]) => `FREQ=MONTHLY;INTERVAL=${n + 1};BYMONTHDAY=${days}`),
      some(['1MO', '2TU', '-1FR', '3SU', '-2WE']).map(days => `FREQ=MONTHLY;BYDAY=${days}`),
      fc
        .tuple(some([1, 3, 6, 12]), some([1, 14, 28]))
        .map(([months, days]) => `FREQ=YEARLY;BYMONTH=${months};BYMONTHDAY=${days}`),
      fc
        .tuple(some([2, 5, 11]), some(['1MO', '-1FR', '4TH']))
        .map(([months, days]) => `FREQ=YEARLY;BYMONTH=${months};BYDAY=${days}`),
    );
    const limit = fc.oneof(
      fc.constant(''),
      fc.integer({ min: 2, max: 60 }).map(n => `;COUNT=${n}`),
    );
    fc.assert(
      fc.property(fc.nat(800), rule, limit, (days, base, limited) => {
        const recurrence = ICAL.Recur.fromString(base + limited);
        const some = new Date(Date.parse('2024-06-01T00:00Z') + days * DAY).toISOString().slice(0, 10);
        // A rule and its first day are to agree: what comes of others is left open by RFC 5545.
        const first = ICAL.Recur.fromString(base).iterator(ICAL.Time.fromDateString(some)).next();
        const found: string[] = [];
        const iterator = recurrence.iterator(first);
        for (let next = iterator.next(); next && next.year < 2028; next = iterator.next())
          if (next.year >= 2026) found.push(next.toString());
        expect(dates(start(first.toICALString()), `RRULE:${base}${limited}`)).toEqual(found.toSorted());
      }),
      { numRuns: 200 },
    );
  });
});
