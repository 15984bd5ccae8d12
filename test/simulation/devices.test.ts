import { describe, expect, test } from '@jest/globals';
import { actOnCase } from '../../functions/devices/act-on-case.ts';
import { handoverConfirmed, shipmentMoved } from '../../shared/events/device-events.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { complaintsOf } from './complaints.ts';
import { aClient, reported } from './device-world.ts';
import { twentyPercent } from './faults.ts';
import { START, type World } from './world.ts';

describe('device cases under the 20 % mix', () => {
  test('keep their books: nothing lost, nothing twice, stock conserved, case and stock name each other', async () => {
    for (const seed of [41, 42]) {
      const world = await aClient({ seed, faults: twentyPercent }, { devices: 30, units: 12 });
      for (let n = 0; n < 30; n++)
        world.clock.at(START + MINUTE + world.random.int(0, 60 * MINUTE), () => live(world, `D-${n}`));
      await world.run({ until: START + 10 * HOUR });
      await world.settle();
      expect(complaintsOf(world)).toEqual([]);
    }
  }, 240_000);
});

/** One device's case as it may go: reported, perhaps twice; handed over, shipped, delayed, or nothing at all. */
function live(world: World, serial: string): void {
  const first = reported(world, serial);
  const caseId = derivedId('case', first.id);
  const { random, clock } = world;
  const about = { accountId: 'mall-group' };
  if (random.chance(0.3)) clock.after(random.int(SECOND, 5 * MINUTE), () => void reported(world, serial));
  const act = (action: object) =>
    void world.act('agent', ports =>
      actOnCase(ports, { caseId, action: action as never, principal: 'anna', roles: ['agent'] }),
    );
  const later = (work: () => void) => clock.after(random.int(5 * MINUTE, 4 * HOUR), work);
  const scripts: readonly (() => void)[] = [
    () => later(() => void world.fact(handoverConfirmed.of({ caseId }), about)),
    () => later(() => act({ do: 'wait', on: 'customer', reason: 'photo' })),
    () => {
      act({ do: 'triage', path: 'replace' });
      clock.after(MINUTE, () => act({ do: 'ship' }));
      later(
        () =>
          void world.fact(
            shipmentMoved.of({ caseId, way: 'out', stage: random.pick(['delayed', 'delivered', 'missing']) }),
            about,
          ),
      );
      later(() => void world.fact(handoverConfirmed.of({ caseId }), about));
    },
    () => later(() => act({ do: 'cancel', reason: 'found' })),
    () => later(() => act({ do: 'triage', path: 'no-fault' })),
    () => undefined,
  ];
  random.pick(scripts)();
}
