import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  adjustSensitivity,
  assess,
  assessAll,
  type BurstTerms,
  FLOOR,
} from '../../shared/domain/outreach/burst-detector.ts';
import {
  type BurstHistory,
  countReports,
  emptyHistory,
  emptyHistoryOfWeeks,
} from '../../shared/domain/outreach/burst-history.ts';
import { accountKinds, drawAccount } from '../../tools/bench/burst-accounts.ts';

const terms: BurstTerms = { perYear: 365, alpha: 0.001, sensitivity: 0 };
const FIRST = 20_003;
const counted = (reports: Iterable<readonly [number, number]>): BurstHistory =>
  [...reports].reduce((history, [day, by]) => countReports(history, day, by), emptyHistory);

/** As many days with the same few counts in turn. */
const usual = (days: number, counts: readonly number[] = [2, 3, 1]): Map<number, number> =>
  new Map(Array.from({ length: days }, (_, at) => [FIRST + at, counts[at % counts.length] as number]));
const withMore = (counts: Map<number, number>, day: number, by: number): Map<number, number> =>
  new Map(counts).set(day, (counts.get(day) ?? 0) + by);
const onDay = (counts: Map<number, number>, day: number, own: Partial<BurstTerms> = {}) =>
  assess(counted(counts), day, { ...terms, ...own });

describe('all days of a range at once', () => {
  test('say what each said on its own, when reports were counted as they came', () => {
    for (const [at, kind] of accountKinds.entries()) {
      const { counts, judgedFrom } = drawAccount({ seed: 7 + at, kind, age: 100, k: 10 });
      const range = { from: judgedFrom - 100, to: judgedFrom + 60 };
      let history = emptyHistory;
      const oneByOne = [...counts]
        .filter(([day]) => day <= range.to)
        .map(([day, reports]) => {
          history = countReports(history, day, 0);
          for (let one = 0; one < reports; one++) history = countReports(history, day, 1);
          return assess(history, day, terms);
        });
      expect(assessAll(counts, range, terms)).toEqual(oneByOne);
    }
  });

  test('take weeks as periods too', () => {
    const counts = new Map(Array.from({ length: 300 }, (_, week) => [week, 4 + (week % 3)]));
    counts.set(299, 30);
    const weekly = { ...terms, perYear: 52 } as const;
    const found = assessAll(counts, { from: 0, to: 299 }, weekly);
    expect(found.filter(({ isBurst }) => isBurst).map(({ period }) => period)).toEqual([299]);
    expect(found[299]).toMatchObject({ observed: 30, periods: 1, method: 'regression' });
    expect(() => assess(emptyHistoryOfWeeks, 3, terms)).toThrow(TypeError);
  });
});

describe('a day', () => {
  test('is told by its own past: later days change nothing, and corrections change it as if they had come in time', () => {
    const rule = fc.property(fc.integer({ min: 40, max: 900 }), fc.nat({ max: 30 }), (age, more) => {
      const day = FIRST + age;
      const right = withMore(usual(age + 1), day, more);
      const wrong = counted(withMore(withMore(right, day, 12), day - 10, -1));
      const corrected = countReports(countReports(wrong, day - 10, 1), day, -12);
      expect(assess(corrected, day, terms)).toEqual(onDay(right, day));
      const later = countReports(countReports(counted(right), day + 1, 50), day + 6, 2);
      expect(assess(later, day, terms)).toEqual(onDay(right, day));
    });
    fc.assert(rule, { numRuns: 40 });
  });

  test('explains itself: expected, observed, bound, chance, method, and the days it was compared with', () => {
    const found = onDay(withMore(usual(400), FIRST + 399, 20), FIRST + 399);
    expect(found).toMatchObject({ period: FIRST + 399, periods: 4, method: 'regression', isBurst: true });
    expect(found.observed).toBe([2, 3, 1, 2].reduce((sum, count) => sum + count) + 20);
    expect(found.expected).toBeGreaterThan(7);
    expect(found.expected).toBeLessThan(9);
    expect(found.bound).toBeLessThan(found.observed);
    expect(found.pValue).toBeLessThan(0.001);
    expect(found.score).toBeCloseTo((found.observed - found.expected) / (found.bound - found.expected), 12);
    expect(found.baseline.to).toBeLessThan(FIRST + 399 - 7);
    expect(found.baseline.to - found.baseline.from).toBeGreaterThan(20 * 7);
  });

  test('exceeds its bound exactly where it is as unlikely as alpha says', () => {
    for (let more = 0; more < 16; more++) {
      const { observed, bound, pValue } = onDay(withMore(usual(300), FIRST + 299, more), FIRST + 299);
      expect(observed > bound).toBe(pValue <= terms.alpha);
    }
  });

  test('is no burst below five reports in four days, however unlikely', () => {
    const silent = usual(500, [0]);
    const four = onDay(withMore(withMore(silent, FIRST + 499, 3), FIRST + 496, 1), FIRST + 499);
    expect(four).toMatchObject({ observed: 4, floorMet: false, isBurst: false });
    expect(four.pValue).toBeLessThan(0.001);
    const five = onDay(withMore(silent, FIRST + 499, FLOOR.reports), FIRST + 499);
    expect(five).toMatchObject({ observed: 5, floorMet: true, isBurst: true });
  });
});

