import { openSecrets } from '../../shared/adapters/secrets-manager.ts';
import { realClock, runtimeClock } from '../../shared/runtime/clock.ts';
import { readEnv, readLocalEnv } from '../../shared/runtime/env.ts';
import { httpApi } from '../../shared/runtime/http.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { notificationsRoutes } from './notifications-routes.ts';

const env = readEnv('TABLE_NAME', 'SECRET_ID');
const ports = { table: openTable(env.TABLE_NAME), clock: runtimeClock(), ids: randomIds };
const secrets = openSecrets(env.SECRET_ID, realClock);
const extraPushHost = readLocalEnv('EXTRA_PUSH_HOST');

export const handler = httpApi(...notificationsRoutes({ ...ports, secrets, extraPushHost }));
