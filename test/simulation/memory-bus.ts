import type { Bus } from '../../shared/adapters/bus.ts';
import type { ClockQueues } from '../../shared/adapters/clock-queues.ts';
import { namesFor } from '../../shared/events/catalog.ts';
import type { ClockQueue, Consumer } from '../../shared/events/consumers.ts';
import { consumers } from '../../shared/events/consumers.ts';
import { queueOf } from '../../shared/events/timers.ts';
import { SECOND } from '../../shared/kernel/instant.ts';
import type { Faults } from './faults.ts';
import type { MemoryQueue } from './memory-queue.ts';
import type { Random } from './random.ts';
import type { VirtualClock } from './virtual-clock.ts';

type Given = {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly faults: Faults;
  readonly queues: Partial<Record<Consumer | ClockQueue, MemoryQueue>>;
};
export type MemoryBus = Bus & {
  /** Facts taken that have not reached their queues yet. */
  underWay(): number;
  /** Ids of facts taken, by name. */
  readonly taken: Map<string, number>;
  /** Consumers whose queue the rule may not write to any more: what it cannot deliver goes to their dead letters. */
  readonly broken: Set<Consumer>;
  /** When something went there. */
  readonly undelivered: { readonly consumer: Consumer; readonly at: number }[];
};

/** The product bus: takes entries one by one and brings each to the queue of every consumer its name matches. */
export function memoryBus({ clock, random, faults, queues }: Given): MemoryBus {
  const consumersOf = new Map<string, Consumer[]>();
  for (const consumer of consumers)
    for (const name of namesFor(consumer))
      consumersOf.set(name, [...(consumersOf.get(name) ?? []), consumer]);
  const taken = new Map<string, number>();
  const broken = new Set<Consumer>();
  const undelivered: { consumer: Consumer; at: number }[] = [];
  let underWay = 0;
  return {
    taken,
    broken,
    undelivered,
    underWay: () => underWay,
    put: async facts =>
      facts.map(fact => {
        if (faults.refusesEntry()) return false;
        taken.set(fact.name, (taken.get(fact.name) ?? 0) + 1);
        const body = JSON.stringify({ 'detail-type': fact.name, detail: fact });
        for (const consumer of consumersOf.get(fact.name) ?? []) {
          underWay++;
          clock.after(random.int(20, 300), () => {
            underWay--;
            if (!broken.has(consumer)) return queues[consumer]?.send(body);
            undelivered.push({ consumer, at: clock.now() });
            return queues[consumer]?.dlq.push({ id: -1, body, receives: 0 });
          });
        }
        return true;
      }),
  };
}

/** The clock queues: each tick goes to its capability's queue and waits there for its delay. Some are lost, each once. */
export function memoryClockQueues({
  random,
  faults,
  queues,
  dropped,
}: Given & { dropped: number }): ClockQueues & { readonly droppedCount: () => number } {
  const lost = new Set<string>();
  return {
    droppedCount: () => lost.size,
    send: async ticks =>
      ticks.map(({ tick, delaySeconds }) => {
        const queue = queueOf(tick.kind);
        if (!queue || faults.refusesEntry()) return false;
        const name = JSON.stringify(tick);
        if (!lost.has(name) && random.chance(dropped)) lost.add(name);
        else queues[queue]?.send(name, delaySeconds * SECOND);
        return true;
      }),
  };
}
