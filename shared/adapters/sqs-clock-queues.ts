import type { SQSClient } from '@aws-sdk/client-sqs';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import type { ClockQueue } from '../events/consumers.ts';
import { queueOf } from '../events/timers.ts';
import type { ClockQueues, DelayedTick } from './clock-queues.ts';
import type { Pause } from './in-batches.ts';
import { inBatches } from './in-batches.ts';

const MAX_ENTRIES = 10;
const MAX_BYTES = 256 * 1024;

/**
 * The clock queues on SQS: each tick to the queue of its kind's capability, hidden until it is due. A tick of a kind that
 * only a newer release knows is not taken, and keeps no other one back.
 */
export function sqsClockQueues(
  client: SQSClient,
  urls: Readonly<Record<ClockQueue, string>>,
  pause?: Pause,
): ClockQueues {
  const sendTo = (QueueUrl: string, ticks: readonly DelayedTick[]) =>
    inBatches(ticks, {
      maxItems: MAX_ENTRIES,
      maxBytes: MAX_BYTES,
      sizeOf: ({ tick }) => Buffer.byteLength(JSON.stringify(tick)),
      async send(batch) {
        const Entries = batch.map(({ tick, delaySeconds }, at) => ({
          Id: String(at),
          MessageBody: JSON.stringify(tick),
          DelaySeconds: delaySeconds,
        }));
        const { Successful = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
        const taken = new Set(Successful.map(({ Id }) => Id));
        return Entries.flatMap(({ Id }, at) => (taken.has(Id) ? [] : [at]));
      },
      ...(pause ? { pause } : {}),
    });
  return {
    async send(ticks) {
      const taken = ticks.map(() => false);
      const queues = [...new Set(ticks.flatMap(({ tick }) => queueOf(tick.kind) ?? []))];
      const sent = await Promise.allSettled(
        queues.map(async queue => {
          const places = ticks.flatMap(({ tick }, at) => (queueOf(tick.kind) === queue ? [at] : []));
          const answers = await sendTo(
            urls[queue],
            places.map(at => ticks[at] as DelayedTick),
          );
          places.forEach((at, place) => {
            taken[at] = answers[place] ?? false;
          });
        }),
      );
      const broken = sent.find(result => result.status === 'rejected');
      if (broken && !taken.includes(true)) throw broken.reason;
      return taken;
    },
  };
}
