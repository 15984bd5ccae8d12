import { redelivery, TRIES } from '../../shared/events/redelivery.ts';
import { MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import type { Faults } from './faults.ts';
import type { Random } from './random.ts';
import type { Latency, Run, Runs } from './runs.ts';
import type { VirtualClock } from './virtual-clock.ts';

export type Message = { readonly id: number; readonly body: string; receives: number };

export type QueueSettings = {
  readonly batchSize: number;
  /** Runs of the consuming function at the same time. */
  readonly concurrency: number;
  /** Records of one batch handled side by side. */
  readonly abreast: number;
  readonly visibilityMs: number;
  readonly maxReceives: number;
  /** From the message being there to the function being called. */
  readonly pollMs: Latency;
};
export const usualQueue: QueueSettings = {
  batchSize: 10,
  concurrency: 5,
  abreast: 5,
  visibilityMs: 3 * MINUTE,
  maxReceives: TRIES,
  pollMs: [5, 100],
};

export type MemoryQueue = {
  send(body: string, delayMs?: number): void;
  /** Messages that are waiting, delayed or being handled. */
  depth(): number;
  /** Since when the oldest message that waits for the function is there; absent when none does. */
  oldestSince(): number | undefined;
  readonly dlq: Message[];
  /** Sends everything in the DLQ back. */
  redrive(): void;
  /** Stops and starts the consuming function. */
  pause(paused: boolean): void;
};

type Given = {
  readonly name: string;
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly faults: Faults;
  readonly runs: Runs;
  readonly settings?: Partial<QueueSettings>;
  readonly handle: (body: string, run: Run, received: number) => Promise<unknown>;
};

/** A standard queue with its function: at least once, in no order, partial batch answers, DLQ after too many receives. */
export function memoryQueue({ name, clock, random, faults, runs, settings, handle }: Given): MemoryQueue {
  const { batchSize, concurrency, abreast, visibilityMs, maxReceives, pollMs } = {
    ...usualQueue,
    ...settings,
  };
  const visible: Message[] = [];
  const dlq: Message[] = [];
  const since = new Map<Message, number>();
  let depth = 0;
  let polls = 0;
  let paused = false;
  let nextId = 0;

  const show = (message: Message) => {
    if (!since.has(message)) since.set(message, clock.now());
    if (message.receives >= maxReceives) {
      since.delete(message);
      depth--;
      dlq.push(message);
      return;
    }
    visible.push(message);
    pump();
  };
  const later = (message: Message, [from, to]: Latency) =>
    clock.after(random.int(from, to), () => show(message));
  const pump = () => {
    if (paused || polls >= concurrency || polls * batchSize >= visible.length + batchSize) return;
    if (visible.length === 0) return;
    polls++;
    clock.after(random.int(pollMs[0], pollMs[1]), poll);
  };
  const poll = async () => {
    const batch = paused ? [] : take();
    if (batch.length > 0) await deliver(batch);
    polls--;
    if (visible.length > 0) pump();
  };
  const take = (): Message[] => {
    const batch: Message[] = [];
    while (batch.length < batchSize && visible.length > 0) {
      const at = Math.min(visible.length - 1, random.int(0, 3));
      batch.push(...visible.splice(at, 1));
    }
    return batch;
  };
  const deliver = async (batch: readonly Message[]) => {
    const received = clock.now();
    const failed: Message[] = [];
    for (const message of batch) message.receives++;
    const ended = await runs.start(name, async run => {
      const waiting = [...batch];
      const lane = async () => {
        for (let message = waiting.shift(); message; message = waiting.shift())
          await handle(message.body, run, message.receives).catch(() => failed.push(message as Message));
      };
      await Promise.all(Array.from({ length: Math.min(abreast, batch.length) }, lane));
    });
    if (ended.ended === 'well') {
      for (const message of failed) later(message, retryAfter(message));
      depth -= batch.length - failed.length;
      for (const message of batch) if (!failed.includes(message)) since.delete(message);
    } else {
      const wait = Math.max(0, received + visibilityMs - clock.now());
      for (const message of batch) later(message, [wait, wait]);
    }
  };
  /** Every second copy comes at the same time as the first. */
  const behind = () => (random.chance(0.5) ? random.int(0, 50) : random.int(0, 5 * MINUTE));
  const put = (body: string, delayMs: number) => {
    const message = { id: nextId++, body, receives: 0 };
    depth++;
    if (delayMs > 0) clock.after(delayMs, () => show(message));
    else show(message);
  };
  return {
    send(body, delayMs = 0) {
      const { copies, lateMs } = faults.onTheWay();
      for (let copy = 0; copy < copies; copy++) put(body, delayMs + lateMs + (copy === 0 ? 0 : behind()));
      if (faults.poisons()) put('{ not json', delayMs);
    },
    depth: () => depth,
    oldestSince: () => since.values().next().value,
    dlq,
    redrive() {
      for (const { body } of dlq.splice(0)) put(body, 0);
    },
    pause(now) {
      paused = now;
      for (let poller = 0; !paused && poller < concurrency; poller++) pump();
    },
  };
}

/** As the deployed queues have it from `sqsRetrySoon`. */
function retryAfter({ receives }: Message): Latency {
  const [least, most] = redelivery(receives);
  return [least * SECOND, most * SECOND];
}
