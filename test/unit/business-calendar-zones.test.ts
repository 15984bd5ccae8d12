import { describe, expect, test } from '@jest/globals';
import {
  compileCalendar,
  deadline,
  elapsed,
  openBetween,
} from '../../shared/domain/time/business-calendar.ts';
import { type CalendarSpec, checkCalendar, type DayHours } from '../../shared/domain/time/calendar-spec.ts';
import { days } from '../../shared/domain/time/working-hours.ts';
import { zoneOffsets } from '../../shared/domain/time/zone-offsets.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { changesOfClocks } from '../support/calendar-oracle.ts';

const at = (text: string) => Date.parse(text);
const shown = (instant: number) => new Date(instant).toISOString().replace(':00.000Z', 'Z');
const daily = (...hours: DayHours) => Object.fromEntries(days.map(day => [day, hours]));

/** What is open around a date, for hours that are the same every day. */
function openAround(zone: string, date: string, ...hours: DayHours): string[] {
  const middle = at(`${date}T12:00Z`);
  const range = { from: middle - 2 * DAY, to: middle + 2 * DAY };
  const spec = { zone, hours: {}, overrides: { [date]: hours } };
  return openBetween(compileCalendar(spec, range), range.from, range.to).map(
    ([from, to]) => `${shown(from)} ${shown(to)}`,
  );
}

describe('hours on a day of changing clocks', () => {
  test('that do not exist move forward by the length of the gap', () => {
    const gap = (...hours: DayHours) => openAround('Europe/Berlin', '2026-03-29', ...hours);
    expect(gap(['02:00', '02:30'])).toEqual(['2026-03-29T01:00Z 2026-03-29T01:30Z']);
    expect(gap(['01:30', '02:30'])).toEqual(['2026-03-29T00:30Z 2026-03-29T01:30Z']);
    expect(gap(['02:15', '04:00'])).toEqual(['2026-03-29T01:15Z 2026-03-29T02:00Z']);
    // The start moves to 03:15, behind the end: nothing is left.
    expect(gap(['02:15', '03:00'])).toEqual([]);
    // Both are 03:00 to 03:30 then.
    expect(gap(['02:00', '02:30'], ['03:15', '03:45'])).toEqual(['2026-03-29T01:00Z 2026-03-29T01:45Z']);
  });

  test('that come twice are the first ones', () => {
    const twice = (...hours: DayHours) => openAround('Europe/Berlin', '2026-10-25', ...hours);
    expect(twice(['02:00', '02:30'])).toEqual(['2026-10-25T00:00Z 2026-10-25T00:30Z']);
    expect(twice(['02:30', '03:00'])).toEqual(['2026-10-25T00:30Z 2026-10-25T02:00Z']);
    expect(twice(['00:00', '24:00'])).toEqual(['2026-10-24T22:00Z 2026-10-25T23:00Z']);
  });

  test('follow half an hour on Lord Howe and two hours at Troll', () => {
    expect(openAround('Australia/Lord_Howe', '2026-10-04', ['02:00', '03:00'])).toEqual([
      '2026-10-03T15:30Z 2026-10-03T16:00Z',
    ]);
    expect(openAround('Antarctica/Troll', '2026-03-29', ['00:30', '04:00'])).toEqual([
      '2026-03-29T00:30Z 2026-03-29T02:00Z',
    ]);
  });

  test('follow a day without midnight in Beirut and one with two in Havana', () => {
    expect(openAround('Asia/Beirut', '2026-03-29', ['00:00', '24:00'])).toEqual([
      '2026-03-28T22:00Z 2026-03-29T21:00Z',
    ]);
    expect(openAround('America/Havana', '2026-11-01', ['00:00', '24:00'])).toEqual([
      '2026-11-01T04:00Z 2026-11-02T05:00Z',
    ]);
  });

  test('know that Casablanca put its clocks back for good on 20 September 2026, which no flag of summer time tells', () => {
    expect(openAround('Africa/Casablanca', '2026-09-20', ['01:30', '05:00'])).toEqual([
      '2026-09-20T00:30Z 2026-09-20T05:00Z',
    ]);
    const calendar = compileCalendar(
      { zone: 'Africa/Casablanca', hours: daily(['00:00', '06:00']), overrides: {} },
      { from: at('2026-09-01T00:00Z'), to: at('2026-10-01T00:00Z') },
    );
    expect(elapsed(calendar, at('2026-09-19T12:00Z'), at('2026-09-20T12:00Z'))).toBe(7 * HOUR);
    expect(shown(deadline(calendar, at('2026-09-19T12:00Z'), 7 * HOUR))).toBe('2026-09-20T06:00Z');
  });

  test('of the day that Apia skipped lie a day later, as any time that does not exist moves', () => {
    expect(openAround('Pacific/Apia', '2011-12-30', ['09:00', '17:00'])).toEqual([
      '2011-12-30T19:00Z 2011-12-31T03:00Z',
    ]);
  });

  test('have no summer time in Kathmandu, but three quarters of an hour', () => {
    expect(openAround('Asia/Kathmandu', '2026-06-05', ['09:00', '17:00:15'])).toEqual([
      '2026-06-05T03:15Z 2026-06-05T11:15:15.000Z',
    ]);
  });
});

