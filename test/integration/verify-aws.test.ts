import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ApiGatewayV2Client, GetRoutesCommand, UpdateRouteCommand } from '@aws-sdk/client-apigatewayv2';
import {
  InvokeCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { PurgeQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rhythm } from '../../shared/domain/operations/watchers.ts';
import { ROOT } from '../../tools/local/engine.ts';
import { clientConfig } from '../../tools/local/place.ts';
import { of } from '../../tools/local/product.ts';
import type { Answer } from '../../tools/support/verify/account.ts';
import { until } from '../support/engine.ts';
import { START_LIMIT, startTestProduct, type TestProduct, testPlace } from '../support/product.ts';

const PLACE = testPlace('product');
let product: TestProduct;
let config: ReturnType<typeof clientConfig>;

beforeAll(async () => {
  product = await startTestProduct();
  config = clientConfig(product.engine.endpoint);
  const { front, apiKey, engine } = product;
  const state = { origin: front.url, apiKey, endpoint: engine.endpoint };
  writeFileSync(join(ROOT, PLACE, 'state.json'), JSON.stringify(state), { mode: 0o600 });
}, START_LIMIT);
afterAll(() => product?.stop(), 240_000);

/** Runs the command as one would by hand, against the copy of these tests. */
async function verify(...flags: string[]): Promise<{ code: number | null; said: string }> {
  const env = { ...process.env, NODE_OPTIONS: '', FIRSTCALL_PLACE: PLACE };
  const child = spawn(process.execPath, ['tools/verify-aws.ts', '--stage', 'local', ...flags], {
    ...{ cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] },
  });
  const ended = new Promise<number | null>(done => child.once('close', done));
  const said = await text(child.stdout as NonNullable<typeof child.stdout>);
  return { code: await ended, said };
}

/** The exit code and what it says is wrong. */
async function wrong(...flags: string[]): Promise<{ code: number | null; wrong: string[] }> {
  const { code, said } = await verify('--json', ...flags);
  const answers = JSON.parse(said) as Answer[];
  const lines = answers.filter(({ is }) => is === 'wrong');
  return { code, wrong: lines.map(one => `${one.check} ${one.subject} ${one.says}`) };
}
/** On a copy that has just started: the watchers run now, and not only when their next minute comes. */
async function watchersRun(): Promise<void> {
  const client = new LambdaClient(config);
  for (const watcher of Object.keys(rhythm)) {
    const answer = await client.send(new InvokeCommand({ FunctionName: `firstcall-${watcher}` }));
    expect(answer.FunctionError).toBeUndefined();
  }
}
const well = { code: 0, wrong: [] };
const isWellAgain = () =>
  until('nothing wrong', async () => (await wrong('--no-canary')).code === 0 || undefined);

describe('npm run verify:aws on the real stacks', () => {
  test('finds nothing wrong, lets its canary fly, and says what the engine makes up', async () => {
    await watchersRun();
    await isWellAgain();
    const { code, said } = await verify();
    expect(said).toMatch(/^ok {6}canary one fact, [\d.]+ s$/m);
    expect(said).toMatch(/^ok {6}knock \(3\)$/m);
    expect(said).toMatch(/^ok {6}event \(\d+\)$/m);
    expect(said).toMatch(/, 0 wrong$/m);
    const unknown = [...said.matchAll(/^unknown (.+?) (?:\(|all|the one|default bus|\S+\.com)/gm)].map(
      ([, check]) => check,
    );
    const madeUp = ['closed queue', 'rule’s dead letters', 'log', 'mail', 'mail reports'];
    expect(unknown.sort()).toEqual([...madeUp, 'index', 'backups', 'alarm'].sort());
    expect(code).toBe(0);
  }, 600_000);

  test('ends with 1 and names the queue when a dead letter waits', async () => {
    const client = new SQSClient(config);
    const QueueUrl = of(product.outputs, 'TeamDeadUrl');
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
    expect(await wrong('--no-canary')).toEqual({
      code: 1,
      wrong: ['dead letters firstcall-team-dead holds 1 dead letters, since when is not known'],
    });
    await client.send(new PurgeQueueCommand({ QueueUrl }));
    await isWellAgain();
  }, 300_000);

  test('ends with 1 and names the mapping when an event source was disabled', async () => {
    const client = new LambdaClient(config);
    const { EventSourceMappings = [] } = await client.send(
      new ListEventSourceMappingsCommand({ FunctionName: 'firstcall-team-worker' }),
    );
    const UUID = EventSourceMappings[0]?.UUID;
    await client.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
    expect(await wrong('--no-canary')).toEqual({
      code: 1,
      wrong: ['event source firstcall-team → firstcall-team-worker is Disabled'],
    });
    await client.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
    await isWellAgain();
  }, 300_000);

  test('ends with 1 and names the route when one was opened by hand', async () => {
    const client = new ApiGatewayV2Client(config);
    const ApiId = of(product.outputs, 'HttpApiId');
    const { Items = [] } = await client.send(new GetRoutesCommand({ ApiId, MaxResults: '500' }));
    const route = Items.find(({ RouteKey }) => RouteKey === 'GET /v1/accounts');
    const ask = { ApiId, RouteId: route?.RouteId };
    await client.send(new UpdateRouteCommand({ ...ask, AuthorizationType: 'NONE' }));
    // Knocking there is refused all the same: the function asks once more.
    expect(await wrong()).toEqual({
      code: 1,
      wrong: ['route GET /v1/accounts has no authorizer and is not on the public list'],
    });
    const { AuthorizationType, AuthorizerId, AuthorizationScopes } = route ?? {};
    await client.send(
      new UpdateRouteCommand({ ...ask, AuthorizationType, AuthorizerId, AuthorizationScopes }),
    );
    expect(await wrong()).toEqual(well);
  }, 300_000);
});
