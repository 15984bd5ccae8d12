import { openUserPool } from '../../shared/adapters/open-user-pool.ts';
import * as contract from '../../shared/contracts/session-contract.ts';
import { realClock } from '../../shared/runtime/clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { answer, httpApi } from '../../shared/runtime/http.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { refreshSession } from './refresh-session.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

const env = readEnv('TABLE_NAME', 'USER_POOL_ID', 'USER_POOL_CLIENT_ID', 'ORIGIN');
const userPool = openUserPool(env.USER_POOL_ID, env.USER_POOL_CLIENT_ID);
const ports = {
  table: openTable(env.TABLE_NAME),
  userPool,
  origin: env.ORIGIN,
  clock: realClock,
  ids: randomIds,
};
export const handler = httpApi(
  answer(contract.signIn, call => signIn(ports, call)),
  answer(contract.refreshSession, call => refreshSession(ports, call)),
  answer(contract.signOut, call => signOut(ports, call)),
);
