import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addedAt, firstOf, packed, takenOff, unpacked } from '../../shared/domain/outreach/burst-code.ts';
import {
  type BurstHistory,
  countReports,
  countsOf,
  emptyHistory,
  emptyHistoryOfWeeks,
  MEMORY_WEEKS,
  RECENT_WEEKS,
  reportsIn,
  startOfWeek,
  weekOf,
} from '../../shared/domain/outreach/burst-history.ts';

type Report = readonly [period: number, by: number];
const counted = (reports: readonly Report[], from: BurstHistory = emptyHistory): BurstHistory =>
  reports.reduce((history, [period, by]) => countReports(history, period, by), from);
const bytes = (history: BurstHistory): number => Buffer.byteLength(JSON.stringify(history));

const FIRST = 20_000;
const report = (days: number): fc.Arbitrary<Report> =>
  fc.tuple(fc.integer({ min: FIRST, max: FIRST + days }), fc.integer({ min: -3, max: 400 }));
/** Reports of some days, of some years, and of more than the memory holds; in any order. */
const reports = fc.oneof(
  ...[80, 1_200, 4_000].map(days => fc.array(report(days), { minLength: 1, maxLength: 60 })),
);
const shuffled = reports.chain(some =>
  fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
);

describe('a history', () => {
  test('is the same whatever the order and the batches in which its reports came', () => {
    const rule = fc.property(shuffled, fc.constantFrom(1, 7), ([some, other], span) => {
      const empty = span === 7 ? emptyHistory : emptyHistoryOfWeeks;
      const sums = new Map<number, number>();
      for (const [period, by] of other) sums.set(period, (sums.get(period) ?? 0) + by);
      const one = counted(some, empty);
      expect(counted(other, empty)).toEqual(one);
      expect(counted([...sums], empty)).toEqual(one);
      expect(JSON.parse(JSON.stringify(one))).toEqual(one);
    });
    fc.assert(rule, { numRuns: 150 });
  });

  test('holds what a list of all reports says, as far as it reaches, day by day only in the last nine weeks', () => {
    const rule = fc.property(reports, some => {
      const history = counted(some.map(([day, by]) => [day, Math.abs(by)]));
      const { to } = history;
      expect(to).toBe(Math.max(...some.map(([day]) => day)));
      const counts = countsOf(history);
      for (let week = weekOf(7, to) - MEMORY_WEEKS - 3; week <= weekOf(7, to); week++) {
        const own = some.filter(([day]) => weekOf(7, day) === week);
        const isKept = week > weekOf(7, to) - MEMORY_WEEKS;
        const all = own.reduce((sum, [, by]) => sum + Math.abs(by), 0);
        expect(counts.inWeek(week)).toBe(isKept ? all : 0);
        const [day] = own[0] ?? [startOfWeek(7, week)];
        const onDay = own.reduce((sum, [at, by]) => sum + (at === day ? Math.abs(by) : 0), 0);
        const isRecent = week > weekOf(7, to) - RECENT_WEEKS;
        expect(reportsIn(history, day)).toBeCloseTo(isRecent ? onDay : isKept ? all / 7 : 0, 9);
      }
    });
    fc.assert(rule, { numRuns: 40 });
  });

  test('is undone by taking back what was reported, but for the days it knows of', () => {
    const before = counted([
      [FIRST, 3],
      [FIRST + 500, 2],
    ]);
    const late = countReports(before, FIRST + 300, 9);
    expect(late).not.toEqual(before);
    expect(countReports(late, FIRST + 300, -9)).toEqual(before);
    expect(reportsIn(countReports(before, FIRST + 500, -5), FIRST + 500)).toBe(0);
  });

  test('knows days without reports only from the first it heard of, which may be heard of late', () => {
    const first = countReports(emptyHistory, FIRST + 30, 0);
    expect(first).toMatchObject({ from: FIRST + 30, to: FIRST + 30, recent: '', older: '' });
    expect(countReports(first, FIRST, 1)).toMatchObject({ from: FIRST, to: FIRST + 30 });
    expect(countReports(first, FIRST + 5_000, 1).from).toBeGreaterThan(FIRST + 30);
  });

  test('stays within 1 KB after years of heavy use, with up to 30,000 reports every day', () => {
    const sizes = [0, 1, 40, 400, 30_000].map(daily => {
      let history = emptyHistory;
      for (let day = 0; day < 8 * 365; day++) history = countReports(history, FIRST + day, daily);
      return bytes(history);
    });
    for (const size of sizes) expect(size).toBeLessThanOrEqual(1_024);
    expect(sizes[1]).toBeLessThan(400);
  });

  test('refuses halves and what is no number, which are faults of the program', () => {
    expect(() => countReports(emptyHistory, FIRST + 0.5, 1)).toThrow(RangeError);
    expect(() => countReports(emptyHistory, FIRST, Number.NaN)).toThrow(RangeError);
  });

  test('has weeks that begin on Monday', () => {
    const monday = Date.UTC(2026, 10, 23) / 86_400_000;
    expect(startOfWeek(7, weekOf(7, monday))).toBe(monday);
    expect(weekOf(7, monday + 6)).toBe(weekOf(7, monday));
    expect(weekOf(7, monday - 1)).toBe(weekOf(7, monday) - 1);
    expect([weekOf(1, 41), startOfWeek(1, 41)]).toEqual([41, 41]);
  });
});

describe('packed numbers', () => {
  const number = fc.oneof(
    fc.integer({ min: -20, max: 300_000 }),
    fc.constantFrom(0, 39, 40, 2_339, 2_340, 213_939, 213_940, Number.MAX_SAFE_INTEGER),
  );
  const numbers = fc.array(number, { maxLength: 30 });
  const bare = (values: readonly number[]): number[] =>
    values.slice(0, values.findLastIndex(value => value !== 0) + 1);

  test('are the same when unpacked, and cost one byte a sign in JSON', () => {
    const rule = fc.property(numbers, values => {
      const text = packed(values);
      expect(unpacked(text)).toEqual(values);
      expect(Buffer.byteLength(JSON.stringify(text))).toBe(text.length + 2);
    });
    fc.assert(rule);
    expect([39, 2_339, 213_939].map(value => packed([value]).length)).toEqual([1, 2, 3]);
  });

  test('are changed, cut and summed as the numbers themselves would be', () => {
    const rule = fc.property(numbers, fc.nat({ max: 35 }), number, (values, place, by) => {
      const small = values.map(value => value % 1_000_000);
      const text = packed(bare(small));
      const changed = [...bare(small), ...new Array<number>(40).fill(0)];
      changed[place] = (changed[place] as number) + by;
      if (Number.isSafeInteger(changed[place]))
        expect(unpacked(addedAt(text, place, by))).toEqual(bare(changed));
      expect(unpacked(firstOf(text, place))).toEqual(bare(small.slice(0, place)));
      const { sum, rest } = takenOff(text, place);
      expect(sum).toBe(small.slice(0, place).reduce((all, value) => all + value, 0));
      expect(unpacked(rest)).toEqual(bare(small).slice(place));
    });
    fc.assert(rule, { numRuns: 300 });
  });
});
