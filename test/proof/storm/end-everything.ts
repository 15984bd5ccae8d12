import { isOpenCase } from '../../../shared/domain/devices/device-case.ts';
import { handoverConfirmed } from '../../../shared/events/device-events.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/kernel/instant.ts';
import { casesIn } from '../../simulation/device-complaints.ts';
import type { World } from '../../simulation/world.ts';

const MOST_ROUNDS = 6;
/** Of thousands of promises one is due in any minute of many hours. */
const WITHIN = 3 * DAY;

/** The evening: every device is handed over, and everybody takes on what they were told until nothing is open. */
export async function endEverything(world: World): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (const { id, accountId } of casesIn(world).filter(isOpenCase))
      world.fact(handoverConfirmed.of({ caseId: id }), { accountId });
    await world.settle(WITHIN);
    await takeAllOn(world, 20 * MINUTE);
    if (openNotifications(world).length === 0) break;
  }
  await world.run({ until: world.clock.now() + 2 * HOUR });
  await world.settle(WITHIN);
  // What came up in these hours: calls are due and reminded of at any time.
  for (let round = 0; round < MOST_ROUNDS && openNotifications(world).length > 0; round++)
    await takeAllOn(world, MINUTE);
}

async function takeAllOn(world: World, within: number): Promise<void> {
  for (const { id, recipientId } of openNotifications(world))
    void takeOn(world, String(id), String(recipientId));
  await world.run({ until: world.clock.now() + within });
  await world.settle(WITHIN);
}

const openNotifications = ({ table }: World) =>
  [...table.rows()].filter(row => row.type === 'notification' && row.outcome === undefined);

/** Somebody presses the key until it is answered. */
async function takeOn(world: World, notificationId: string, id: string): Promise<void> {
  const act = { notificationId, act: 'acknowledge' } as const;
  const done = await world.act('agent', ports =>
    world.asked().actOnNotification(ports, { id, roles: ['agent'] }, act),
  );
  if (done.ended !== 'well') world.clock.after(5 * SECOND, () => void takeOn(world, notificationId, id));
}
