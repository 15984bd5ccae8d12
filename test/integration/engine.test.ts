import { DynamoDBClient, ScanCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { doctor } from '../../tools/local/doctor.ts';
import { startEngine } from '../../tools/local/engine.ts';
import { freshId, type Probe, probeOn, startProbe, until } from '../support/engine.ts';

jest.setTimeout(600_000);

let probe: Probe;

beforeAll(async () => {
  probe = await startProbe('engine');
}, 1_200_000);

afterAll(() => probe?.engine.stop());

test('a fact on the bus goes through rule, queue and function into the table', async () => {
  const id = freshId();
  await probe.publish({ id });
  expect(await probe.done(id)).toHaveProperty('at');
});

test('a row in the table goes through its stream back onto the bus', async () => {
  const id = freshId();
  await probe.put(`fact#${id}`);
  await probe.done(id);
});

test('a stream record the function reports as failed is delivered again', async () => {
  const id = freshId();
  await probe.put(`flaky#${id}`);
  await probe.done(id);
});

test('a message that fails as often as allowed lies in the dead-letter queue', async () => {
  const id = freshId();
  const client = new SQSClient(probe.config());
  await probe.publish({ id, fail: true });
  const QueueUrl = probe.out('DeadLettersUrl');
  await until('the dead letter', async () => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
    );
    return Messages.some(message => message.Body?.includes(id));
  });
});

test('a delayed message acts at its instant, never before', async () => {
  const id = freshId();
  await probe.queue(probe.out('QueueUrl'), { id }, 3);
  const { at, sentAt } = await probe.done(id);
  const late = Number(at) - Number(sentAt) - 3000;
  expect(late).toBeGreaterThanOrEqual(0);
  console.info(`acted ${late} ms after its instant`);
});

test('a slow queue does not hold the others', async () => {
  const [slow, quick] = [freshId(), freshId()];
  await probe.queue(probe.out('SlowQueueUrl'), { id: slow, slowMs: 2000 });
  await probe.queue(probe.out('QueueUrl'), { id: quick });
  await probe.done(quick);
  expect(await probe.row(`done#${slow}`)).toBeUndefined();
  await probe.done(slow);
});

test('a shortened minute rule ticks, in an environment that holds nothing of the engine', async () => {
  const sweep = await until('a sweep', async () => {
    const { Items = [] } = await new DynamoDBClient(probe.config()).send(
      new ScanCommand({
        TableName: probe.out('TableName'),
        FilterExpression: 'begins_with(pk, :s)',
        ExpressionAttributeValues: { ':s': { S: 'sweep#' } },
      }),
    );
    return Items[0]?.['value']?.S;
  });
  const { env } = JSON.parse(sweep) as { env: Record<string, string> };
  expect(Object.keys(env)).toEqual(expect.arrayContaining(['AWS_ENDPOINT_URL', 'AWS_REGION', 'TABLE']));
  expect(
    Object.keys(env).filter(name =>
      /^(FIRSTCALL|MINISTACK|GATEWAY|STATE|PERSIST|S3_|LAMBDA_EXEC|HOME|npm_)/.test(name),
    ),
  ).toEqual([]);
});

test('a failed condition in a transaction returns the row that stood in the way', async () => {
  const pk = `taken#${freshId()}`;
  await probe.put(pk);
  const refused = new DynamoDBClient(probe.config()).send(
    new TransactWriteItemsCommand({
      TransactItems: [
        { Put: { TableName: probe.out('TableName'), Item: { pk: { S: `${pk}-other` }, sk: { S: 'x' } } } },
        {
          Put: {
            TableName: probe.out('TableName'),
            Item: { pk: { S: pk }, sk: { S: 'x' } },
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
      ],
    }),
  );
  await expect(refused).rejects.toMatchObject({
    name: 'TransactionCanceledException',
    CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Item: { pk: { S: pk } } }],
  });
});

test('the secret was generated and can be read', async () => {
  const { SecretString } = await new SecretsManagerClient(probe.config()).send(
    new GetSecretValueCommand({ SecretId: probe.out('SecretArn') }),
  );
  expect(SecretString).toMatch(/^[A-Za-z0-9]{40}$/);
});

test('the doctor finds all well, and sets again what is missing', async () => {
  expect(await doctor(probe)).toMatchObject({ ok: true });
  const client = new SQSClient(probe.config());
  await client.send(
    new SetQueueAttributesCommand({ QueueUrl: probe.out('QueueUrl'), Attributes: { RedrivePolicy: '' } }),
  );
  const health = await doctor(probe);
  expect(health.lines.filter(line => line.startsWith('mended'))).toHaveLength(1);
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: probe.out('QueueUrl'), AttributeNames: ['RedrivePolicy'] }),
  );
  expect(Attributes?.['RedrivePolicy']).toContain('"maxReceiveCount":2');
});

test('a busy port is one clear line', async () => {
  await expect(startEngine({ dir: `${probe.engine.dir}-busy`, port: probe.engine.port })).rejects.toThrow(
    /^Port \d+ is busy: stop/,
  );
});

test('after a clean stop everything is there again and works', async () => {
  const before = freshId();
  await probe.put(`kept#${before}`);
  const { dir, port } = probe.engine;
  await probe.engine.stop();
  const engine = await startEngine({ dir, minuteSeconds: 3 });
  probe = probeOn({ engine, outputs: probe.outputs });
  expect(engine).toMatchObject({ stateKept: true, port });
  expect(await probe.row(`kept#${before}`)).toEqual({});
  const [direct, streamed] = [freshId(), freshId()];
  await probe.publish({ id: direct });
  await probe.put(`fact#${streamed}`);
  await Promise.all([probe.done(direct), probe.done(streamed)]);
});
