import { command } from '../../shared/events/envelope.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { complaintsOf, repeatedSends } from './complaints.ts';
import { sendCustomers } from './customers.ts';
import { twentyPercent } from './faults.ts';
import { judge } from './oracle.ts';
import { product, seedCompany } from './product.ts';
import { looseIn } from './sends.ts';
import type { World } from './world.ts';
import { simulate } from './world.ts';

export const FACTS = 1000;
const EXPIRE_HOURS = 1;

/** Every second notification is acknowledged by its recipient within ten minutes, tried until it works. */
export function answerNotifications(world: World): void {
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
    world.asked().moveNotification(ports, {
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

export type SeedResult = {
  readonly seed: number;
  readonly injected: number;
  readonly facts: number;
  readonly effects: number;
  /** Mails and pushes that left, and how many of them were repeats of another. */
  readonly sends: number;
  readonly repeats: number;
  /** Sends whose answer was lost, or could not be written down: as many may be repeated. */
  readonly loose: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly complaints: readonly string[];
};

/** A thousand facts under the 20 % mix until every notification has ended, and what is wrong then. */
export async function runSeed(seed: number): Promise<SeedResult> {
  const world = simulate({ seed, wiring: product, faults: twentyPercent });
  await seedCompany(world, { expireHours: EXPIRE_HOURS });
  answerNotifications(world);
  await sendCustomers(world, { facts: FACTS });
  await world.settle();
  await world.run({ until: world.clock.now() + (EXPIRE_HOURS + 0.5) * HOUR });
  await world.settle();
  const { injected, facts, effects } = judge(world);
  const { mails, pushes } = world.outbox;
  const [sends, repeats] = [mails.length + pushes.length, repeatedSends(world)];
  const complaints = complaintsOf(world);
  const loose = looseIn(world.runs.sends);
  return { seed, injected, facts, effects, sends, repeats, loose, faults: world.faults.injected, complaints };
}
