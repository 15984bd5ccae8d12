import { describe, expect, test } from '@jest/globals';
import { consumers } from '../../shared/events/consumers.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import { complaintsOf } from '../simulation/complaints.ts';
import { judge } from '../simulation/oracle.ts';
import { START } from '../simulation/world.ts';
import { show, sizeOf } from '../support/shown.ts';
import { endEverything } from './storm/end-everything.ts';
import { aCompany, sayEverything } from './storm/everything.ts';
import { type Down, deadIn, pushesAfter, redriven, sabotage, tooLate } from './storm/outage.ts';

const FACTS = sizeOf('OUTAGE_FACTS', 400);
const WITHIN_MS = 3_000_000;
/** Facts a second, while everything works and while it does not. */
const USUAL = 2;

describe('what cannot be reached for hours', () => {
  test(
    'the table for three hours: what was accepted is done afterwards, once',
    async () => {
      const down: Down = {};
      const world = await aCompany({ seed: 101, facts: FACTS, sabotage: sabotage(down) });
      await world.settle();
      down.table = true;
      await sayEverything(world, { facts: FACTS, pace: FACTS / (3 * 3600) });
      down.table = false;
      const back = world.clock.now();
      const { dead, minutes } = await redriven(world);
      await endEverything(world);
      const complaints = [...complaintsOf(world), ...tooLate(world, back)];
      const { injected } = judge(world);
      show({
        ...{ goal: 9, name: 'table out of reach for three hours', seeds: '101', failed: complaints.length },
        runs: `${injected} facts, ${dead} messages given up meanwhile and brought back`,
        figure: `${complaints.length} lost, doubled, left over or pushed too late; worked off ${minutes} min after; ${pushesAfter(world, back).length} pushes`,
      });
      expect(complaints.slice(0, 20)).toEqual([]);
      expect(back - START).toBeGreaterThanOrEqual(3 * HOUR);
      expect(minutes).toBeLessThanOrEqual(15);
    },
    WITHIN_MS,
  );

  test(
    'every queue for 25 hours: what the bus could not deliver is a dead letter, and comes back by hand',
    async () => {
      const world = await aCompany({ seed: 105, facts: FACTS });
      await world.settle();
      for (const consumer of consumers) world.bus.broken.add(consumer);
      await sayEverything(world, { facts: FACTS, pace: USUAL });
      await world.run({ until: world.clock.now() + 25 * HOUR });
      world.bus.broken.clear();
      const back = world.clock.now();
      const waiting = deadIn(world);
      const { minutes } = await redriven(world);
      await endEverything(world);
      const complaints = [...complaintsOf(world), ...tooLate(world, back)];
      show({
        ...{ goal: 9, name: 'queues out of reach of the bus for 25 hours', seeds: '105' },
        failed: complaints.length,
        runs: `${judge(world).injected} facts, ${waiting} dead letters brought back`,
        figure: `${complaints.length} lost, doubled, left over or pushed too late; worked off ${minutes} min after`,
      });
      expect(waiting).toBeGreaterThan(FACTS);
      expect(complaints.slice(0, 20)).toEqual([]);
      expect(minutes).toBeLessThanOrEqual(15);
    },
    WITHIN_MS,
  );

  test(
    'the functions for 25 hours: what waits for them in the queues is done afterwards',
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
      const complaints = [...complaintsOf(world), ...tooLate(world, back)];
      show({
        ...{ goal: 9, name: 'functions stopped for 25 hours', seeds: '102', failed: complaints.length },
        runs: `${judge(world).injected} facts`,
        figure: `${complaints.length} lost, doubled, left over or pushed too late; worked off ${minutes} min after; ${pushesAfter(world, back).length} pushes`,
      });
      expect(complaints.slice(0, 20)).toEqual([]);
      expect(minutes).toBeLessThanOrEqual(15);
    },
    WITHIN_MS,
  );

  test(
    'the bus for six hours: facts of the product wait in its table',
    async () => {
      const down: Down = {};
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
        figure: `${complaints.length} lost, doubled or left over; worked off ${minutes} min after`,
      });
      expect(waiting).toBeGreaterThan(0);
      expect(complaints.slice(0, 20)).toEqual([]);
      expect(minutes).toBeLessThanOrEqual(15);
    },
    WITHIN_MS,
  );

  test(
    'relay and sweep for 30 hours, longer than the stream remembers: the sweep finds what it forgot',
    async () => {
      const world = await aCompany({ seed: 106, facts: FACTS });
      await world.settle();
      world.stream.pause(true);
      world.off.sweep = true;
      await sayEverything(world, { facts: FACTS, pace: USUAL });
      await world.run({ until: world.clock.now() + 30 * HOUR });
      const waiting = judge(world).unsent;
      world.stream.pause(false);
      world.off.sweep = false;
      const back = world.clock.now();
      const { minutes } = await redriven(world);
      const { trimmed } = world.stream.lost;
      await endEverything(world);
      const complaints = [...complaintsOf(world), ...tooLate(world, back)];
      show({
        ...{ goal: 9, name: 'relay and sweep off for 30 hours', seeds: '106', failed: complaints.length },
        runs: `${judge(world).injected} facts, ${waiting} rows waiting to be sent, ${trimmed} records that the stream forgot`,
        figure: `${complaints.length} lost, doubled, left over or pushed too late; worked off ${minutes} min after`,
      });
      expect(trimmed).toBeGreaterThan(0);
      expect(complaints.slice(0, 20)).toEqual([]);
      expect(minutes).toBeLessThanOrEqual(15);
    },
    WITHIN_MS,
  );
});
