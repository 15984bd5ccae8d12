import { FLOOR } from './burst-detector.ts';
import { type BurstHistory, countsOf } from './burst-history.ts';

/**
 * Those of the days that have, with the three before each, the 5 reports without which no day is a burst. The others need
 * not be assessed, which costs a hundred times as much.
 */
export function daysWithFloor(history: BurstHistory, days: readonly number[]): number[] {
  const { inPeriod } = countsOf(history);
  return days.filter(day => {
    let reports = 0;
    for (let ago = 0; ago < FLOOR.periods; ago++) reports += inPeriod(day - ago);
    return reports >= FLOOR.reports;
  });
}
