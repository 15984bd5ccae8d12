import { normalExceededWith } from '../../shared/domain/outreach/burst-chance.ts';
import { type EarsMethod, earsBound } from '../../shared/domain/outreach/burst-ears.ts';
import { earsAlarmsOfR, earsBoundsOfR, referenceSeries } from './burst-reference.ts';
import { JUDGED, type Series } from './burst-scenarios.ts';

const METHODS: readonly EarsMethod[] = ['C1', 'C2', 'C3'];
const terms = { z: normalExceededWith(0.01), leastSigma: 0 };

const countAgoOf =
  ({ counts }: Series, week: number) =>
  (ago: number): number =>
    counts[week - 1 - ago] ?? Number.NaN;

/** Where seven counts are alike and no least deviation is set, C3 has no bound, neither ours nor R’s. */
const distance = (ours: number, theirs: number): number =>
  Number.isNaN(theirs) ? (Number.isNaN(ours) ? 0 : Infinity) : Math.abs(ours - theirs) / Math.max(1, theirs);

/**
 * How far our bounds of EARS lie from R’s at most, relative to R’s where those exceed 1, and in how many weeks an alarm differs, in
 * every so many series.
 */
export function earsAgainstR(every = 1) {
  const series = referenceSeries();
  let [most, bounds, alarms, different] = [0, 0, 0, 0];
  for (const one of earsBoundsOfR())
    for (const [method, right] of one.bounds.entries())
      for (const [at, theirs] of right.entries()) {
        const countAgo = countAgoOf(series[one.series] as Series, JUDGED.from + at);
        const { bound } = earsBound(METHODS[method] as EarsMethod, countAgo, terms);
        most = Math.max(most, distance(bound, theirs));
        bounds += 1;
      }
  for (const [number, methods] of earsAlarmsOfR().entries())
    for (const [method, right] of number % every === 0 ? methods.entries() : [])
      for (const [at, theirs] of right.entries()) {
        const countAgo = countAgoOf(series[number] as Series, JUDGED.from + at);
        const { bound } = earsBound(METHODS[method] as EarsMethod, countAgo, terms);
        alarms += 1;
        if (countAgo(0) > bound !== theirs) different += 1;
      }
  return { most, bounds, alarms, different };
}
