import { assessAll } from '../../shared/domain/outreach/burst-detector.ts';
import { JUDGED, type Series } from './burst-scenarios.ts';

/** Which of the judged weeks are alarms. */
export type Alarms = readonly boolean[];

/** How often a method cries wolf, and how many outbreaks of each size it finds; shares, not percents. */
export type Rates = {
  readonly quietWeeks: number;
  readonly falseAlarms: number;
  readonly detected: ReadonlyMap<number, number>;
};

/**
 * False alarms: alarmed weeks without any outbreak over weeks without any outbreak. Detected: at least one alarm in a week of the
 * current outbreak. `alarms` has one entry for each series.
 */
export function ratesOf(series: readonly Series[], alarms: readonly Alarms[]): Rates {
  let [quietWeeks, wrong] = [0, 0];
  const found = new Map<number, { of: number; is: number }>();
  for (const [at, { k, outbreak, current }] of series.entries()) {
    const tally = found.get(k) ?? { of: 0, is: 0 };
    let isFound = false;
    for (let week = JUDGED.from; week <= JUDGED.to; week++) {
      const isAlarm = alarms[at]?.[week - JUDGED.from] === true;
      if (!outbreak.has(week)) quietWeeks += 1;
      if (isAlarm && !outbreak.has(week)) wrong += 1;
      if (isAlarm && current.has(week)) isFound = true;
    }
    found.set(k, { of: tally.of + 1, is: tally.is + (isFound ? 1 : 0) });
  }
  const detected = new Map([...found].map(([k, { of, is }]) => [k, is / of]));
  return { quietWeeks, falseAlarms: wrong / quietWeeks, detected };
}

/** The product’s detector with weeks as its periods. */
export const ourAlarms = ({ counts }: Series, alpha = 0.01): Alarms =>
  assessAll(new Map(counts.map((count, at) => [at + 1, count])), JUDGED, {
    ...{ perYear: 52, alpha, sensitivity: 0 },
  }).map(({ isBurst }) => isBurst);

/** The usual default: a count of more than three standard deviations above the mean of so many weeks before it. */
export function zScoreAlarms({ counts }: Series, weeks: number): Alarms {
  return Array.from({ length: JUDGED.to - JUDGED.from + 1 }, (_, at) => {
    const now = JUDGED.from + at - 1;
    const before = counts.slice(now - weeks, now);
    const mean = before.reduce((sum, count) => sum + count, 0) / weeks;
    const squares = before.reduce((sum, count) => sum + (count - mean) ** 2, 0);
    return (counts[now] as number) > mean + 3 * Math.sqrt(squares / (weeks - 1));
  });
}
