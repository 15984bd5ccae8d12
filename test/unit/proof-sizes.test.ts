import { describe, expect, test } from '@jest/globals';
import { parts } from '../../tools/proof/goals.ts';

/** Fewer facts each, but many more storms: what counts is how many facts come in all of them. */
const storms = ['STORM_SEEDS', 'STORM_FACTS'];
type Sizes = Readonly<Record<string, number>>;
const factsOf = (sizes: Sizes): number => storms.reduce((all, name) => all * (sizes[name] ?? 1), 1);

/** What a full proof would take less of than the usual one; a number that it does not name is that of daily tests. */
const lessOf = (usual: Sizes, full: Sizes): string[] => [
  ...Object.keys(usual).filter(name => !storms.includes(name) && !((full[name] ?? 0) >= (usual[name] ?? 0))),
  ...(factsOf(full) >= factsOf(usual) ? [] : storms),
];

describe('the sizes of the proof', () => {
  test.each(parts)('$name: a full proof takes at least as much of everything as the usual one', ({ env }) => {
    expect(lessOf(env.usual, env.full)).toEqual([]);
  });

  test('one that names less, or leaves it to the daily tests, is found', () => {
    expect(lessOf({ SIM_SEEDS: 10 }, { MODEL_RUNS: 10_000 })).toEqual(['SIM_SEEDS']);
    expect(lessOf({ SIM_SEEDS: 10 }, { SIM_SEEDS: 9 })).toEqual(['SIM_SEEDS']);
    expect(lessOf({ STORM_SEEDS: 2, STORM_FACTS: 300 }, { STORM_SEEDS: 3, STORM_FACTS: 100 })).toEqual(
      storms,
    );
  });
});
