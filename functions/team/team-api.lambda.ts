import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secretsManager } from '../../shared/adapters/secrets-manager.ts';
import { realClock, runtimeClock } from '../../shared/runtime/clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { httpApi } from '../../shared/runtime/http.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { teamRoutes } from './team-routes.ts';

const env = readEnv('TABLE_NAME', 'SECRET_ID');
const ports = { table: openTable(env.TABLE_NAME), clock: runtimeClock(), ids: randomIds };
const secrets = secretsManager(new SecretsManagerClient({}), { secretId: env.SECRET_ID, clock: realClock });

export const handler = httpApi(
  ...teamRoutes(ports, { pushKey: async () => (await secrets.read()).vapidPublicKey }),
);
