import { describe, expect, test } from '@jest/globals';
import type { CalendarSpec, DayHours } from '../../shared/domain/time/calendar-spec.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { type CalendarCases, drawCases } from '../../tools/bench/calendar-cases.ts';
import { guardedAnswers } from '../../tools/bench/guarded-answers.ts';
import { luxonWalk } from '../../tools/bench/luxon-walk.ts';
import { offsetChanges, temporalOracle } from '../../tools/bench/temporal-oracle.ts';

const weekdays = (hours: DayHours): CalendarSpec['hours'] =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, hours]));
const everyDay = (hours: DayHours): CalendarSpec['hours'] => ({ ...weekdays(hours), sat: hours, sun: hours });
const calendar = (zone: string, hours: CalendarSpec['hours'], overrides = {}): CalendarSpec => ({
  zone,
  hours,
  overrides,
});
const at = (text: string): number => Date.parse(text);
const range = { from: at('2026-01-01T00:00Z'), to: at('2027-01-01T00:00Z') };

const office = calendar('UTC', weekdays([['09:00', '17:00']]));
const withBreak = calendar(
  'Europe/Berlin',
  weekdays([
    ['09:00', '12:00'],
    ['13:00', '18:00'],
  ]),
);
const night = calendar('Europe/Berlin', everyDay([['22:00', '06:00']]));

const holidays = { '2026-05-07': [], '2026-05-09': [] };
const daily = calendar('UTC', everyDay([['09:00', '21:00']]), holidays);
const early = calendar('Europe/Berlin', everyDay([['02:30', '04:00']]));

/** What the rules say, told by hand. */
const vectors: readonly { what: string; spec: CalendarSpec; from: string; ms: number; to: string }[] = [
  {
    what: 'runs over the weekend',
    spec: office,
    from: '2026-06-12T16:30Z',
    ms: HOUR,
    to: '2026-06-15T09:30Z',
  },
  {
    what: 'ends at closing time',
    spec: office,
    from: '2026-06-12T09:00Z',
    ms: 8 * HOUR,
    to: '2026-06-12T17:00Z',
  },
  {
    what: 'goes on behind holidays',
    spec: daily,
    from: '2026-05-04T23:00Z',
    ms: 48 * HOUR,
    to: '2026-05-10T21:00Z',
  },
  {
    what: 'goes into summer time',
    spec: withBreak,
    from: '2026-03-27T14:00Z',
    ms: 4 * HOUR,
    to: '2026-03-30T08:00Z',
  },
  {
    what: 'goes into winter time',
    spec: withBreak,
    from: '2026-10-23T14:00Z',
    ms: 4 * HOUR,
    to: '2026-10-26T10:00Z',
  },
  {
    what: 'counts a short night',
    spec: night,
    from: '2026-03-28T21:00Z',
    ms: 7 * HOUR,
    to: '2026-03-29T04:00Z',
  },
  {
    what: 'counts a long night',
    spec: night,
    from: '2026-10-24T20:00Z',
    ms: 9 * HOUR,
    to: '2026-10-25T05:00Z',
  },
  {
    what: 'moves what is left out forward',
    spec: early,
    from: '2026-03-29T00:00Z',
    ms: MINUTE,
    to: '2026-03-29T01:31Z',
  },
  {
    what: 'takes the first of two',
    spec: early,
    from: '2026-10-25T00:00Z',
    ms: MINUTE,
    to: '2026-10-25T00:31Z',
  },
];

describe('what business time is compared with', () => {
  test.each(vectors)('oracle and luxon walk: it $what', ({ spec, from, ms, to }) => {
    for (const answers of [temporalOracle(spec, range), luxonWalk(spec)]) {
      expect(answers.deadline(at(from), ms)).toBe(at(to));
      expect(answers.elapsed(at(from), at(to))).toBe(ms);
    }
  });

  test('an override replaces the hours that begin on its date and leaves the night before to run out', () => {
    const closed = { ...night, overrides: { '2026-06-10': [] } };
    for (const answers of [temporalOracle(closed, range), luxonWalk(closed)])
      expect(answers.elapsed(at('2026-06-09T12:00Z'), at('2026-06-11T12:00Z'))).toBe(8 * HOUR);
  });

  test('the oracle knows the half hour of Lord Howe and the Ramadan of Casablanca', () => {
    const inHours = (zone: string) =>
      offsetChanges(zone, range).map(change => new Date(change).toISOString().slice(0, 13));
    expect(inHours('Australia/Lord_Howe')).toEqual(['2026-04-04T15', '2026-10-03T15']);
    expect(inHours('Africa/Casablanca')).toContain('2026-02-15T02');
  });

  test('drawn cases come from many zones, have an answer each, and are the same for the same seed', () => {
    const draw = () => drawCases({ seed: 7, calendars: 60, each: 10 });
    const drawn = draw();
    expect(drawn.zones).toBeGreaterThanOrEqual(20);
    expect(drawn.cases).toBe(600);
    expect(drawn.nearChanges).toBeGreaterThan(100);
    const cases = drawn.calendars.flatMap(one => one.cases);
    expect(cases.filter(({ deadline, elapsed }) => Number.isNaN(deadline + elapsed))).toEqual([]);
    expect(draw()).toEqual(drawn);
  });
});

describe('a package that may never answer', () => {
  test('is asked in a thread of its own: the endless answer is counted, those behind it are still given', async () => {
    const from = at('2026-03-27T14:00Z');
    const plain = at('2026-06-12T14:00Z');
    const question = (start: number) => ({
      ...{ from: start, businessMs: 240 * MINUTE, to: start + HOUR },
      ...{ deadline: Number.NaN, elapsed: Number.NaN },
    });
    const asked: CalendarCases = { spec: withBreak, range, cases: [question(from), question(plain)] };
    const { answers, endless } = await guardedAnswers('dayjs-business-time', [asked], 2_000);
    expect([...endless]).toEqual([0]);
    expect([...answers]).toEqual([Number.NaN, HOUR, at('2026-06-15T09:00Z'), HOUR]);
  }, 60_000);
});
