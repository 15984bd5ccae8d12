import { SQSClient } from '@aws-sdk/client-sqs';
import { sqsRetrySoon } from '../../shared/adapters/sqs-retry-soon.ts';
import { runtimeClock } from '../../shared/runtime/clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { factWorker } from '../../shared/runtime/worker.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { quarantine } from '../../shared/store/quarantine-store.ts';
import { answerFact } from './answer-fact.ts';

const ports = { table: openTable(readEnv('TABLE_NAME').TABLE_NAME), clock: runtimeClock(), ids: randomIds };
const aids = { quarantine: quarantine(ports), retrySoon: sqsRetrySoon(new SQSClient({})) };

export const handler = factWorker('calls', fact => answerFact(ports, fact), aids);
