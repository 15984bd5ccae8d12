import { describe, expect, test } from '@jest/globals';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { complaintsOf } from '../simulation/complaints.ts';
import { judge } from '../simulation/oracle.ts';
import { START, type World, type WorldPorts } from '../simulation/world.ts';
import { show, sizeOf } from '../support/shown.ts';
import { endEverything } from './storm/end-everything.ts';
import { aCompany, sayEverything } from './storm/everything.ts';

const FACTS = sizeOf('OUTAGE_FACTS', 400);
const WITHIN_MS = 3_000_000;
/** Facts a second, while everything works and while it does not. */
const USUAL = 2;

type Down = { table: boolean; bus: boolean };

/** What everything answers that cannot be reached. */
const unreachable = (): never => {
  throw new Error('service unavailable');
};

const sabotage =
  (down: Down) =>
  (ports: WorldPorts): WorldPorts => ({
    ...ports,
    ...(down.table
      ? {
          table: {
            get: async () => unreachable(),
            query: async () => unreachable(),
            commit: async () => unreachable(),
          },
        }
      : {}),
    ...(down.bus ? { bus: { put: async () => unreachable() } } : {}),
  });

const deadIn = (world: World) => Object.values(world.queues).reduce((sum, { dlq }) => sum + dlq.length, 0);

/** Everything that was given up is brought back by hand, as the runbook says, until nothing more is. */
async function redriven(world: World) {
  const from = world.clock.now();
  let dead = 0;
  do {
    dead += deadIn(world);
    for (const queue of Object.values(world.queues)) queue.redrive();
    await world.settle();
  } while (deadIn(world) > 0);
  return { dead, minutes: Math.ceil((world.clock.now() - from) / MINUTE) };
}

const pushedAfter = (world: World, at: number) =>
  world.outbox.pushes
    .filter(one => one.at >= at)
    .map(({ message }) => JSON.parse(message.payload) as { title: string });

describe('what cannot be reached for hours', () => {
  test(
    'the table for three hours: what was accepted is done afterwards, once',
    async () => {
      const down: Down = { table: false, bus: false };
      const world = await aCompany({ seed: 101, facts: FACTS, sabotage: sabotage(down) });
      await world.settle();
      down.table = true;
      await sayEverything(world, { facts: FACTS, pace: FACTS / (3 * 3600) });
      down.table = false;
      const back = world.clock.now();
      const { dead, minutes } = await redriven(world);
      await endEverything(world);
      const complaints = complaintsOf(world);
      const { injected } = judge(world);
      show({
        ...{ goal: 9, name: 'table out of reach for three hours', seeds: '101', failed: complaints.length },
        runs: `${injected} facts, ${dead} messages given up meanwhile and brought back`,
        figure: `${complaints.length} lost, doubled or left over; at rest ${minutes} min after; ${pushedAfter(world, back).length} pushes`,
      });
      expect(complaints.slice(0, 20)).toEqual([]);
      expect(back - START).toBeGreaterThanOrEqual(3 * HOUR);
      expect(minutes).toBeLessThanOrEqual(15);
    },
    WITHIN_MS,
  );

  test(
    'the way to the functions for 25 hours: everything waits where it was given up, and comes back',
    async () => {
      const world = await aCompany({ seed: 102, facts: FACTS });
      await world.settle();
      for (const queue of Object.values(world.queues)) queue.pause(true);
      await sayEverything(world, { facts: FACTS, pace: USUAL });
      await world.run({ until: world.clock.now() + 25 * HOUR });
      for (const queue of Object.values(world.queues)) queue.pause(false);
      const back = world.clock.now();
      const { minutes } = await redriven(world);
      await endEverything(world);
      const complaints = complaintsOf(world);
      show({
        ...{ goal: 9, name: 'functions stopped for 25 hours', seeds: '102', failed: complaints.length },
        runs: `${judge(world).injected} facts`,
        figure: `${complaints.length} lost, doubled or left over; at rest ${minutes} min after; ${pushedAfter(world, back).length} pushes`,
      });
      expect(complaints.slice(0, 20)).toEqual([]);
      expect(minutes).toBeLessThanOrEqual(15);
    },
    WITHIN_MS,
  );

  test(
    'the bus for six hours: facts of the product wait in its table',
    async () => {
      const down: Down = { table: false, bus: false };
      const world = await aCompany({ seed: 103, facts: FACTS, sabotage: sabotage(down) });
      await sayEverything(world, { facts: FACTS, pace: USUAL });
      down.bus = true;
      await world.run({ until: world.clock.now() + 6 * HOUR });
      const waiting = judge(world).unsent;
      down.bus = false;
      const { minutes } = await redriven(world);
      await endEverything(world);
      const complaints = complaintsOf(world);
      show({
        ...{ goal: 9, name: 'bus out of reach for six hours', seeds: '103', failed: complaints.length },
        runs: `${judge(world).injected} facts, ${waiting} rows waiting to be sent`,
        figure: `${complaints.length} lost, doubled or left over; at rest ${minutes} min after`,
      });
      expect(waiting).toBeGreaterThan(0);
      expect(complaints.slice(0, 20)).toEqual([]);
      expect(minutes).toBeLessThanOrEqual(15);
    },
    WITHIN_MS,
  );

  test(
    'push services and the mail service for six hours: every notification still has one recorded end',
    async () => {
      const world = await aCompany({ seed: 104, facts: FACTS });
      await world.settle();
      world.channels.push = () => ({ status: 503 });
      await sayEverything(world, { facts: FACTS, pace: USUAL });
      await world.run({ until: world.clock.now() + 6 * HOUR });
      world.channels.push = () => ({ status: 201 });
      const back = world.clock.now();
      await sayEverything(world, { facts: FACTS / 4, pace: USUAL });
      await endEverything(world);
      const complaints = complaintsOf(world);
      const mostInAMinute = busiestMinute(pushTimes(world, back));
      show({
        ...{
          goal: 9,
          name: 'push services out of order for six hours',
          seeds: '104',
          failed: complaints.length,
        },
        runs: `${judge(world).injected} facts, ${world.outbox.mails.length} mails instead`,
        figure: `${complaints.length} lost, doubled or left over; at most ${mostInAMinute} pushes to one person in a minute afterwards`,
      });
      expect(complaints.slice(0, 20)).toEqual([]);
      expect(mostInAMinute).toBeGreaterThan(0);
      expect(mostInAMinute).toBeLessThanOrEqual(30);
    },
    WITHIN_MS,
  );
});

const pushTimes = (world: World, from: number) =>
  Map.groupBy(
    world.outbox.pushes.filter(({ at }) => at >= from),
    ({ message }) => message.endpoint,
  );

const busiestMinute = (of: Map<string, { readonly at: number }[]>): number =>
  Math.max(
    0,
    ...[...of.values()].map(sent =>
      Math.max(
        0,
        ...sent.map(({ at }) => sent.filter(one => one.at >= at && one.at < at + 60 * SECOND).length),
      ),
    ),
  );
