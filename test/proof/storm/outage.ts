import { PUSH_USEFUL } from '../../../shared/domain/notifications/delivery.ts';
import { HOUR, MINUTE, SECOND } from '../../../shared/kernel/instant.ts';
import type { Row } from '../../../shared/store/table.ts';
import type { World, WorldPorts } from '../../simulation/world.ts';

const LONGEST = 12 * HOUR;
/** Records that the relay takes in one go. */
const LITTLE = 100;

/** What cannot be reached just now. */
export type Down = { table?: boolean; bus?: boolean; mail?: boolean };

const unreachable = (): never => {
  throw new Error('service unavailable');
};

/** The ports of every run as they are while something is down. */
export const sabotage =
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
    ...(down.mail ? { mail: { send: async () => ({ result: 'later', why: 'out of order' }) } } : {}),
  });

export const deadIn = (world: World) =>
  Object.values(world.queues).reduce((sum, { dlq }) => sum + dlq.length, 0);

/**
 * Everything that was accepted is done: no fact waits in the bus, in a queue or to be sent, and no timer is overdue. What
 * becomes due by and by, such as the next warning of a case, is not waited for.
 */
function isWorkedOff(world: World): boolean {
  const { queues, consumers, bus, stream, clock } = world;
  const isLate = (row: Row) => row.type !== 'timer' || Number(row['dueAt']) < clock.now() - MINUTE;
  const waiting = consumers.some(name => (queues[name]?.depth() ?? 0) > 0);
  return !waiting && bus.underWay() === 0 && stream.depth() === 0 && !world.awake().some(isLate);
}

/** Whatever waits is younger than a minute, as on a day on which nothing is wrong; facts may go on coming. */
export function isUpToDate({ queues, consumers, stream, clock, awake }: World): boolean {
  const lately = clock.now() - MINUTE;
  const waiting = consumers.map(name => queues[name]?.oldestSince() ?? clock.now());
  const overdue = awake().some(row => Number(row.wakeAt) < lately && Number(row['dueAt'] ?? 0) < lately);
  return waiting.every(since => since > lately) && stream.depth() < LITTLE && !overdue;
}

/** Everything that was given up is brought back by hand, as the runbook says, until all that was accepted is done. */
export async function redriven(world: World) {
  const from = world.clock.now();
  let dead = 0;
  do {
    dead += deadIn(world);
    for (const queue of Object.values(world.queues)) queue.redrive();
    while (!isWorkedOff(world)) {
      if (world.clock.now() > from + LONGEST) throw new Error('it is never worked off');
      await world.run({ until: world.clock.now() + 5 * SECOND });
    }
  } while (deadIn(world) > 0);
  return { dead, minutes: Math.ceil((world.clock.now() - from) / MINUTE) };
}

export const pushesAfter = (world: World, at: number) => world.outbox.pushes.filter(one => one.at >= at);

/** Pushes of their own about what happened longer before than a push is of use; what is critical goes out whenever it can. */
export const tooLate = (world: World, from: number): string[] =>
  pushesAfter(world, from).flatMap(({ at, message }) => {
    const row = rowOf(world, message);
    if (row === undefined || row['critical'] === true) return [];
    const hours = (at - Number(row['occurredAt'])) / HOUR;
    return hours > PUSH_USEFUL / HOUR ? [`${row['id']}: pushed ${hours.toFixed(1)} hours after`] : [];
  });

/** The most pushes that one browser got within an hour, whichever hour it is; what is critical passes the cap and is not counted. */
export function busiestHour(world: World, from: number): number {
  const capped = pushesAfter(world, from).filter(
    ({ message }) => rowOf(world, message)?.['critical'] !== true,
  );
  const of = Map.groupBy(capped, ({ message }) => message.endpoint);
  const most = (sent: readonly { readonly at: number }[]) =>
    Math.max(0, ...sent.map(({ at }) => sent.filter(one => one.at >= at && one.at < at + HOUR).length));
  return Math.max(0, ...[...of.values()].map(most));
}

/** The notification that a push is of; none when it is of several. */
function rowOf({ table }: World, { payload }: { payload: string }) {
  const { notificationId } = JSON.parse(payload) as { notificationId?: string };
  return table.peek({ pk: `notification#${notificationId}`, sk: 'state' });
}
