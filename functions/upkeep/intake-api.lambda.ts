import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { eventBus } from '../../shared/adapters/event-bus.ts';
import { runtimeClock } from '../../shared/runtime/clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { httpApi } from '../../shared/runtime/http.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { intakeRoutes } from './intake-routes.ts';
import { operationsRoutes } from './operations-routes.ts';

const env = readEnv('TABLE_NAME', 'BUS_NAME');
const bus = eventBus(new EventBridgeClient({}), env.BUS_NAME);
const ports = { table: openTable(env.TABLE_NAME), bus, clock: runtimeClock(), ids: randomIds };

export const handler = httpApi(...intakeRoutes(ports), ...operationsRoutes(ports));
