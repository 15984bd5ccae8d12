import { runtimeClock } from '../../shared/runtime/clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { httpApi } from '../../shared/runtime/http.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { callsRoutes } from './calls-routes.ts';
import { phoneRoutes } from './phone-routes.ts';

const env = readEnv('TABLE_NAME', 'ORIGIN');
const ports = { table: openTable(env.TABLE_NAME), clock: runtimeClock(), ids: randomIds };

export const handler = httpApi(...callsRoutes(ports), ...phoneRoutes({ ...ports, origin: env.ORIGIN }));
