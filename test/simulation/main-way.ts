import { expect, test } from '@jest/globals';
import { moveNotification } from '../../functions/notifications/move-notification.ts';
import { command } from '../../shared/events/envelope.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { complaintsOf, repeatedSends } from './complaints.ts';
import { sendCustomers } from './customers.ts';
import { twentyPercent } from './faults.ts';
import { judge } from './oracle.ts';
import { product, seedCompany } from './product.ts';
import type { World } from './world.ts';
import { simulate } from './world.ts';

const FACTS = 1000;
const EXPIRE_HOURS = 1;
const SEEDS = Number(process.env.SIM_SEEDS ?? 20);
const PARTS = 2;

/** Every second notification is acknowledged by its recipient within ten minutes, tried until it works. */
function answerNotifications(world: World): void {
  world.table.onCommit(changes => {
    for (const { before, after } of changes)
      if (before === undefined && after?.type === 'notification' && world.random.chance(0.5))
        world.clock.after(
          world.random.int(SECOND, 10 * MINUTE),
          () => void acknowledge(world, String(after.id)),
        );
  });
}

async function acknowledge(world: World, notificationId: string): Promise<void> {
  const done = await world.act('agent', ports =>
    moveNotification(ports, {
      notificationId,
      command: { do: 'acknowledge', by: 'agent' },
      at: ports.clock.now(),
      cause: ({ accountId }) =>
        command({
          id: derivedId('evt', 'acknowledged', notificationId),
          name: 'notification.acknowledged',
          accountId: accountId as never,
          principal: 'agent',
          now: ports.clock.now(),
        }),
    }),
  );
  if (done.ended !== 'well') world.clock.after(5 * SECOND, () => void acknowledge(world, notificationId));
}

/** Runs every second seed, from the given one on: two files share the work, so that two cores do. */
export function mainWayUnderFaults(first: number): void {
  const seeds = Array.from({ length: SEEDS }, (_, n) => n + 1).filter(n => n % PARTS === first % PARTS);
  const figures: Record<string, number> = {};
  const add = (more: Record<string, number>) => {
    for (const [name, n] of Object.entries(more)) figures[name] = (figures[name] ?? 0) + n;
  };

  test.each(seeds)(
    'loses and doubles nothing of 1,000 facts with every fifth delivery going wrong, seed %i',
    async seed => {
      const world = simulate({ seed, wiring: product, faults: twentyPercent });
      await seedCompany(world, { expireHours: EXPIRE_HOURS });
      answerNotifications(world);
      await sendCustomers(world, { facts: FACTS });
      await world.settle();
      await world.run({ until: world.clock.now() + (EXPIRE_HOURS + 0.5) * HOUR });
      await world.settle();
      const { facts, effects, injected } = judge(world);
      const { mails, pushes } = world.outbox;
      add({ facts, effects, sends: mails.length + pushes.length, repeats: repeatedSends(world) });
      add(world.faults.injected);
      expect(injected).toBe(FACTS);
      expect(complaintsOf(world)).toEqual([]);
    },
    60_000,
  );

  test('and the faults were really there', () => {
    const { facts = 0, effects = 0, sends = 0, repeats = 0, ...injected } = figures;
    const faults = Object.values(injected).reduce((sum, n) => sum + n, 0);
    console.info(
      `${seeds.length} seeds × ${FACTS} facts: ${facts} facts in all, ${effects} effects, ${faults} faults; ` +
        `${sends} mails and pushes, ${repeats} of them repeats`,
      injected,
    );
    expect(faults).toBeGreaterThan(seeds.length * FACTS * 0.2);
    expect(repeats).toBeLessThan(faults);
  });
}
