import { describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { checkApiKey } from '../../functions/access/check-api-key.ts';
import { checkLink } from '../../functions/access/check-link.ts';
import { intakeRoutes } from '../../functions/upkeep/intake-routes.ts';
import { type AuthorizerAnswer, authorizerApi } from '../../shared/runtime/authorizer.ts';
import { httpApi } from '../../shared/runtime/http.ts';
import { newApiKey } from '../../tools/support/new-api-key.ts';
import { intakeRoom, signUp } from '../support/intake-room.ts';

type Room = ReturnType<typeof intakeRoom>;
const outOfReach = (room: Room): Room => ({
  ...room,
  table: { ...room.table, get: () => Promise.reject(new Error('service unavailable')) },
});

const authorize = (room: Room, authorization: string): Promise<AuthorizerAnswer> =>
  authorizerApi({
    key: carried => checkApiKey(room, carried),
    link: carried => checkLink(room, carried),
  })({ routeKey: 'POST /v1/events', headers: { authorization } });

/** One sign-up as the gateway hands it on. */
async function sent(room: Room, authorizer: unknown) {
  const call = httpApi(...intakeRoutes(room)) as unknown as (
    event: APIGatewayProxyEventV2,
    context: Context,
  ) => Promise<{ statusCode: number; headers: Record<string, string>; body: string }>;
  const event = {
    routeKey: 'POST /v1/events',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(signUp()),
    requestContext: { authorizer },
  } as unknown as APIGatewayProxyEventV2;
  const { statusCode, headers, body } = await call(event, {} as Context);
  return { statusCode, headers, body: JSON.parse(body) as Record<string, unknown> };
}

const contextOf = (answer: AuthorizerAnswer) => ({ lambda: answer.isAuthorized ? answer.context : null });

describe('a caller who cannot be looked up', () => {
  test.each([`Bearer fck_${'A'.repeat(43)}`, `Link lnk_${'a'.repeat(43)}`])(
    'with %s is neither let in nor refused: the look fails, and API Gateway keeps no answer',
    async authorization => {
      await expect(authorize(outOfReach(intakeRoom()), authorization)).rejects.toThrow('unavailable');
    },
  );

  test('is let in, or refused, as soon as they can be looked up', async () => {
    const room = intakeRoom();
    const { key } = await newApiKey(room, { producer: 'shop', scopes: ['events:write'], days: 1 });
    expect((await sent(room, contextOf(await authorize(room, `Bearer ${key}`)))).statusCode).toBe(200);
    expect(await authorize(room, `Bearer fck_${'A'.repeat(43)}`)).toEqual({ isAuthorized: false });
    expect(await authorize(room, `Link lnk_${'a'.repeat(43)}`)).toEqual({ isAuthorized: false });
  });
});

test('a 503 says when to ask again, whoever gave it: also when the bus takes nothing', async () => {
  const machine = { lambda: { keyId: 'key', producer: 'shop', scopes: 'events:write' } };
  const { statusCode, headers } = await sent(
    intakeRoom(() => false),
    machine,
  );
  expect([statusCode, headers['retry-after']]).toEqual([503, '2']);
});
