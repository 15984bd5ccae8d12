import { runtimeClock } from '../../shared/runtime/clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { streamWorker } from '../../shared/runtime/stream.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { changeOf } from '../../shared/store/stream-rows.ts';
import { indexChanges } from './index-changes.ts';

const ports = { table: openTable(readEnv('TABLE_NAME').TABLE_NAME), clock: runtimeClock(), ids: randomIds };

export const handler = streamWorker('index', records => indexChanges(ports, records.map(changeOf)));
