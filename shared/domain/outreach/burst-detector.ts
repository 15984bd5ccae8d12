import { type Expectation, expectedInWeek, weekdayShare } from './burst-baseline.ts';
import { chanceOfAtLeast, countNotExceeded, normalAbove, normalExceededWith } from './burst-chance.ts';
import { EARS_REACH, earsBound } from './burst-ears.ts';
import {
  type BurstHistory,
  type Counts,
  countReports,
  countsOf,
  emptyHistory,
  emptyHistoryOfWeeks,
  startOfWeek,
  weekOf,
} from './burst-history.ts';

export type BurstTerms = {
  /** Periods a year: 365 where they are days, 52 where they are weeks. */
  readonly perYear: 365 | 52;
  /** How likely a usual period may exceed its bound. */
  readonly alpha: number;
  /** From −3 to 3; 0 is neutral. Each step doubles `alpha`. */
  readonly sensitivity: number;
};

/** What a period says, with all that it follows from. */
export type Assessment = {
  readonly period: number;
  /** Over how many periods reports are added up, the assessed one the last: 4 where days are told apart, or else 1. */
  readonly periods: number;
  readonly observed: number;
  readonly expected: number;
  /** The most that is still usual. */
  readonly bound: number;
  /** How likely as many reports or more are by chance. */
  readonly pValue: number;
  readonly method: 'ears-c2' | 'regression';
  /** Above 1 is above the bound. */
  readonly score: number;
  readonly isBurst: boolean;
  /** Were there enough reports lately for a burst at all? */
  readonly floorMet: boolean;
  /** First periods of weeks that counted less in the baseline, since they were bursts; the latest twenty. */
  readonly excluded: readonly number[];
  readonly baseline: { readonly from: number; readonly to: number };
};

/** At least so many reports in so many periods, the assessed one included. */
export const FLOOR = { reports: 5, periods: 4 } as const;
/** Whole weeks of history from which on there is a regression. */
export const REGRESSION_WEEKS = 8;
const MOST_SENSITIVE = 3;
const MOST_EXCLUDED = 20;
/** Twice the deviation of Poisson, for days of a week differ and are only seven. */
const EARS_LEAST = { leastSigma: 1, leastOfRoot: 2 } as const;

/**
 * Is a period a burst? Counts of later periods play no part, up to the end of the next week. A burst is above its bound and has the floor: at least 5 reports in the last
 * 4 periods. With fewer than eight whole weeks known, the bound is that of EARS C2, and there is none in the first nine
 * periods, when nothing is known to be usual; then it is a negative binomial quantile in the manner of Farrington flexible.
 */
export function assess(history: BurstHistory, period: number, terms: BurstTerms): Assessment {
  if ((terms.perYear === 365) !== (history.span === 7))
    throw new TypeError(`a history of ${history.span} periods a week is not one of ${terms.perYear} a year`);
  const counts = countsOf(history);
  const from = history.from > history.to ? period : counts.from;
  const known = weekOf(counts.span, period) - weekOf(counts.span, from + counts.span - 1);
  const alpha = Math.min(0.5, terms.alpha * 2 ** boundedSensitivity(terms.sensitivity));
  if (known >= REGRESSION_WEEKS) return byRegression(counts, period, { known, alpha });
  return period - from < EARS_REACH ? unjudged(counts, period, from) : byEars(counts, period, alpha);
}

function byRegression(
  counts: Counts,
  period: number,
  { known, alpha }: { known: number; alpha: number },
): Assessment {
  const { span } = counts;
  const week = weekOf(span, period);
  const expected = expectedInWeek(counts, week, known);
  const periods = span === 1 ? 1 : FLOOR.periods;
  const share = weekdayShare(counts, { period, periods, week, expected, known });
  const mean = expected.mean * share;
  const dispersion = dispersionOf(expected, mean);
  const observed = reportsUntil(counts, period, periods);
  return concluded(counts, {
    period,
    periods,
    expected: mean,
    bound: Math.max(1, countNotExceeded(alpha, mean, dispersion)),
    pValue: chanceOfAtLeast(observed, mean, dispersion),
    method: 'regression',
    excluded: expected.bursts.slice(0, MOST_EXCLUDED).map(one => startOfWeek(span, one)),
    baseline: {
      from: startOfWeek(span, expected.weeks.from),
      to: startOfWeek(span, expected.weeks.to + 1) - 1,
    },
  });
}

/** A short baseline knows its own mean badly, and the bound allows for that. */
const dispersionOf = ({ dispersion, uncertainty }: Expectation, mean: number): number =>
  dispersion + mean * uncertainty;

function byEars(counts: Counts, period: number, alpha: number): Assessment {
  const z = normalExceededWith(alpha);
  const countAgo = (ago: number): number => counts.inPeriod(period - ago);
  const { mean, sigma, bound } = earsBound('C2', countAgo, { z, ...EARS_LEAST });
  return concluded(counts, {
    period,
    periods: 1,
    expected: mean,
    bound,
    pValue: normalAbove((countAgo(0) - mean) / sigma),
    method: 'ears-c2',
    excluded: [],
    baseline: { from: period - EARS_REACH, to: period - 3 },
  });
}

function unjudged(counts: Counts, period: number, from: number): Assessment {
  let reports = 0;
  for (let at = from; at < period; at++) reports += counts.inPeriod(at);
  return concluded(counts, {
    period,
    periods: 1,
    expected: period > from ? reports / (period - from) : 0,
    bound: Number.MAX_SAFE_INTEGER,
    pValue: 1,
    method: 'ears-c2',
    excluded: [],
    baseline: { from, to: period - 1 },
  });
}

function concluded(
  counts: Counts,
  found: Omit<Assessment, 'observed' | 'score' | 'isBurst' | 'floorMet'>,
): Assessment {
  const { period, periods, expected, bound } = found;
  const observed = reportsUntil(counts, period, periods);
  const floorMet = reportsUntil(counts, period, FLOOR.periods) >= FLOOR.reports;
  const score = (observed - expected) / (bound - expected);
  return { ...found, observed, score, floorMet, isBurst: floorMet && observed > bound };
}

function reportsUntil(counts: Counts, period: number, periods: number): number {
  let reports = 0;
  for (let ago = 0; ago < periods; ago++) reports += counts.inPeriod(period - ago);
  return reports;
}

/**
 * The assessments of all periods of a range, both ends included, each as it was when it was the last one: the same as
 * counting and assessing period by period.
 */
export function assessAll(
  counts: ReadonlyMap<number, number>,
  range: { readonly from: number; readonly to: number },
  terms: BurstTerms,
): Assessment[] {
  const dated = [...counts].sort(([a], [b]) => a - b);
  let history = terms.perYear === 365 ? emptyHistory : emptyHistoryOfWeeks;
  let next = 0;
  const found: Assessment[] = [];
  for (let period = range.from; period <= range.to; period++) {
    for (let one = dated[next]; one && one[0] <= period; one = dated[++next])
      history = countReports(history, one[0], one[1]);
    found.push(assess(history, period, terms));
  }
  return found;
}

const boundedSensitivity = (sensitivity: number): number =>
  Math.max(-MOST_SENSITIVE, Math.min(MOST_SENSITIVE, sensitivity));

/**
 * The sensitivity of an account after an answer to a call: half a step up when it was useful, a whole one down when it
 * was not, from −3 to 3.
 */
export const adjustSensitivity = (sensitivity: number, useful: boolean): number =>
  boundedSensitivity(sensitivity + (useful ? 0.5 : -1));
