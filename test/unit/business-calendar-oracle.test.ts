import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type BusinessCalendar,
  compileCalendar,
  deadline,
  elapsed,
} from '../../shared/domain/time/business-calendar.ts';
import { type CalendarSpec, checkCalendar } from '../../shared/domain/time/calendar-spec.ts';
import { DAY, HOUR } from '../../shared/kernel/instant.ts';
import { changesOfClocks, type Oracle, oracleOf } from '../support/calendar-oracle.ts';

/** Zones with changes of half an hour, of two hours, at midnight, in Ramadan, for good, and one that skipped a day. */
const zones = `
  Europe/Berlin Europe/London Europe/Dublin Europe/Lisbon Europe/Istanbul Europe/Moscow
  Africa/Casablanca Africa/Cairo Africa/El_Aaiun Africa/Juba Africa/Sao_Tome
  Asia/Gaza Asia/Jerusalem Asia/Beirut Asia/Tehran Asia/Kathmandu Asia/Kolkata Asia/Pyongyang
  America/New_York America/St_Johns America/Havana America/Santiago America/Asuncion America/Noronha
  America/Sao_Paulo America/Caracas America/Scoresbysund America/Nuuk Antarctica/Troll Antarctica/Casey
  Australia/Lord_Howe Australia/Adelaide Australia/Eucla Pacific/Chatham Pacific/Apia Pacific/Norfolk
  Pacific/Easter Pacific/Kiritimati UTC`
  .trim()
  .split(/\s+/);
const HALF = 30 * DAY;
const CALENDARS = 300;
const QUESTIONS = 400;

const two = (value: number) => String(value).padStart(2, '0');
/** The hours around midnight and around the changes of clocks come more often than others. */
const hour = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 23 }));
const minute = fc.oneof(fc.constantFrom(0, 30), fc.integer({ min: 0, max: 59 }));
const time = fc.oneof(
  fc.tuple(hour, minute).map(([h, m]) => `${two(h)}:${two(m)}`),
  fc.tuple(hour, minute, minute).map(([h, m, s]) => `${two(h)}:${two(m)}:${two(s)}`),
);
const end = fc.oneof({ weight: 6, arbitrary: time }, { weight: 1, arbitrary: fc.constant('24:00') });
const hours = fc.array(fc.tuple(time, end), { maxLength: 3 });
const week = fc.record({
  mon: hours,
  tue: hours,
  wed: hours,
  thu: hours,
  fri: hours,
  sat: hours,
  sun: hours,
});
const overrides = fc.dictionary(fc.integer({ min: -20, max: 20 }).map(String), hours, { maxKeys: 6 });

/** A calendar and the instant that questions about it gather around: four of five times a change of clocks. */
const subject = fc
  .tuple(fc.constantFrom(...zones), fc.nat(), fc.integer({ min: 0, max: 4 }), week, overrides)
  .map(([zone, pick, kind, hours, near]) => {
    const changes = changesOfClocks(zone, '1971-01-01', '2037-12-31');
    const some = Date.parse('1971-03-01') + (pick % (66 * 365)) * DAY + 12_345_000;
    const centre = (kind === 0 ? undefined : changes[pick % (changes.length || 1)]) ?? some;
    const dated = Object.entries(near).map(([days, list]) => [
      new Date(centre + Number(days) * DAY).toISOString().slice(0, 10),
      list,
    ]);
    return { centre, spec: { zone, hours, overrides: Object.fromEntries(dated) } as CalendarSpec };
  });

/** Instants are taken from around the centre, and often fall on an opening or a closing or just beside it. */
const instant = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.nat(), fc.integer({ min: -1, max: 1 }));
const duration = fc.oneof(
  fc.nat(2 * HOUR),
  fc.nat(60 * HOUR),
  fc.nat(400).map(n => n * 15 * 60_000),
);
const questions = fc.array(fc.tuple(instant, instant, duration), {
  minLength: QUESTIONS,
  maxLength: QUESTIONS,
});

