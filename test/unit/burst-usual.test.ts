import { describe, expect, test } from '@jest/globals';
import { expectedInWeek, seasonOf, weekdayShare } from '../../shared/domain/outreach/burst-baseline.ts';
import { fitBaseline, type Point } from '../../shared/domain/outreach/burst-fit.ts';
import { daysWithFloor } from '../../shared/domain/outreach/burst-floor.ts';
import { type Counts, countReports, emptyHistory } from '../../shared/domain/outreach/burst-history.ts';

/** Weeks before now, the latest first, with what each counted. */
const points = (weeks: number, countAgo: (ago: number) => number, season = (_: number) => 0): Point[] =>
  Array.from({ length: weeks }, (_, at) => ({
    ...{ count: countAgo(at + 2), when: -(at + 2) / 52, season: season(at + 2) },
  }));
const near = (value: number, digits = 6) => expect.closeTo(value, digits);

describe('what is usual, by a fit of past weeks', () => {
  test('is the mean where all are alike, with no more variance than Poisson has', () => {
    const fit = fitBaseline(points(26, () => 4));
    expect(fit).toMatchObject({ mean: near(4), dispersion: 1, uncertainty: near(1 / 104) });
    expect(fit.weights).toEqual(Array(26).fill(near(1)));
    expect([fit.meanOf(-1, 0), fit.meanOf(5, 0), fit.meanOf(0, 3)]).toEqual([near(4), near(4), 0]);
  });

  test('is nothing where nothing ever came', () => {
    const fit = fitBaseline(points(26, () => 0));
    expect(fit).toMatchObject({ mean: 0, dispersion: 1, uncertainty: 0 });
    expect(fit.weights).toEqual(Array(26).fill(1));
  });

  test('varies as much as the weeks do: Pearson’s squares by their freedom', () => {
    const fit = fitBaseline(points(26, ago => (ago % 2 === 0 ? 8 : 2)));
    expect(fit.mean).toBeCloseTo(5, 6);
    expect(fit.dispersion).toBeCloseTo((26 * 9) / 5 / 25, 6);
    expect(fit.uncertainty).toBeCloseTo(fit.dispersion / 130, 6);
  });

  test('goes on with a trend that is plain, but never beyond every count', () => {
    const falls = fitBaseline(points(26, ago => 10 * Math.exp((2 * ago) / 52)));
    expect(falls.mean).toBeCloseTo(10, 4);
    expect(falls.meanOf(-1, 0)).toBeCloseTo(10 * Math.exp(2), 4);
    expect(falls.uncertainty).toBeGreaterThan(1 / (26 * 20));
    const rises = fitBaseline(points(26, ago => 100 * Math.exp((-2 * ago) / 52)));
    const mean =
      points(26, ago => 100 * Math.exp((-2 * ago) / 52)).reduce((sum, { count }) => sum + count, 0) / 26;
    expect(rises.mean).toBeCloseTo(mean, 6);
    const hardly = fitBaseline(points(26, ago => (ago === 27 ? 5 : 4)));
    expect(hardly.meanOf(-1, 0)).toBe(hardly.mean);
  });

  test('has a level for each season', () => {
    const fit = fitBaseline(
      points(
        20,
        ago => (ago % 2 === 0 ? 12 : 3),
        ago => ago % 2,
      ),
    );
    expect([fit.mean, fit.meanOf(0, 0), fit.meanOf(0, 1)]).toEqual([near(12), near(12), near(3)]);
    expect(fit.dispersion).toBe(1);
  });

  test('counts a week the less the further it lies out, and the others by so much more', () => {
    const countOf = (ago: number) => ({ 9: 60, 15: 30, 20: 0 })[ago] ?? 4;
    const { weights, mean } = fitBaseline(points(260, countOf));
    const [usual, empty, far, further] = [3, 20, 15, 9].map(ago => weights[ago - 2] as number);
    expect(usual).toBeGreaterThan(1);
    expect(empty).toBe(usual);
    expect(far).toBeLessThan(0.5);
    expect(further).toBeLessThan(far as number);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(260, 6);
    expect(mean).toBeLessThan(4.2);
    expect(fitBaseline(points(260, countOf), 4).mean).toBeLessThan(mean);
  });
});

describe('the seasons of a year', () => {
  test('are seven weeks around now in every year, and nine of five weeks between', () => {
    const year = Array.from({ length: 52 }, (_, ago) => seasonOf(ago));
    expect([0, 1, 3, 49, 51, 52, 55, 101, 104].map(seasonOf)).toEqual(Array(9).fill(0));
    for (let season = 1; season <= 9; season++)
      expect(year.flatMap((one, ago) => (one === season ? ago : []))).toEqual(
        Array.from({ length: 5 }, (_, at) => 4 + (season - 1) * 5 + at),
      );
    expect([seasonOf(4), seasonOf(48), seasonOf(56)]).toEqual([1, 9, 1]);
  });
});

