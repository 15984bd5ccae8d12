import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { eventBus } from '../../shared/adapters/event-bus.ts';
import { sqsRetrySoon } from '../../shared/adapters/sqs-retry-soon.ts';
import { runtimeClock } from '../../shared/runtime/clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { messageWorker } from '../../shared/runtime/worker.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { takeInMessage } from './take-in-message.ts';

const env = readEnv('TABLE_NAME', 'BUS_NAME');
const bus = eventBus(new EventBridgeClient({}), env.BUS_NAME);
const ports = { table: openTable(env.TABLE_NAME), bus, clock: runtimeClock(), ids: randomIds };

export const handler = messageWorker(message => takeInMessage(ports, message), {
  retrySoon: sqsRetrySoon(new SQSClient({})),
});
