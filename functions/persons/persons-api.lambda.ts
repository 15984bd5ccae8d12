import { runtimeClock } from '../../shared/runtime/clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { httpApi } from '../../shared/runtime/http.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { personsRoutes } from './persons-routes.ts';

const ports = { table: openTable(readEnv('TABLE_NAME').TABLE_NAME), clock: runtimeClock(), ids: randomIds };

export const handler = httpApi(...personsRoutes(ports));
