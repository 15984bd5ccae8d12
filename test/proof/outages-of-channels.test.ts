import { describe, expect, test } from '@jest/globals';
import { HOUR } from '../../shared/kernel/instant.ts';
import { complaintsOf } from '../simulation/complaints.ts';
import { judge } from '../simulation/oracle.ts';
import { show, sizeOf } from '../support/shown.ts';
import { endEverything } from './storm/end-everything.ts';
import { aCompany, sayEverything } from './storm/everything.ts';
import { busiestHour, type Down, sabotage } from './storm/outage.ts';

const FACTS = sizeOf('OUTAGE_FACTS', 400);
const WITHIN_MS = 3_000_000;
const USUAL = 2;
/** No person gets more in an hour, whatever has piled up; what is critical comes besides. */
const MOST_AN_HOUR = 30;

describe('ways to people that are out of order for six hours', () => {
  test(
    'push services: a mail comes instead, and afterwards nobody is flooded',
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
      const most = busiestHour(world, back);
      show({
        ...{ goal: 9, name: 'push services out of order for six hours', seeds: '104' },
        failed: complaints.length,
        runs: `${judge(world).injected} facts, ${world.outbox.mails.length} mails instead`,
        figure: `${complaints.length} lost, doubled or left over; at most ${most} pushes to one browser in an hour afterwards, what is critical not counted`,
      });
      expect(complaints.slice(0, 20)).toEqual([]);
      expect(world.outbox.mails.length).toBeGreaterThan(0);
      expect(most).toBeGreaterThan(0);
      expect(most).toBeLessThanOrEqual(MOST_AN_HOUR);
    },
    WITHIN_MS,
  );

  test(
    'the mail service: what is still worth sending leaves afterwards, once, and the rest has its recorded end',
    async () => {
      const down: Down = {};
      const world = await aCompany({ seed: 107, facts: FACTS, sabotage: sabotage(down) });
      await world.settle();
      down.mail = true;
      const earlier = world.outbox.mails.length;
      // Nothing but mail is left to bring it by.
      world.channels.push = () => ({ status: 503 });
      await sayEverything(world, { facts: FACTS, pace: USUAL });
      await world.run({ until: world.clock.now() + 6 * HOUR });
      const before = world.outbox.mails.length;
      down.mail = false;
      world.channels.push = () => ({ status: 201 });
      await sayEverything(world, { facts: FACTS / 4, pace: USUAL });
      await endEverything(world);
      const complaints = complaintsOf(world);
      const { mails } = world.outbox;
      const twice = mails.length - new Set(mails.map(({ message }) => message.effectKey)).size;
      show({
        ...{ goal: 9, name: 'mail service and push services out of order for six hours', seeds: '107' },
        failed: complaints.length + twice,
        runs: `${judge(world).injected} facts, ${mails.length - before} mails afterwards`,
        figure: `${complaints.length} lost, doubled or left over; ${twice} mails twice`,
      });
      expect(before).toBe(earlier);
      expect(mails.length).toBeGreaterThan(before);
      expect(complaints.slice(0, 20)).toEqual([]);
      expect(twice).toBe(0);
    },
    WITHIN_MS,
  );
});
