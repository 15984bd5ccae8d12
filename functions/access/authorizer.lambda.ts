import { authorizerApi } from '../../shared/runtime/authorizer.ts';
import { realClock } from '../../shared/runtime/clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { checkApiKey } from './check-api-key.ts';
import { checkLink } from './check-link.ts';

const ports = { table: openTable(readEnv('TABLE_NAME').TABLE_NAME), clock: realClock };

export const handler = authorizerApi({
  key: carried => checkApiKey(ports, carried),
  link: carried => checkLink(ports, carried),
});
