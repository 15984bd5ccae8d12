import { openSocketsAt } from '../../shared/adapters/open-sockets.ts';
import { realClock } from '../../shared/runtime/clock.ts';
import { readEnv, readSocketEndpoint } from '../../shared/runtime/env.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { socketApi } from '../../shared/runtime/socket.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { answerSocket } from './live-socket.ts';

const env = readEnv('TABLE_NAME', 'ORIGIN');
const ports = {
  table: openTable(env.TABLE_NAME),
  sockets: openSocketsAt(readSocketEndpoint()),
  origin: env.ORIGIN,
  clock: realClock,
  ids: randomIds,
};

export const handler = socketApi(call => answerSocket(ports, call));
