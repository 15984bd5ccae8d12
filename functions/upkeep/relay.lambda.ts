import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { eventBus } from '../../shared/adapters/event-bus.ts';
import { sqsClockQueues } from '../../shared/adapters/sqs-clock-queues.ts';
import { runtimeClock } from '../../shared/runtime/clock.ts';
import { readClockQueueUrls, readEnv } from '../../shared/runtime/env.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { streamWorker } from '../../shared/runtime/stream.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { changeOf } from '../../shared/store/stream-rows.ts';
import { relay } from './relay.ts';

const env = readEnv('TABLE_NAME', 'BUS_NAME');
const bus = eventBus(new EventBridgeClient({}), env.BUS_NAME);
const clockQueues = sqsClockQueues(new SQSClient({}), readClockQueueUrls());
const ports = { table: openTable(env.TABLE_NAME), bus, clockQueues, clock: runtimeClock(), ids: randomIds };

export const handler = streamWorker('relay', async records => {
  const { facts, ticks, woken, ...rest } = await relay(ports, records.map(changeOf));
  return { ...rest, done: { facts, ticks, woken } };
});
