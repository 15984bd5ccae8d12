/** The three methods of the Early Aberration Reporting System. */
export type EarsMethod = 'C1' | 'C2' | 'C3';

export type EarsTerms = {
  /** How many standard deviations above the mean are still usual. */
  readonly z: number;
  /** The deviation is taken to be at least this, */
  readonly leastSigma: number;
  /** and at least so many times the root of the mean: seven counts may well be alike by chance. 0 when left out. */
  readonly leastOfRoot?: number;
};

const BASELINE = 7;
const GAP = 2;

/**
 * What is usual now: mean and deviation of seven periods that end right before (C1) or two periods earlier (C2, C3), and
 * the count that is still usual (Fricker, Hegler, Dunfee 2008, doi 10.1002/sim.3197). C3 asks whether the two periods before
 * exceeded one deviation by more than `z` together; its bound lies by what is left of `z` above the count of now, as in the
 * R package surveillance, to which all three are held. `countAgo(0)` is the count of now.
 */
export function earsBound(
  method: EarsMethod,
  countAgo: (periods: number) => number,
  { z, leastSigma, leastOfRoot = 0 }: EarsTerms,
): { readonly mean: number; readonly sigma: number; readonly bound: number } {
  const { mean, sigma: drawn } = usual(countAgo, { ago: method === 'C1' ? 1 : 1 + GAP, leastSigma });
  const sigma = Math.max(drawn, leastOfRoot * Math.sqrt(mean));
  if (method !== 'C3') return { mean, sigma, bound: mean + sigma * z };
  const before = excess(countAgo, 1, leastSigma) + excess(countAgo, 2, leastSigma);
  return { mean, sigma, bound: Math.max(0, countAgo(0) + sigma * (z - before)) };
}

type CountAgo = (periods: number) => number;

function usual(countAgo: CountAgo, { ago, leastSigma }: { ago: number; leastSigma: number }) {
  let sum = 0;
  for (let at = 0; at < BASELINE; at++) sum += countAgo(ago + at);
  const mean = sum / BASELINE;
  let squares = 0;
  for (let at = 0; at < BASELINE; at++) squares += (countAgo(ago + at) - mean) ** 2;
  return { mean, sigma: Math.max(Math.sqrt(squares / (BASELINE - 1)), leastSigma) };
}

/** By how many deviations, beyond the first, a period exceeded what was usual then. */
function excess(countAgo: CountAgo, ago: number, leastSigma: number): number {
  const { mean, sigma } = usual(countAgo, { ago: ago + 1 + GAP, leastSigma });
  return Math.max(0, (countAgo(ago) - mean) / sigma - 1);
}

/** Periods before now that C2 looks at. */
export const EARS_REACH = BASELINE + GAP;
