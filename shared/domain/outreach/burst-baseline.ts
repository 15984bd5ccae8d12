import { countNotExceeded } from './burst-chance.ts';
import { type Fit, fitBaseline, type Point } from './burst-fit.ts';
import { type Counts, startOfWeek } from './burst-history.ts';

const YEAR = 52;
const MOST_YEARS = 5;
/** Weeks before and after the same week of an earlier year that are the season of now. */
const HALF = 3;
/** From so many years on, a season can be told from a trend. */
const LEAST_YEARS = 3;
const HALF_YEAR = 26;
const SEASON_WEEKS = 5;

/** How often the weights of half a year are found anew. */
const SHORT_PASSES = 4;

/** Weeks of a baseline as weeks ago, both included, and whether the season is fitted. */
type Reach = { readonly latest: number; readonly earliest: number; readonly seasons: boolean };

/** With three years: up to five years and three weeks, without the last half year, with seasons. With less: the last half year without the last week, for a season could not be told from a trend. */
function reachOf(weeks: number): Reach {
  const years = Math.min(MOST_YEARS, Math.floor((weeks - HALF) / YEAR));
  return years >= LEAST_YEARS
    ? { latest: HALF_YEAR + 1, earliest: years * YEAR + HALF, seasons: true }
    : lastHalfYear(weeks);
}

const lastHalfYear = (weeks: number): Reach => ({
  latest: 2,
  earliest: Math.min(weeks, HALF_YEAR + 1),
  seasons: false,
});

/** Ten seasons: the seven weeks around now in every year, and nine of five weeks each between. */
export function seasonOf(ago: number): number {
  const place = ago % YEAR;
  return place <= HALF || place >= YEAR - HALF ? 0 : 1 + Math.floor((place - HALF - 1) / SEASON_WEEKS);
}

/** What the weeks before one say of it. */
export type Expectation = {
  readonly mean: number;
  /** Variance over mean, at least 1. */
  readonly dispersion: number;
  /** Variance of the logarithm of the mean as far as the bound allows for it. */
  readonly uncertainty: number;
  /** Weeks of the baseline, the first and the last. */
  readonly weeks: { readonly from: number; readonly to: number };
  /** Weeks of the baseline that count less, since they were bursts; the latest first. */
  readonly bursts: readonly number[];
};

/**
 * The reports expected in a week, from whole known weeks before it; `known` says how many there are, two at least. Where periods are
 * weeks and there are three years, this is Farrington flexible and nothing else. A short baseline knows its own mean badly, which
 * is told. Where periods are days, the level follows recent weeks, and the dispersion is at most half as much again as that of
 * the last half year: an account that grew unevenly over years would else be allowed anything.
 */
export function expectedInWeek(counts: Counts, week: number, known: number): Expectation {
  const reach = reachOf(known);
  const fit = fitOver(counts, week, reach);
  const byDays = counts.span > 1;
  const recent =
    byDays && reach.seasons
      ? fitOver(counts, week, lastHalfYear(known)).dispersion * 1.5
      : Number.POSITIVE_INFINITY;
  const dispersion = Math.min(fit.dispersion, recent);
  const level = byDays ? levelOf(counts, week, { fit, dispersion, reach }) : { by: 1, uncertainty: 0 };
  const full = Math.max(...fit.weights);
  const agos = fit.weights.flatMap((weight, at) => (weight < full * 0.999 ? [reach.latest + at] : []));
  return {
    mean: fit.mean * level.by,
    dispersion,
    uncertainty: byDays || reach.seasons ? level.uncertainty : fit.uncertainty,
    weeks: { from: week - reach.earliest, to: week - reach.latest },
    bursts: agos.map(ago => week - ago),
  };
}

function fitOver(counts: Counts, week: number, { latest, earliest, seasons }: Reach): Fit {
  const points = Array.from({ length: earliest - latest + 1 }, (_, at): Point => {
    const ago = latest + at;
    return { count: counts.inWeek(week - ago), when: -ago / YEAR, season: seasons ? seasonOf(ago) : 0 };
  });
  return fitBaseline(points, seasons ? 1 : SHORT_PASSES);
}

/** So many weeks, without the last, say what level there is now; the one in their middle does, so two bursts do not. */
const LEVEL_WEEKS = 5;
/** Reports as expected, for each of dispersion, that a change of level has to outweigh. */
const LEVEL_PRIOR = 3;
const LITTLE = 0.01;

function levelOf(
  counts: Counts,
  week: number,
  { fit, dispersion, reach }: { fit: Fit; dispersion: number; reach: Reach },
): { readonly by: number; readonly uncertainty: number } {
  const weeks = Array.from({ length: LEVEL_WEEKS }, (_, at) => {
    const ago = at + 2;
    const mean = fit.meanOf(-ago / YEAR, reach.seasons ? seasonOf(ago) : 0);
    return { count: counts.inWeek(week - ago), mean, ratio: counts.inWeek(week - ago) / (mean + LITTLE) };
  });
  const middle = weeks.sort((a, b) => a.ratio - b.ratio)[Math.floor(LEVEL_WEEKS / 2)];
  const { count = 0, mean = 0 } = middle ?? {};
  const prior = LEVEL_PRIOR * dispersion;
  return { by: (count + prior) / (mean + prior), uncertainty: dispersion / (mean + prior) };
}

/** Reports of one weekday that an account is thought to have had as usual, before it had any. */
const PRIOR = 4;
const MOST_WEEKS = 7;
const RARE = 0.01;

/** The last `periods` periods that end with one. */
type Stretch = { readonly period: number; readonly periods: number };
type Known = { readonly week: number; readonly expected: Expectation; readonly known: number };

/**
 * Which share of a week’s reports falls on these days, by the seven weeks before now. The last of these and weeks
 * that were bursts are left out; with few reports every day stays near a seventh. Where periods are weeks it is all.
 */
export function weekdayShare(counts: Counts, given: Stretch & Known): number {
  const { span } = counts;
  const { period, periods, week, expected, known } = given;
  if (span === 1) return 1;
  const usual = countNotExceeded(RARE, expected.mean, expected.dispersion);
  const perDay = new Array<number>(span).fill(PRIOR * expected.dispersion);
  for (let ago = 2; ago <= Math.min(MOST_WEEKS, known); ago++) {
    const start = startOfWeek(span, week - ago);
    if (start < counts.byPeriodFrom || counts.inWeek(week - ago) > usual) continue;
    for (let day = 0; day < span; day++) perDay[day] = (perDay[day] as number) + counts.inPeriod(start + day);
  }
  const dayOf = (ago: number): number => (period - ago - startOfWeek(span, week) + span) % span;
  let own = 0;
  for (let ago = 0; ago < periods; ago++) own += perDay[dayOf(ago)] as number;
  return own / perDay.reduce((sum, count) => sum + count, 0);
}
