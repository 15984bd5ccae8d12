import { studentBeyond } from './burst-chance.ts';

// Looked up once: where global objects are guarded, as in tests, each look-up costs more than the function.
const { abs, cbrt, exp, max, min, sqrt } = Math;

/** A week of the baseline: its count, when it was (years, now is 0), and its season (0 is now’s). */
export type Point = { readonly count: number; readonly when: number; readonly season: number };

/** What the baseline says of now. */
export type Fit = {
  readonly mean: number;
  /** Variance over mean, at least 1. */
  readonly dispersion: number;
  /** Variance of the logarithm of the mean, for the baseline is finite. */
  readonly uncertainty: number;
  /** The expected count of any week, by when it was and its season. */
  meanOf(when: number, season: number): number;
  /** One for each point: 1 for a usual week, far less for one that was a burst. */
  readonly weights: readonly number[];
};

/** Anscombe residuals above this mark a past burst (Noufaily et al. 2013). */
const UNUSUAL = 2.58;
const SIGNIFICANT = 0.05;
/** Counts that are all alike have none, and no trend. */
const LEAST_DISPERSION = 1e-6;

/**
 * The expected count of now after Farrington flexible (Noufaily et al. 2013, doi 10.1002/sim.5595): quasi-Poisson, log-linear,
 * with a level for each season and a trend. Weeks far above their expectation count less, and all is fitted anew, as often as
 * `passes` says: once as in the paper, or more often where one great burst would hide itself in a short baseline. A trend stays only if it is significant at 5 % and does not lead beyond every count of the baseline.
 */
export function fitBaseline(points: readonly Point[], passes = 1): Fit {
  const fit = reweighted(points, { trend: true, passes });
  const most = max(...points.map(({ count }) => count));
  return fit.isSignificant && fit.mean <= most ? fit : reweighted(points, { trend: false, passes });
}

function reweighted(
  points: readonly Point[],
  { trend, passes }: { trend: boolean; passes: number },
): Fit & { readonly isSignificant: boolean } {
  let weights: readonly number[] = new Array<number>(points.length).fill(1);
  let last = fitted(points, weights, trend);
  for (let pass = 0; pass < passes; pass++) {
    weights = weightsOf(points, last);
    last = fitted(points, weights, trend);
  }
  const { slope, information, freedom } = last;
  const t = abs(slope) * sqrt(information / max(LEAST_DISPERSION, last.dispersion));
  const mass = last.mass[0] as number;
  const middle = mass > 0 ? (last.moment[0] as number) / mass : 0;
  const spread = information > 0 ? middle ** 2 / information : 0;
  const dispersion = max(1, last.dispersion);
  return {
    mean: last.level[0] as number,
    dispersion,
    uncertainty: mass > 0 ? dispersion * (1 / mass + spread) : 0,
    meanOf: (when, season) => (last.level[season] ?? 0) * exp(slope * when),
    isSignificant: information > 0 && freedom > 0 && studentBeyond(t, freedom) < SIGNIFICANT,
    weights,
  };
}

/** Sums over the weeks of each season, by its number. */
type Levels = {
  readonly level: readonly number[];
  /** Expected reports, and the same times when they were. */
  readonly mass: readonly number[];
  readonly moment: readonly number[];
  /** Seasons that have weeks. */
  readonly seasons: number;
  readonly score: number;
  /** How well the slope is known: the inverse of its variance, for a dispersion of 1. */
  readonly information: number;
};
type Raw = Levels & {
  readonly means: readonly number[];
  readonly slope: number;
  readonly dispersion: number;
  readonly freedom: number;
};

/**
 * For a given slope the level of each season is its counts over its exposure, so the fit is a search for one number:
 * Newton's method on the likelihood of the slope.
 */
function fitted(points: readonly Point[], weights: readonly number[], trend: boolean): Raw {
  let slope = 0;
  let levels = levelsAt(points, weights, slope);
  for (let step = 0; trend && step < 40 && levels.information > 0; step++) {
    const by = max(-1, min(1, levels.score / levels.information));
    slope += by;
    levels = levelsAt(points, weights, slope);
    if (abs(by) < 1e-9) break;
  }
  const freedom = points.length - levels.seasons - (trend ? 1 : 0);
  const means = meansOf(points, levels.level, slope);
  const dispersion = freedom > 0 ? squaresOf(points, weights, means) / freedom : 1;
  return { ...levels, information: trend ? levels.information : 0, means, slope, dispersion, freedom };
}

function meansOf(points: readonly Point[], level: readonly number[], slope: number): number[] {
  const means: number[] = [];
  for (const { when, season } of points)
    means.push((level[season] ?? 0) * (slope === 0 ? 1 : exp(slope * when)));
  return means;
}

/** Pearson's: by how much the counts differ from what is expected, in units of it. */
function squaresOf(points: readonly Point[], weights: readonly number[], means: readonly number[]): number {
  let squares = 0;
  for (let at = 0; at < points.length; at++) {
    const mean = means[at] as number;
    const off = (points[at] as Point).count - mean;
    if (mean > 0) squares += ((weights[at] as number) * off * off) / mean;
  }
  return squares;
}

const SEASONS = 10;

function levelsAt(points: readonly Point[], weights: readonly number[], slope: number): Levels {
  const sums = () => new Array<number>(SEASONS).fill(0);
  const [level, mass, moment, square] = [sums(), sums(), sums(), sums()];
  let score = 0;
  for (let at = 0; at < points.length; at++) {
    const { count, when, season } = points[at] as Point;
    const weight = weights[at] as number;
    const exposure = slope === 0 ? weight : weight * exp(slope * when);
    level[season] = (level[season] as number) + weight * count;
    mass[season] = (mass[season] as number) + exposure;
    moment[season] = (moment[season] as number) + exposure * when;
    square[season] = (square[season] as number) + exposure * when * when;
    score += weight * count * when;
  }
  let [information, seasons] = [0, 0];
  for (let season = 0; season < SEASONS; season++) {
    const all = mass[season] as number;
    if (all === 0) continue;
    seasons += 1;
    const by = (level[season] as number) / all;
    const middle = (moment[season] as number) / all;
    information += by * ((square[season] as number) - middle * middle * all);
    score -= by * (moment[season] as number);
    level[season] = by;
    mass[season] = by * all;
    moment[season] = by * (moment[season] as number);
  }
  return { level, mass, moment, seasons, score, information };
}

/** Past bursts count the less the further they lie out; the weights sum to the number of points. */
function weightsOf(
  points: readonly Point[],
  { means, mass, moment, information, dispersion }: Raw,
): number[] {
  const phi = max(1, dispersion);
  const raw = points.map(({ count, when, season }, at) => {
    const mean = means[at] as number;
    if (mean <= 0) return 1;
    const all = mass[season] as number;
    const spread = information > 0 ? (when - (moment[season] as number) / all) ** 2 / information : 0;
    const leverage = min(0.999, mean * (1 / all + spread));
    const residual =
      (1.5 * (cbrt(count) ** 2 - cbrt(mean) ** 2)) / (mean ** (1 / 6) * sqrt(phi * (1 - leverage)));
    return residual > UNUSUAL ? residual ** -2 : 1;
  });
  const scale = points.length / raw.reduce((sum, weight) => sum + weight, 0);
  return raw.map(weight => weight * scale);
}