describe('what is expected in a week', () => {
  const counts = (span: 1 | 7, inWeek: (week: number) => number, inPeriod = (_: number) => 0): Counts => ({
    ...{ span, from: 0, inWeek, inPeriod, byPeriodFrom: 0 },
  });

  test('is by the last half year without the last week, or up to five years without the last half', () => {
    const weeks = (known: number) =>
      expectedInWeek(
        counts(1, () => 4),
        400,
        known,
      ).weeks;
    expect(weeks(8)).toEqual({ from: 392, to: 398 });
    expect(weeks(26)).toEqual({ from: 374, to: 398 });
    expect(weeks(27)).toEqual({ from: 373, to: 398 });
    expect(weeks(100)).toEqual({ from: 373, to: 398 });
    expect(weeks(158)).toEqual({ from: 373, to: 398 });
    expect(weeks(159)).toEqual({ from: 241, to: 373 });
    expect(weeks(211)).toEqual({ from: 189, to: 373 });
    expect(weeks(900)).toEqual({ from: 137, to: 373 });
  });

  test('names the weeks that were bursts, the latest first', () => {
    const bursty = counts(1, week => (week === 370 || week === 340 ? 60 : 4));
    expect(expectedInWeek(bursty, 400, 900).bursts).toEqual([370, 340]);
    expect(
      expectedInWeek(
        counts(1, _ => 4),
        400,
        30,
      ).bursts,
    ).toEqual([]);
  });

  test('of days follows the level of the last five weeks, by the one in their middle', () => {
    const expected = (span: 1 | 7, recent: readonly number[]) =>
      expectedInWeek(
        counts(span, week => recent[398 - week] ?? 10),
        400,
        900,
      ).mean;
    const alike = expected(7, []);
    expect(alike).toBeCloseTo(10, 6);
    expect(expected(7, [90, 90])).toBeCloseTo(10, 6);
    expect(expected(7, [20, 90, 10, 20, 10])).toBeCloseTo((10 * 23) / 13, 2);
    expect(expected(7, [0, 90, 0, 0, 10])).toBeCloseTo((10 * 3) / 13, 2);
    expect(expected(1, [20, 20, 20, 20, 20])).toBeCloseTo(10, 6);
  });

  test('knows a short baseline badly, and a long one of weeks well', () => {
    const uncertain = (span: 1 | 7, known: number) =>
      expectedInWeek(
        counts(span, () => 4),
        400,
        known,
      ).uncertainty;
    expect(uncertain(1, 30)).toBeCloseTo(1 / 104, 6);
    expect(uncertain(1, 200)).toBe(0);
    expect(uncertain(7, 30)).toBeCloseTo(1 / 7, 6);
    expect(uncertain(7, 200)).toBeCloseTo(1 / 7, 6);
  });

  test('of days varies at most half as much again as in the last half year', () => {
    const uneven = (span: 1 | 7) =>
      expectedInWeek(
        counts(span, week => (week < 370 && week % 2 ? 30 : 4)),
        400,
        300,
      );
    expect(uneven(1).dispersion).toBeGreaterThan(5);
    expect(uneven(7).dispersion).toBeCloseTo(1.5, 6);
  });

  const given = { period: 2800, periods: 1, week: 400, known: 30 };
  const share = (inPeriod: (period: number) => number, part: object = {}, own: Partial<Counts> = {}) => {
    const days = { ...counts(7, () => 14, inPeriod), ...own };
    const expected = { mean: 14, dispersion: 1 } as ReturnType<typeof expectedInWeek>;
    return weekdayShare(days, { ...given, expected, ...part });
  };

  test('falls on a weekday by the six weeks before the last, with some of each taken for granted', () => {
    const monday = (period: number) => ((period - 2800) % 7 === 0 ? 8 : 1);
    const first = 4 + 6 * 8;
    const other = 4 + 6;
    expect(share(() => 2)).toBeCloseTo(1 / 7, 9);
    const today = [0, 1, 2, 3, 4, 5, 6].map(day => share(monday, { period: 2800 + day }));
    expect(Math.max(...today)).toBeCloseTo(first / (first + 6 * other), 9);
    expect(today.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
    expect(share(() => 2, { periods: 4 })).toBeCloseTo(4 / 7, 9);
    expect(share(() => 2, { periods: 7 })).toBeCloseTo(1, 9);
  });

  test('falls evenly where no week tells the days apart: bursts, too old, or none known; of weeks all falls on one', () => {
    const monday = (period: number) => ((period - 2800) % 7 === 0 ? 8 : 1);
    const days = [0, 1, 2, 3, 4, 5, 6].map(day => ({ period: 2800 + day }));
    for (const day of days) {
      expect(share(monday, day, { inWeek: () => 90 })).toBeCloseTo(1 / 7, 9);
      expect(share(monday, day, { byPeriodFrom: 9999 })).toBeCloseTo(1 / 7, 9);
      expect(share(monday, { ...day, known: 1 })).toBeCloseTo(1 / 7, 9);
      expect(share(monday, day, { span: 1 })).toBe(1);
    }
  });
});

describe('days that may be bursts at all', () => {
  test('have five reports in the four days up to them', () => {
    const history = [20_003, 20_004, 20_006].reduce(
      (held, day) => countReports(held, day, day === 20_006 ? 3 : 1),
      emptyHistory,
    );
    const days = [20_003, 20_005, 20_006, 20_007, 20_008, 20_010];
    expect(daysWithFloor(history, days)).toEqual([20_006]);
    expect(daysWithFloor(countReports(history, 20_007, 2), days)).toEqual([20_006, 20_007, 20_008]);
  });
});
