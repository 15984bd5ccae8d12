import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { eventBus } from '../../shared/adapters/event-bus.ts';
import { postEvents } from '../../shared/contracts/intake-contract.ts';
import { runtimeClock } from '../../shared/runtime/clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { answer, httpApi } from '../../shared/runtime/http.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { acceptEvents } from './accept-events.ts';

const env = readEnv('TABLE_NAME', 'BUS_NAME');
const bus = eventBus(new EventBridgeClient({}), env.BUS_NAME);
const ports = { table: openTable(env.TABLE_NAME), bus, clock: runtimeClock(), ids: randomIds };

export const handler = httpApi(
  answer(postEvents, ({ principal, headers, body }) =>
    acceptEvents(ports, { producer: principal.kind === 'machine' ? principal.id : '-', headers, body }),
  ),
);
