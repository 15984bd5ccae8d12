import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { eventBus } from '../../shared/adapters/event-bus.ts';
import { getAgent, putAgent } from '../../shared/contracts/team-contract.ts';
import { readFact } from '../../shared/events/catalog.ts';
import { accepted } from '../../shared/kernel/outcome.ts';
import { answer, httpApi } from '../../shared/runtime/http.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { CursorError } from '../../shared/store/table.ts';
import { aFact } from '../support/facts.ts';

const staff = {
  jwt: { claims: { username: 'anna', 'cognito:groups': ['agent', 'lead'], token_use: 'access' } },
};
const called = (agentId: string) =>
  httpApi(answer(getAgent, async call => accepted({ body: call.params })))(
    {
      routeKey: 'GET /v1/agents/{agentId}',
      pathParameters: { agentId },
      headers: {},
      requestContext: { authorizer: staff },
    } as unknown as APIGatewayProxyEventV2,
    {} as never,
  ) as Promise<{ statusCode: number; body: string }>;

describe('a part of a path', () => {
  test('is handed on when it is an id, also an encoded one', async () => {
    expect(await called('anna')).toMatchObject({ statusCode: 200, body: '{"agentId":"anna"}' });
    expect(await called('shop%3A1')).toMatchObject({ statusCode: 200, body: '{"agentId":"shop:1"}' });
  });

  test.each([
    '',
    '-',
    'anna b',
    'a#b',
    'a%23b',
    'anna@example.com',
    '__proto__',
    '%zz',
    'a/b',
    'a'.repeat(65),
  ])('%j is refused with its name, since no fact could carry it', async agentId => {
    const { statusCode, body } = await called(agentId);
    expect([statusCode, JSON.parse(body).field]).toEqual([400, 'path.agentId']);
  });

  test('would else lead to facts that every reader sets aside', () => {
    expect(readFact(aFact('account.owner-assigned', { data: { ownerId: 'anna b' } })).ok).toBe(false);
    expect(putAgent.path).toBe('/v1/agents/{agentId}');
  });
});

describe('a cursor from outside', () => {
  const table = dynamoTable(
    new DynamoDBClient({
      region: 'eu-central-1',
      endpoint: 'http://127.0.0.1:9',
      maxAttempts: 1,
      credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    }),
    'none',
  );
  test.each([
    { pk: 'x' },
    { pk: null },
    { pk: { S: 1 } },
    { pk: { M: {} } },
    { pk: { S: 'a', N: '1' } },
    [1],
    7,
  ])('that is no key is refused before it reaches the client: %j', async key => {
    const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');
    await expect(table.query({ pk: 'a', cursor })).rejects.toThrow(CursorError);
  });
});

describe('the product bus', () => {
  test('sends no call that is larger than PutEvents takes', async () => {
    const sizes: number[] = [];
    const client = {
      async send({ input }: { input: { Entries: { Detail: string }[] } }) {
        sizes.push(input.Entries.reduce((sum, { Detail }) => sum + Buffer.byteLength(Detail), 0));
        return { Entries: input.Entries.map((_, at) => ({ EventId: String(at) })) };
      },
    };
    const facts = Array.from({ length: 10 }, (_, n) =>
      aFact('account.signed-up', { id: String(n), data: { product: 'x'.repeat(60_000) } }),
    );
    await eventBus(client as never, 'bus').put(facts);
    expect(Math.max(...sizes)).toBeLessThan(256 * 1024);
    expect(sizes.length).toBe(3);
  });
});
