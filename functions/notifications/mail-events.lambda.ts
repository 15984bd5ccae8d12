import { SQSClient } from '@aws-sdk/client-sqs';
import { sqsRetrySoon } from '../../shared/adapters/sqs-retry-soon.ts';
import { runtimeClock } from '../../shared/runtime/clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { messageWorker } from '../../shared/runtime/worker.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { takeMailEvent } from './answer-mail-event.ts';

const ports = { table: openTable(readEnv('TABLE_NAME').TABLE_NAME), clock: runtimeClock(), ids: randomIds };

export const handler = messageWorker(message => takeMailEvent(ports, message), {
  retrySoon: sqsRetrySoon(new SQSClient({})),
});
