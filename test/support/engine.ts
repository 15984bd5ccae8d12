import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { deployStacks, type Outputs } from '../../tools/local/deploy.ts';
import { type Engine, ROOT, startEngine } from '../../tools/local/engine.ts';
import { clientConfig } from '../../tools/local/place.ts';

export type TestEngine = { engine: Engine; outputs: Outputs };

export type TestEngineOptions = {
  /** Folder name under .local/test; one per test file that needs an engine of its own. */
  name: string;
  /** The CDK app's command; the product's own unless told. */
  app?: string;
  sources?: string[];
  minuteSeconds?: number;
};

/** One engine per Jest worker, with its own port and folders, deployed once and kept between runs. */
export async function startTestEngine(options: TestEngineOptions): Promise<TestEngine> {
  const { name, minuteSeconds, app, sources } = options;
  const dir = join(ROOT, '.local/test', `${name}-${process.env.JEST_WORKER_ID ?? '1'}`);
  const engine = await startEngine({ dir, ...(minuteSeconds === undefined ? {} : { minuteSeconds }) });
  try {
    const outputs = await deployStacks({
      engine,
      stage: 'local',
      outputsFile: join(dir, 'outputs.json'),
      ...(app === undefined ? {} : { app }),
      ...(sources === undefined ? {} : { sources }),
    });
    return { engine, outputs };
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

/** The probe stack on its engine, with what its tests do again and again. */
export type Probe = TestEngine & {
  config(): ReturnType<typeof clientConfig>;
  out(key: string): string;
  row(pk: string): Promise<Record<string, unknown> | undefined>;
  done(id: string): Promise<Record<string, unknown>>;
  put(pk: string): Promise<void>;
  publish(detail: object): Promise<void>;
  queue(QueueUrl: string, body: object, DelaySeconds?: number): Promise<void>;
};

export const startProbe = async (name: string): Promise<Probe> =>
  probeOn(
    await startTestEngine({
      name,
      app: 'node tools/local/probe/app.ts',
      sources: ['tools/local/probe', 'tools/local/place.ts'],
      minuteSeconds: 3,
    }),
  );

export function probeOn(running: TestEngine): Probe {
  const config = () => clientConfig(running.engine.endpoint);
  const [table, bus, queues] = [
    new DynamoDBClient(config()),
    new EventBridgeClient(config()),
    new SQSClient(config()),
  ];
  const out = (key: string): string => running.outputs['engine-probe']?.[key] ?? `no output ${key}`;
  const TableName = out('TableName');
  const row = async (pk: string) => {
    const { Item } = await table.send(
      new GetItemCommand({ TableName, Key: { pk: { S: pk }, sk: { S: 'x' } }, ConsistentRead: true }),
    );
    return Item?.['value']?.S === undefined
      ? undefined
      : (JSON.parse(Item['value'].S) as Record<string, unknown>);
  };
  return {
    ...running,
    config,
    out,
    row,
    done: id => until(`done#${id}`, () => row(`done#${id}`)),
    put: async pk => {
      await table.send(
        new PutItemCommand({ TableName, Item: { pk: { S: pk }, sk: { S: 'x' }, value: { S: '{}' } } }),
      );
    },
    publish: async detail => {
      const entry = {
        EventBusName: out('BusName'),
        Source: 'test',
        DetailType: 'probe.asked',
        Detail: JSON.stringify(detail),
      };
      await bus.send(new PutEventsCommand({ Entries: [entry] }));
    },
    queue: async (QueueUrl, body, DelaySeconds = 0) => {
      await queues.send(
        new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body), DelaySeconds }),
      );
    },
  };
}

/**
 * Looks again until there is an answer; the deadline's error names what was waited for. It is longer than a queue hides
 * a message after its function died on a busy machine.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  deadlineMs = 240_000,
): Promise<T> {
  const start = Date.now();
  let lastError: unknown;
  while (Date.now() - start < deadlineMs) {
    try {
      const found = await look();
      if (found !== undefined && found !== false) return found;
    } catch (error) {
      lastError = error;
    }
    await new Promise(next => setTimeout(next, 50));
  }
  throw new Error(`Waited ${deadlineMs} ms in vain for: ${what}`, { cause: lastError });
}

/** Keeps tests apart on one engine. */
export const freshId = (): string => crypto.randomUUID().slice(0, 8);
