import { SQSClient } from '@aws-sdk/client-sqs';
import { openSecrets } from '../../shared/adapters/secrets-manager.ts';
import { sqsRetrySoon } from '../../shared/adapters/sqs-retry-soon.ts';
import { httpWebPush } from '../../shared/adapters/web-push-http.ts';
import { realClock, runtimeClock } from '../../shared/runtime/clock.ts';
import { readEnv, readLocalEnv } from '../../shared/runtime/env.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { factWorker } from '../../shared/runtime/worker.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { quarantine } from '../../shared/store/quarantine-store.ts';
import { pushNotification } from './push-notification.ts';

const env = readEnv('TABLE_NAME', 'SECRET_ID');
const secrets = openSecrets(env.SECRET_ID, realClock);
const ports = { table: openTable(env.TABLE_NAME), clock: runtimeClock(), ids: randomIds };
const extraPushHost = readLocalEnv('EXTRA_PUSH_HOST');
const outside = { webPush: httpWebPush({ secrets }), secrets, extraPushHost };
const aids = { quarantine: quarantine(ports), retrySoon: sqsRetrySoon(new SQSClient({})) };
export const handler = factWorker(fact => pushNotification({ ...ports, ...outside }, fact), aids);
