import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { realClock } from '../../shared/runtime/clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { log } from '../../shared/runtime/log.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { checkApiKey } from './check-api-key.ts';

const table = openTable(readEnv('TABLE_NAME').TABLE_NAME);

export async function handler(event: APIGatewayRequestAuthorizerEventV2) {
  const answer = await checkApiKey({ table, clock: realClock }, event.headers?.['authorization']);
  log.info(answer.isAuthorized ? 'key-accepted' : 'key-refused', {
    route: event.routeKey,
    ...(answer.isAuthorized ? { key: answer.context.keyId } : {}),
  });
  return answer;
}
