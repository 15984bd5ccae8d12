import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { realClock } from '../../shared/runtime/clock.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { log } from '../../shared/runtime/log.ts';
import { openTable } from '../../shared/store/open-table.ts';
import { checkApiKey } from './check-api-key.ts';
import { checkLink } from './check-link.ts';

const ports = { table: openTable(readEnv('TABLE_NAME').TABLE_NAME), clock: realClock };

export async function handler(event: APIGatewayRequestAuthorizerEventV2) {
  const carried = event.headers?.['authorization'];
  const who = /^Link /i.test(carried ?? '') ? 'link' : 'key';
  const answer = await (who === 'link' ? checkLink(ports, carried) : checkApiKey(ports, carried));
  log.info(answer.isAuthorized ? `${who}-accepted` : `${who}-refused`, {
    route: event.routeKey,
    ...(answer.isAuthorized ? answer.context : {}),
  });
  return answer;
}
