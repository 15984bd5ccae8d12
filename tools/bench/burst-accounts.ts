import { drawsOf } from './burst-scenarios.ts';

export const accountKinds = ['quiet', 'seasonal', 'growing'] as const;
export type AccountKind = (typeof accountKinds)[number];
export const YEAR_DAYS = 365;

export type DailyAccount = {
  readonly kind: AccountKind;
  /** Days of history before the judged year. */
  readonly age: number;
  readonly counts: Map<number, number>;
  /** The first day that is judged, which is a year long. */
  readonly judgedFrom: number;
  /** When so asked: the days on which the reports of a burst came, in order. */
  readonly burst?: readonly number[];
};

const FIRST_DAY = 20_000;
const spread = (share: number, from: number, to: number): number => from * (to / from) ** share;

/**
 * Reports by day of one account without bursts: quiet (0.05 to 0.5 a day), seasonal (1 to 15 a day, up to e^0.6 times as many in
 * high season, weekends of 0.2 to 1 of a weekday), or growing (0.3 to 5 a day at first, 1.3 to 3 times as many each year, weekends
 * too). Variance 1 to 2 times the mean. With `k`, a burst of Poisson(k × a week’s deviation then) reports begins on a random day.
 */
export function drawAccount(given: {
  seed: number;
  kind: AccountKind;
  age: number;
  k?: number;
}): DailyAccount {
  const { seed, kind, age, k } = given;
  const draws = drawsOf(seed);
  const phi = 1 + draws.share();
  const meanOn = kindOf(kind, draws);
  const counts = new Map<number, number>();
  for (let day = 0; day < age + YEAR_DAYS; day++) counts.set(FIRST_DAY + day, draws.counts(meanOn(day), phi));
  const judgedFrom = FIRST_DAY + age;
  if (k === undefined) return { kind, age, counts, judgedFrom };
  const start = judgedFrom + draws.int(0, YEAR_DAYS - 14);
  const size = Math.max(1, draws.poisson(k * Math.sqrt(7 * phi * meanOn(start - FIRST_DAY))));
  const days = Array.from({ length: size }, () => start + Math.round(Math.exp(0.5 * draws.normal())));
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  return { kind, age, counts, judgedFrom, burst: days.sort((a, b) => a - b) };
}

function kindOf(kind: AccountKind, draws: ReturnType<typeof drawsOf>): (day: number) => number {
  if (kind === 'quiet') {
    const mean = spread(draws.share(), 0.05, 0.5);
    return () => mean;
  }
  const weekend = spread(draws.share(), 0.2, 1);
  const onWeekday = (day: number): number => ((FIRST_DAY + day + 3) % 7 >= 5 ? weekend : 1);
  if (kind === 'growing') {
    const [first, growth] = [spread(draws.share(), 0.3, 5), spread(draws.share(), 1.3, 3)];
    return day => first * growth ** Math.min(day / YEAR_DAYS, 3) * onWeekday(day);
  }
  const [mean, high, phase] = [spread(draws.share(), 1, 15), 0.6 * draws.share(), draws.share()];
  return day => mean * Math.exp(high * Math.cos(2 * Math.PI * (day / 365.25 + phase))) * onWeekday(day);
}