type Pick = readonly [kind: number, value: number, beside: number];
function pickInstant({ intervals }: Oracle, centre: number, [kind, value, beside]: Pick): number {
  if (kind === 0) return centre - HALF + (value % (2 * HALF));
  if (kind < 3 || intervals.length === 0) return centre - 4 * DAY + (value % (8 * DAY));
  const [start, closes] = intervals[value % intervals.length] ?? [centre, centre];
  return Math.min(centre + HALF, Math.max(centre - HALF, (kind === 3 ? start : closes) + beside));
}

const within = (calendar: BusinessCalendar, from: number, ms: number): number => {
  try {
    return deadline(calendar, from, ms);
  } catch (error) {
    expect(error).toMatchObject({ name: 'BeyondCalendarError' });
    return Number.POSITIVE_INFINITY;
  }
};

describe('the business calendar against Temporal', () => {
  const asked = { questions: 0, beyond: 0, zones: new Set<string>() };
  afterAll(() => {
    process.stdout.write(
      `${asked.questions} questions in ${asked.zones.size} zones, ${asked.beyond} deadlines beyond the range\n`,
    );
  });

  test('agrees on every deadline and on all open time', () => {
    const differences: unknown[] = [];
    fc.assert(
      fc.property(subject, questions, ({ spec, centre }, list) => {
        const range = { from: centre - HALF, to: centre + HALF };
        const oracle = oracleOf(spec, range);
        const calendar = compileCalendar(spec, range);
        asked.zones.add(spec.zone);
        for (const [one, other, ms] of list) {
          const from = pickInstant(oracle, centre, one);
          const to = pickInstant(oracle, centre, other);
          // Half of the durations end exactly at the other instant, which is often a closing.
          const open = oracle.elapsed(from, to);
          const businessMs = open > 0 && ms % 2 === 0 ? open : ms;
          const due = oracle.deadline(from, businessMs);
          const expected = [due > range.to ? Number.POSITIVE_INFINITY : due, open];
          const found = [within(calendar, from, businessMs), elapsed(calendar, from, to)];
          asked.questions += 1;
          asked.beyond += expected[0] === Number.POSITIVE_INFINITY ? 1 : 0;
          if (found[0] !== expected[0] || found[1] !== expected[1])
            differences.push({ zone: spec.zone, from, to, businessMs, found, expected });
        }
        expect(differences.splice(0)).toEqual([]);
      }),
      { numRuns: CALENDARS },
    );
    expect(asked.questions).toBeGreaterThanOrEqual(100_000);
    expect(asked.zones.size).toBeGreaterThanOrEqual(20);
  }, 240_000);

  test('is one calendar with itself: parts add up, and what passes until a deadline is what was asked for', () => {
    fc.assert(
      fc.property(
        subject,
        fc.array(fc.tuple(fc.nat(20 * DAY), fc.nat(20 * DAY), duration, duration)),
        (one, list) => {
          const { spec, centre } = one;
          fc.pre(checkCalendar(spec, centre).ok);
          const calendar = compileCalendar(spec, { from: centre - HALF, to: centre + 4 * HALF });
          for (const [before, after, x, y] of list) {
            const [from, middle, to] = [centre - before, centre, centre + after] as const;
            expect(elapsed(calendar, from, to)).toBe(
              elapsed(calendar, from, middle) + elapsed(calendar, middle, to),
            );
            const due = within(calendar, from, x);
            if (due === Number.POSITIVE_INFINITY) continue;
            expect(elapsed(calendar, from, due)).toBe(x);
            if (x > 0) expect(elapsed(calendar, from, due - 1)).toBe(x - 1);
            expect(within(calendar, due, y)).toBe(within(calendar, from, x + y));
            if (x > 0) expect(within(calendar, middle, x)).toBeGreaterThanOrEqual(due);
          }
        },
      ),
      { numRuns: 200 },
    );
  }, 120_000);
});
