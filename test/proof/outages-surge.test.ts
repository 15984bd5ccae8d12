import { describe, expect, test } from '@jest/globals';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { complaintsOf } from '../simulation/complaints.ts';
import { judge } from '../simulation/oracle.ts';
import type { World } from '../simulation/world.ts';
import { show, sizeOf } from '../support/shown.ts';
import { endEverything } from './storm/end-everything.ts';
import { aCompany, sayEverything } from './storm/everything.ts';
import { type Down, isUpToDate, redriven, sabotage } from './storm/outage.ts';

/** Facts a second on any day: so many in an hour and forty minutes. */
const USUAL = sizeOf('OUTAGE_FACTS', 400) / 6_000;
const SURGE = 5 * USUAL;
const WITHIN_MS = 3_000_000;
const GOAL_MINUTES = 15;
const [LEAST, MOST] = [10 * MINUTE, HOUR];
/** After so long it is looked again. */
const EVERY = 10 * SECOND;
const usualFactsIn = (time: number): number => Math.round((USUAL * time) / SECOND);

/**
 * Facts go on coming, five times as many as usual, for ten minutes and until nothing waits longer than usual: how many,
 * for how long, and when something waited longer for the last time.
 */
async function surge(world: World, among: number): Promise<{ facts: number; lasted: number; late: number }> {
  const from = world.clock.now();
  const lasted = () => world.clock.now() - from;
  let [facts, late] = [0, 0];
  do {
    // Whole facts alone can be said, and over all of it their pace is that of the surge.
    const more = Math.floor(((lasted() + EVERY) * SURGE) / SECOND) - facts;
    const until = world.clock.now() + EVERY;
    await sayEverything(world, { facts: more, pace: SURGE, said: among + facts, among });
    await world.run({ until });
    facts += more;
    if (!isUpToDate(world)) late = lasted();
  } while (lasted() < LEAST || (late === lasted() && late < MOST));
  return { facts, lasted: lasted(), late };
}

const paceOf = (facts: number, time: number): string => ((facts * SECOND) / time).toFixed(2);

/** What was waiting when it was over, and how long it took while five times as much came in. */
async function afterwards(
  world: World,
  given: { name: string; seed: number; waiting: number; before: number; outage: number },
) {
  const { name, seed, waiting, before, outage } = given;
  const { facts, lasted, late } = await surge(world, before);
  const minutes = Math.ceil(late / MINUTE);
  const { dead } = await redriven(world);
  await endEverything(world);
  const complaints = complaintsOf(world);
  show({
    ...{ goal: 9, name, seeds: String(seed), failed: complaints.length + Number(minutes > GOAL_MINUTES) },
    runs: `${before} facts, ${paceOf(before, outage)} a second, of which ${waiting} messages waited; then ${facts} facts in ${Math.round(lasted / MINUTE)} min, ${paceOf(facts, lasted)} a second; ${judge(world).injected} facts in all`,
    figure: `${complaints.length} lost, doubled or left over; nothing waits longer than usual ${minutes} min after; ${dead} dead letters`,
  });
  expect(complaints.slice(0, 20)).toEqual([]);
  expect(minutes).toBeLessThanOrEqual(GOAL_MINUTES);
  expect(lasted).toBeGreaterThanOrEqual(LEAST);
  expect(facts / lasted).toBeGreaterThanOrEqual((4.9 * before) / outage);
}

const waitingIn = ({ queues }: World): number =>
  Object.values(queues).reduce((sum, queue) => sum + queue.depth(), 0);

describe('customers’ systems go on at their usual pace while something is out of reach, and catch up at five times that', () => {
  test(
    'the table for three hours',
    async () => {
      const down: Down = {};
      const [outage, before] = [3 * HOUR, usualFactsIn(3 * HOUR)];
      const world = await aCompany({ seed: 111, facts: before, sabotage: sabotage(down) });
      await world.settle();
      down.table = true;
      await sayEverything(world, { facts: before, pace: USUAL });
      down.table = false;
      const waiting = waitingIn(world);
      expect(waiting).toBeGreaterThan(before / 2);
      const name = 'table out of reach for three hours, then a surge';
      await afterwards(world, { name, seed: 111, waiting, before, outage });
    },
    WITHIN_MS,
  );

  test(
    'the functions for six hours',
    async () => {
      const [outage, before] = [6 * HOUR, usualFactsIn(6 * HOUR)];
      const world = await aCompany({ seed: 112, facts: before });
      await world.settle();
      for (const queue of Object.values(world.queues)) queue.pause(true);
      await sayEverything(world, { facts: before, pace: USUAL });
      const waiting = waitingIn(world);
      expect(waiting).toBeGreaterThan(before / 2);
      expect(isUpToDate(world)).toBe(false);
      for (const queue of Object.values(world.queues)) queue.pause(false);
      const name = 'functions stopped for six hours, then a surge';
      await afterwards(world, { name, seed: 112, waiting, before, outage });
    },
    WITHIN_MS,
  );
});
