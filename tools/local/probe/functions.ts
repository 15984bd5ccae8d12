import { readFileSync } from 'node:fs';
import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { APIGatewayProxyEventV2, DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';

const table = new DynamoDBClient({});
const bus = new EventBridgeClient({});
const env = (name: string): string => process.env[name] ?? '';
const put = (pk: string, sk: string, value: unknown) =>
  table.send(
    new PutItemCommand({
      TableName: env('TABLE'),
      Item: { pk: { S: pk }, sk: { S: sk }, value: { S: JSON.stringify(value) } },
    }),
  );

type Asked = { id: string; fail?: boolean; slowMs?: number; timer?: boolean };
const asked = (body: string): Asked => {
  const parsed = JSON.parse(body) as { detail?: Asked } & Asked;
  return parsed.detail ?? parsed;
};

/** Queue → table; says which records failed. */
export async function worker(event: SQSEvent) {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const record of event.Records) {
    const fact = asked(record.body);
    if (fact.fail === true) batchItemFailures.push({ itemIdentifier: record.messageId });
    else {
      if (fact.slowMs !== undefined) await new Promise(resolve => setTimeout(resolve, fact.slowMs));
      await put(`done#${fact.id}`, 'x', { at: Date.now(), sentAt: Number(record.attributes.SentTimestamp) });
    }
  }
  return { batchItemFailures };
}

/** Table stream → bus; each record may ask to fail a first time. */
export async function relay(event: DynamoDBStreamEvent) {
  for (const record of event.Records) {
    const pk = record.dynamodb?.NewImage?.pk?.S ?? '';
    if (pk.startsWith('flaky#')) {
      const tries = await table.send(
        new UpdateItemCommand({
          TableName: env('TABLE'),
          Key: { pk: { S: `tries#${pk}` }, sk: { S: 'x' } },
          ReturnValues: 'ALL_NEW',
          UpdateExpression: 'ADD tries :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        }),
      );
      if (Number(tries.Attributes?.tries?.N) < 3)
        return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
    if (!pk.startsWith('fact#') && !pk.startsWith('flaky#')) continue;
    const id = pk.slice(pk.indexOf('#') + 1);
    await bus.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: env('BUS'),
            Source: 'probe',
            DetailType: 'probe.asked',
            Detail: JSON.stringify({ id }),
          },
        ],
      }),
    );
  }
  return { batchItemFailures: [] };
}

export async function sweep(event: { time: string }): Promise<void> {
  await put(`sweep#${event.time}`, 'x', { env: process.env });
}

type Live = {
  requestContext: { connectionId: string; routeKey: string; eventType: string };
  body?: string;
  queryStringParameters?: Record<string, string>;
};

/** Refuses without a ticket; answers through the management endpoint, as the product does. */
export async function socket(event: Live) {
  const { connectionId, eventType } = event.requestContext;
  if (eventType === 'CONNECT') {
    const ticket = event.queryStringParameters?.ticket;
    if (ticket === undefined) return { statusCode: 403 };
    await put(`live#${ticket}`, 'x', { connectionId });
  }
  if (eventType === 'DISCONNECT') await put(`gone#${connectionId}`, 'x', {});
  if (eventType === 'MESSAGE') {
    const { endpoint, text } = JSON.parse(event.body ?? '{}') as { endpoint: string; text: string };
    const live = new ApiGatewayManagementApiClient({ endpoint });
    await live.send(
      new PostToConnectionCommand({ ConnectionId: connectionId, Data: Buffer.from(`you said ${text}`) }),
    );
  }
  return { statusCode: 200 };
}

const claims = (event: APIGatewayProxyEventV2): unknown =>
  (event.requestContext as { authorizer?: unknown }).authorizer;

export async function echo(event: APIGatewayProxyEventV2) {
  console.log(`echo ${event.requestContext.http.method} ${event.rawPath}`);
  const file = event.queryStringParameters?.file;
  return {
    statusCode: Number(event.queryStringParameters?.status ?? '200'),
    headers: { 'content-type': 'application/json' },
    cookies: ['a=1; HttpOnly; SameSite=Strict; Path=/api/session', 'b=2'],
    body: JSON.stringify({
      method: event.requestContext.http.method,
      path: event.rawPath,
      query: event.rawQueryString,
      cookies: event.cookies ?? [],
      headers: event.headers,
      body: event.body,
      base64: event.isBase64Encoded,
      authorizer: claims(event),
      env: process.env,
      file: file === undefined ? undefined : readFileSync(file, 'utf8'),
    }),
  };
}

export async function authorizer(event: { headers?: Record<string, string> }) {
  return { isAuthorized: event.headers?.['x-api-key'] === 'right', context: { company: 'probe' } };
}
