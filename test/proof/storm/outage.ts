import { HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import type { World, WorldPorts } from '../../simulation/world.ts';

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

/** Everything that was given up is brought back by hand, as the runbook says, until nothing more is. */
export async function redriven(world: World) {
  const from = world.clock.now();
  let dead = 0;
  do {
    dead += deadIn(world);
    for (const queue of Object.values(world.queues)) queue.redrive();
    await world.settle();
  } while (deadIn(world) > 0);
  return { dead, minutes: Math.ceil((world.clock.now() - from) / MINUTE) };
}

export const pushesAfter = (world: World, at: number) => world.outbox.pushes.filter(one => one.at >= at);

/** The most pushes that one browser got within an hour, whichever hour it is. */
export function busiestHour(world: World, from: number): number {
  const of = Map.groupBy(pushesAfter(world, from), ({ message }) => message.endpoint);
  const most = (sent: readonly { readonly at: number }[]) =>
    Math.max(0, ...sent.map(({ at }) => sent.filter(one => one.at >= at && one.at < at + HOUR).length));
  return Math.max(0, ...[...of.values()].map(most));
}