describe('offsets of zones', () => {
  test('change at the very seconds at which Temporal says so', () => {
    const range = { from: at('2015-01-01T00:00Z'), to: at('2030-01-01T00:00Z') };
    for (const zone of [
      'Europe/Dublin',
      'Africa/Casablanca',
      'Asia/Gaza',
      'Australia/Lord_Howe',
      'Asia/Tokyo',
    ])
      expect([
        zone,
        zoneOffsets(zone, range)
          .slice(1)
          .map(({ since }) => since),
      ]).toEqual([zone, changesOfClocks(zone, '2015-01-01', '2030-01-01')]);
  });

  test('are found although they come and go within a week, wherever the search begins', () => {
    for (let day = 0; day < 8; day++) {
      const from = at('2000-09-01T00:00Z') + day * DAY;
      const found = zoneOffsets('America/Noronha', { from, to: at('2000-12-01T00:00Z') });
      expect(found.map(({ offset }) => offset / HOUR)).toEqual([-2, -1, -2]);
      expect((found[2]?.since ?? 0) - (found[1]?.since ?? 0)).toBe(7 * DAY - HOUR);
    }
  });

  test('may have seconds', () => {
    const [before, after] = zoneOffsets('Africa/Monrovia', { from: 0, to: 1_000 * DAY });
    expect([before?.offset, after?.offset]).toEqual([-(44 * MINUTE + 30_000), 0]);
  });
});

describe('a calendar is refused', () => {
  const from = at('2026-06-05T00:00Z');
  const good: CalendarSpec = { zone: 'Europe/Berlin', hours: { mon: [['09:00', '17:00']] }, overrides: {} };
  const answer = (spec: object) => {
    const outcome = checkCalendar({ ...good, ...spec } as CalendarSpec, from);
    return outcome.ok ? 'accepted' : [outcome.refusal, outcome.detail?.['field']];
  };

  test('for a zone nobody knows', () => {
    expect(answer({ zone: 'Europe/Atlantis' })).toEqual(['unknown-zone', 'zone']);
    expect(answer({ zone: '' })).toEqual(['unknown-zone', 'zone']);
  });

  test.each([
    ['09:00', '25:00'],
    ['24:00', '09:00'],
    ['9:00', '17:00'],
    ['09:60', '17:00'],
    ['09:00', '24:01'],
    ['09:00', '17:00:61'],
    ['', ''],
  ])('for hours that are none: %s to %s', (opens, closes) => {
    const hours = [
      ['09:00', '10:00'],
      [opens, closes],
    ];
    expect(answer({ hours: { tue: hours } })).toEqual(['bad-hours', 'hours.tue.1']);
    expect(answer({ overrides: { '2026-12-24': hours } })).toEqual(['bad-hours', 'overrides.2026-12-24.1']);
  });

  test('for a day of the week or a date that does not exist', () => {
    expect(answer({ hours: { monday: [['09:00', '17:00']] } })).toEqual(['bad-hours', 'hours.monday']);
    expect(answer({ overrides: { '2026-02-29': [] } })).toEqual(['bad-date', 'overrides.2026-02-29']);
    expect(answer({ overrides: { '24.12.2026': [] } })).toEqual(['bad-date', 'overrides.24.12.2026']);
  });

  test('when it never opens', () => {
    expect(answer({ hours: {} })).toEqual(['never-open', 'hours']);
    expect(answer({ hours: {}, overrides: { '2029-01-01': [['09:00', '17:00']] } })).toEqual([
      'never-open',
      'hours',
    ]);
    // The only hours ever lie in the hour that Berlin leaves out.
    expect(answer({ hours: {}, overrides: { '2027-03-28': [['02:15', '03:00']] } })).toEqual([
      'never-open',
      'hours',
    ]);
  });

  test('and not when it opens once, to the second, overnight or at 24:00', () => {
    expect(answer({})).toBe('accepted');
    expect(answer({ hours: { sun: [['22:00:30', '06:00']] } })).toBe('accepted');
    expect(answer({ hours: {}, overrides: { '2028-02-29': [['00:00', '24:00']] } })).toBe('accepted');
  });
});
