import { SQSClient } from '@aws-sdk/client-sqs';
import { openSocketsAt } from '../../shared/adapters/open-sockets.ts';
import { sqsRetrySoon } from '../../shared/adapters/sqs-retry-soon.ts';
import { realClock } from '../../shared/runtime/clock.ts';
import { readEnv, readSocketEndpoint } from '../../shared/runtime/env.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { factWorker } from '../../shared/runtime/worker.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { quarantine } from '../../shared/store/quarantine-store.ts';
import { hintConsoles } from './hint-consoles.ts';

const table = openTable(readEnv('TABLE_NAME').TABLE_NAME);
const ports = { table, sockets: openSocketsAt(readSocketEndpoint()), clock: realClock, ids: randomIds };
const aids = { quarantine: quarantine(ports), retrySoon: sqsRetrySoon(new SQSClient({})) };

export const handler = factWorker('views', fact => hintConsoles(ports, fact), aids);
