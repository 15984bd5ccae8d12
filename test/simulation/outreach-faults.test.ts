import { beforeAll, describe, expect, test } from '@jest/globals';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { complaintsOf, visibleRepeats } from './complaints.ts';
import { noFaults, twentyPercent } from './faults.ts';
import { A_WHILE, callAll, countedIn, decisionsIn, plannedIn, sayAll, sellersIn } from './outreach-storm.ts';
import type { World } from './world.ts';

const outcome = (world: World) => ({
  decisions: decisionsIn(world),
  counted: countedIn(world),
  planned: plannedIn(world),
});
let smooth: ReturnType<typeof outcome>;

beforeAll(async () => {
  const world = await sellersIn(1, noFaults);
  await sayAll(world, 10 * MINUTE);
  smooth = outcome(world);
}, 120_000);

describe('a storm of reports, claims and news while every fifth delivery fails', () => {
  test('without failures calls about bursts and claims, and nobody who objects', () => {
    expect(smooth.planned).toHaveLength(18);
  });

  test.each([51, 52, 53])(
    'loses nothing, does nothing twice and ends as it would have without, seed %i',
    async seed => {
      const world = await sellersIn(seed, twentyPercent);
      await sayAll(world, 20 * MINUTE);
      expect(outcome(world)).toEqual(smooth);
      await callAll(world);
      await world.run({ until: world.clock.now() + A_WHILE });
      await world.settle();
      expect(complaintsOf(world)).toEqual([]);
      const open = decisionsIn(world).filter(({ state }) => state === 'open');
      expect(open).toEqual([]);
      expect(visibleRepeats(world)).toBe(0);
    },
    240_000,
  );
});