describe('a new account', () => {
  test('has no burst in its first nine days, when nothing is known to be usual', () => {
    const counts = new Map([[FIRST, 500]]);
    for (const found of assessAll(counts, { from: FIRST - 3, to: FIRST + 8 }, terms)) {
      expect(found).toMatchObject({ isBurst: false, method: 'ears-c2', pValue: 1 });
      expect(Number.isFinite(found.expected)).toBe(true);
    }
  });

  test('is watched by EARS C2 from its second week, and by the regression from eight whole weeks on', () => {
    const counts = usual(80);
    const found = assessAll(counts, { from: FIRST, to: FIRST + 79 }, terms);
    expect(found.some(({ isBurst }) => isBurst)).toBe(false);
    const whole = found.findIndex(({ method }) => method === 'regression');
    expect(whole).toBeGreaterThanOrEqual(56);
    expect(whole).toBeLessThan(56 + 7);
    expect(found.slice(whole).every(({ method }) => method === 'regression')).toBe(true);
    for (const age of [9, 12, 30, 56, 70])
      expect(onDay(withMore(usual(age + 1), FIRST + age, 40), FIRST + age).isBurst).toBe(true);
  });
});

describe('what is usual', () => {
  const jump = (counts: Map<number, number>, by: number) =>
    onDay(withMore(counts, FIRST + 729, by), FIRST + 729);

  test('does not come to be a burst by a burst: a past one counts less, and says so', () => {
    let counts = usual(730);
    const before = jump(counts, 20);
    for (let day = 660; day < 664; day++) counts = withMore(counts, FIRST + day, 40);
    const after = jump(counts, 20);
    expect(after.excluded.some(day => Math.abs(day - (FIRST + 660)) <= 7)).toBe(true);
    expect(before.excluded).toEqual([]);
    expect(after.isBurst).toBe(true);
    expect(after.expected / before.expected).toBeLessThan(1.2);
  });

  test('leaves out the week before, so that a burst that goes on stays one', () => {
    let counts = usual(730);
    for (let day = 722; day < 730; day++) counts = withMore(counts, FIRST + day, 6);
    expect(jump(counts, 0).isBurst).toBe(true);
  });

  test('differs between the days of a week', () => {
    const week = (at: number): number => ((FIRST + at + 3) % 7 >= 5 ? 0 : 8);
    const counts = new Map(Array.from({ length: 730 }, (_, at) => [FIRST + at, week(at)]));
    const monday = 714 - ((FIRST + 714 + 3) % 7);
    const [friday, tuesday] = [monday + 4, monday + 1].map(at => onDay(counts, FIRST + at));
    expect(friday?.observed).toBe(32);
    expect(tuesday?.observed).toBe(16);
    expect(Number(friday?.expected) / Number(tuesday?.expected)).toBeGreaterThan(1.4);
  });

  test('follows an account that grows', () => {
    const counts = new Map(Array.from({ length: 1_460 }, (_, at) => [FIRST + at, Math.round(2 + at / 120)]));
    const found = assessAll(counts, { from: FIRST + 100, to: FIRST + 1_459 }, terms);
    expect(found.filter(({ isBurst }) => isBurst)).toEqual([]);
  });
});

describe('the sensitivity of an account', () => {
  test('goes half a step up for a useful call, a whole one down for another, and no farther than three', () => {
    expect([adjustSensitivity(0, true), adjustSensitivity(0, false)]).toEqual([0.5, -1]);
    const rule = fc.property(fc.array(fc.boolean(), { maxLength: 40 }), answers => {
      const end = answers.reduce(adjustSensitivity, 0);
      expect(Math.abs(end)).toBeLessThanOrEqual(3);
    });
    fc.assert(rule);
    expect([3, -3].map(end => [adjustSensitivity(end, true), adjustSensitivity(end, false)])).toEqual([
      [3, 2],
      [-2.5, -3],
    ]);
  });

  test('moves the bound, and what lies beyond three counts as three', () => {
    const counts = usual(730, [9, 14, 6, 11]);
    const bounds = [-9, -3, -1, 0, 1, 3, 9].map(
      sensitivity => onDay(counts, FIRST + 729, { sensitivity }).bound,
    );
    expect(bounds).toEqual([...bounds].sort((a, b) => b - a));
    expect(new Set(bounds).size).toBeGreaterThan(3);
    expect(bounds[0]).toBe(bounds[1]);
    expect(bounds[5]).toBe(bounds[6]);
    const doubled = onDay(counts, FIRST + 729, { alpha: 0.002 }).bound;
    expect(onDay(counts, FIRST + 729, { sensitivity: 1 }).bound).toBe(doubled);
  });
});
