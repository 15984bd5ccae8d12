import { runtimeClock } from '../../shared/runtime/clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { watcher } from '../../shared/runtime/watcher.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { audit } from './audit.ts';

const env = readEnv('TABLE_NAME');
const ports = { table: openTable(env.TABLE_NAME), clock: runtimeClock(), ids: randomIds };

export const handler = watcher('auditor', () => audit(ports));
