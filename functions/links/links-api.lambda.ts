import { runtimeClock } from '../../shared/runtime/clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { httpApi } from '../../shared/runtime/http.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { linksRoutes } from './links-routes.ts';

const env = readEnv('TABLE_NAME', 'ORIGIN');
const ports = { table: openTable(env.TABLE_NAME), clock: runtimeClock(), ids: randomIds };

export const handler = httpApi(...linksRoutes({ ...ports, origin: env.ORIGIN }));
