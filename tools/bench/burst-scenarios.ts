import { type Random, randomOf } from './random.ts';

// Looked up once, for some of them run millions of times.
const { cos, exp, imul, log, max, round, sin, sqrt } = Math;

/** One way in which weekly counts may come about (after Noufaily et al. 2013, doi 10.1002/sim.5595). */
export type Scenario = {
  readonly set: number;
  readonly theta: number;
  readonly beta: number;
  readonly gamma1: number;
  readonly gamma2: number;
  readonly phi: number;
};

export const WEEKS = 624;
/** Judged weeks, both included; the first week is 1. */
export const JUDGED = { from: 576, to: 624 } as const;

const sets = [
  [0.1, 0.0025, 0.6, 0.6, 1.5],
  [-2, 0.005, 0.1, 0.3, 2],
  [1.5, 0.003, 0.2, -0.4, 1],
  [0.5, 0.002, 0.5, 0.5, 5],
  [2.5, 0.001, 1, 0.1, 3],
  [3.75, 0.001, 0.1, -0.1, 1.1],
  [5, 0.0001, 0.05, 0.01, 1.2],
] as const;

/** Seven sets of parameters, each with and without a trend and a season. */
export const scenarios: readonly Scenario[] = sets.flatMap(([theta, beta, gamma1, gamma2, phi], at) =>
  [0, 1].flatMap(trend =>
    [0, 1].map(season => ({
      set: at + 1,
      theta,
      beta: trend * beta,
      gamma1: season * gamma1,
      gamma2: season * gamma2,
      phi,
    })),
  ),
);

export type Series = {
  readonly scenario: number;
  readonly k: number;
  /** By week; the one of index 0 is week 1. */
  readonly counts: readonly number[];
  /** Weeks in which cases of any planted outbreak fall. */
  readonly outbreak: ReadonlySet<number>;
  /** Those of the outbreak that is looked for. */
  readonly current: ReadonlySet<number>;
};

/** Draws that follow one another and depend on the seed alone. */
export function drawsOf(seed: number) {
  const mixed = imul(seed ^ (seed >>> 16), 0x45d9f3b);
  const random = randomOf(mixed ^ (mixed >>> 15));
  for (let warm = 0; warm < 20; warm++) random.int(0, 1);
  return { ...random, ...shapesOf(random) };
}

function shapesOf(random: Random) {
  const share = (): number => (random.int(0, 2 ** 32 - 1) + 0.5) / 2 ** 32;
  const normal = (): number => sqrt(-2 * log(share())) * cos(2 * Math.PI * share());
  const poisson = (mean: number): number => {
    if (mean > 200) return poisson(200) + poisson(mean - 200);
    const least = exp(-mean);
    let events = 0;
    for (let left = share(); left > least; left *= share()) events += 1;
    return events;
  };
  /** Marsaglia and Tsang 2000 (doi 10.1145/358407.358414). */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * share() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / sqrt(9 * d)) ** 3;
      if (v > 0 && log(share()) < x * x * 0.5 + d - d * v + d * log(v)) return d * v;
    }
  };
  /** Negative binomial with variance `phi` × mean; Poisson where `phi` is at most 1. */
  const counts = (mean: number, phi: number): number =>
    phi <= 1 ? poisson(mean) : poisson(gamma(mean / (phi - 1)) * (phi - 1));
  return { share, normal, poisson, gamma, counts };
}

export type Draws = ReturnType<typeof drawsOf>;

/** Four past outbreaks of k = 5 and one current outbreak in one drawn series. */
export function drawSeries(given: { scenario: number; k: number; seed: number }): Series {
  const scenario = scenarios[given.scenario] as Scenario;
  const draws = drawsOf(given.seed);
  const meanIn = (week: number): number => {
    const angle = (2 * Math.PI * week) / 52;
    const season = scenario.gamma1 * cos(angle) + scenario.gamma2 * sin(angle);
    return exp(scenario.theta + scenario.beta * week + season);
  };
  const counts = Array.from({ length: WEEKS }, (_, at) => draws.counts(meanIn(at + 1), scenario.phi));
  const plant = (start: number, k: number): number[] => {
    const size = max(1, draws.poisson(k * sqrt(max(1, scenario.phi) * meanIn(start))));
    const weeks = Array.from({ length: size }, () => start + round(exp(0.5 * draws.normal())));
    const inside = weeks.filter(week => week <= WEEKS);
    for (const week of inside) counts[week - 1] = (counts[week - 1] as number) + 1;
    return inside;
  };
  const past = [0, 1, 2, 3].flatMap(() => plant(draws.int(313, 575), 5));
  const current = plant(draws.int(576, 620), given.k);
  return { ...given, counts, outbreak: new Set([...past, ...current]), current: new Set(current) };
}

/** So many series of each scenario, all from one seed. */
export const drawAll = (given: { k: number; each: number; seed: number }): Series[] =>
  scenarios.flatMap((_, scenario) =>
    Array.from({ length: given.each }, (_, at) =>
      drawSeries({ scenario, k: given.k, seed: given.seed + 1_000_003 * given.k + 7_919 * scenario + at }),
    ),
  );
