import real, { type IRawProperty, type Parameters } from 'fast-check';
import { runningFile } from './collected.ts';
import { MOST_CASES } from './limits.ts';

const SEED = 7;
/** These count how many of their cases were of a kind. */
const inFull = new Set(['test/unit/device-case-rules.test.ts']);

/** As fast-check's own, with few cases, the same ones in every run, and nothing made small. */
function assert<T>(property: IRawProperty<T>, parameters: Parameters<T> = {}): void | Promise<void> {
  const asked = parameters.numRuns ?? MOST_CASES;
  const numRuns = inFull.has(runningFile()) ? asked : Math.min(asked, MOST_CASES);
  return real.assert(property, { seed: SEED, ...parameters, numRuns, endOnFailure: true });
}

export default { ...real, assert };
export * from 'fast-check';
