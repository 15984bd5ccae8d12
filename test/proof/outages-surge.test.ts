import { describe, expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { complaintsOf } from '../simulation/complaints.ts';
import { judge } from '../simulation/oracle.ts';
import type { World } from '../simulation/world.ts';
import { show, sizeOf } from '../support/shown.ts';
import { endEverything } from './storm/end-everything.ts';
import { aCompany, sayEverything } from './storm/everything.ts';
import { type Down, isUpToDate, redriven, sabotage } from './storm/outage.ts';

const FACTS = sizeOf('OUTAGE_FACTS', 400);
const WITHIN_MS = 3_000_000;
const GOAL_MINUTES = 15;
const SURGE = 5;
/** Seconds after which it is looked again. */
const EVERY = 10;

/** Facts go on coming, five times as many as usual, until nothing waits longer than usual. */
async function surge(world: World, usual: number): Promise<{ minutes: number; facts: number }> {
  const pace = SURGE * usual;
  const aTime = Math.max(1, Math.round(pace * EVERY));
  let facts = 0;
  const from = world.clock.now();
  do {
    await sayEverything(world, { facts: aTime, pace, said: FACTS + facts });
    facts += aTime;
  } while (world.clock.now() < from + MINUTE || (!isUpToDate(world) && world.clock.now() < from + HOUR));
  return { minutes: Math.ceil((world.clock.now() - from) / MINUTE), facts };
}

/** What was waiting when it was over, and how long it took while five times as much came in. */
async function afterwards(
  world: World,
  { name, seed, waiting, usual }: { name: string; seed: number; waiting: number; usual: number },
) {
  const { minutes, facts } = await surge(world, usual);
  const { dead } = await redriven(world);
  await endEverything(world);
  const complaints = complaintsOf(world);
  show({
    ...{ goal: 9, name, seeds: String(seed), failed: complaints.length + Number(minutes > GOAL_MINUTES) },
    runs: `${waiting} messages waiting, then ${facts} facts at ${SURGE} times the usual pace; ${judge(world).injected} facts in all`,
    figure: `${complaints.length} lost, doubled or left over; nothing waits longer than usual ${minutes} min after; ${dead} dead letters`,
  });
  return { complaints, minutes };
}

const waitingIn = ({ queues }: World): number =>
  Object.values(queues).reduce((sum, queue) => sum + queue.depth(), 0);

describe('customers’ systems go on at their usual pace while something is out of reach, and catch up at five times that', () => {
  test(
    'the table for three hours',
    async () => {
      const down: Down = {};
      const usual = FACTS / (3 * 3600);
      const world = await aCompany({ seed: 111, facts: FACTS, sabotage: sabotage(down) });
      await world.settle();
      down.table = true;
      await sayEverything(world, { facts: FACTS, pace: usual });
      down.table = false;
      const waiting = waitingIn(world);
      const name = 'table out of reach for three hours, then a surge';
      const { complaints, minutes } = await afterwards(world, { name, seed: 111, waiting, usual });
      expect(waiting).toBeGreaterThan(FACTS / 2);
      expect(complaints.slice(0, 20)).toEqual([]);
      expect(minutes).toBeLessThanOrEqual(GOAL_MINUTES);
    },
    WITHIN_MS,
  );

  test(
    'the functions for six hours',
    async () => {
      const usual = FACTS / (6 * 3600);
      const world = await aCompany({ seed: 112, facts: FACTS });
      await world.settle();
      for (const queue of Object.values(world.queues)) queue.pause(true);
      await sayEverything(world, { facts: FACTS, pace: usual });
      const waiting = waitingIn(world);
      expect(isUpToDate(world)).toBe(false);
      for (const queue of Object.values(world.queues)) queue.pause(false);
      const name = 'functions stopped for six hours, then a surge';
      const { complaints, minutes } = await afterwards(world, { name, seed: 112, waiting, usual });
      expect(waiting).toBeGreaterThan(FACTS / 2);
      expect(complaints.slice(0, 20)).toEqual([]);
      expect(minutes).toBeLessThanOrEqual(GOAL_MINUTES);
    },
    WITHIN_MS,
  );
});
