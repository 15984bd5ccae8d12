import { expect, test } from '@jest/globals';
import { all } from '../../infra/checks/templates.ts';
import { ringingDecisions } from '../../shared/contracts/metrics.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { heartbeatKey } from '../../shared/store/keys.ts';
import { templatesOf } from '../infra/support/stage.ts';
import { alarmsIn } from '../support/alarms.ts';
import { show } from '../support/shown.ts';
import { watch, watchedWorld } from './watched-world.ts';
import type { World } from './world.ts';

// The alarms alone are read here; test/infra has the templates looked through.
process.env['CDK_VALIDATION'] = 'false';
const templates = templatesOf('prod');
const alarms = alarmsIn(templates);

/**
 * What AWS publishes, by its user guides: SQS “Available CloudWatch metrics”, Lambda “Types of metrics”, EventBridge
 * “Monitoring”, API Gateway “HTTP API metrics” and “WebSocket API metrics”, DynamoDB and SES “Metrics and dimensions”.
 */
const published: Readonly<Record<string, string>> = {
  'AWS/SQS ApproximateAgeOfOldestMessage': 'QueueName',
  'AWS/SQS ApproximateNumberOfMessagesVisible': 'QueueName',
  'AWS/Lambda Errors': 'FunctionName',
  'AWS/Lambda Invocations': 'FunctionName',
  'AWS/Lambda IteratorAge': 'FunctionName',
  'AWS/Lambda Throttles': '',
  'AWS/Events FailedInvocations': 'EventBusName RuleName',
  'AWS/Events InvocationsSentToDlq': 'EventBusName RuleName',
  'AWS/ApiGateway 5xx': 'ApiId',
  'AWS/ApiGateway ExecutionError': 'ApiId',
  'AWS/ApiGateway IntegrationError': 'ApiId',
  'AWS/DynamoDB ReadThrottleEvents': 'TableName',
  'AWS/DynamoDB WriteThrottleEvents': 'TableName',
  'AWS/SES Reputation.BounceRate': '',
  'AWS/SES Reputation.ComplaintRate': '',
};

/** A rule of the account's default bus is known by its name alone. */
const onDefaultBus = new Set(
  all<{ Name: string; EventBusName?: unknown }>(templates, 'AWS::Events::Rule')
    .filter(({ is }) => (is.EventBusName ?? 'default') === 'default')
    .map(({ is }) => `RuleName=${is.Name}`),
);
const dimensionsOf = (namespace: string, name: string, given: readonly string[]): string | undefined =>
  namespace === 'AWS/Events' && given.some(one => onDefaultBus.has(one))
    ? 'RuleName'
    : published[`${namespace} ${name}`];

const namesOf = (type: string, name: string) =>
  all<Record<string, unknown>>(templates, type).map(({ is }) => String(is[name]));
const standing: Readonly<Record<string, ReadonlySet<string>>> = {
  QueueName: new Set(namesOf('AWS::SQS::Queue', 'QueueName')),
  FunctionName: new Set(namesOf('AWS::Lambda::Function', 'FunctionName')),
  RuleName: new Set(namesOf('AWS::Events::Rule', 'Name')),
  EventBusName: new Set(namesOf('AWS::Events::EventBus', 'Name')),
  ApiId: new Set(namesOf('AWS::ApiGatewayV2::Api', 'Name')),
  // The one table, of another stack than its alarms.
  TableName: new Set(['imported']),
};

test('every alarm about AWS’s own figures names one that AWS publishes, of something that the stacks have', () => {
  const theirs = alarms.filter(({ metric }) => metric.startsWith('AWS/'));
  const wrong = theirs.flatMap(({ id, metric }) => {
    const [namespace = '', name = '', ...dimensions] = metric.split(' ');
    const pairs = dimensions.map(dimension => dimension.split('=') as [string, string]);
    return [
      ...(dimensionsOf(namespace, name, dimensions) === pairs.map(([key]) => key).join(' ')
        ? []
        : [`${id}: AWS publishes no ${metric}`]),
      ...pairs.flatMap(([key, value]) => (standing[key]?.has(value) ? [] : [`${id}: no ${key} ${value}`])),
    ];
  });
  expect(wrong).toEqual([]);
  expect(theirs.length).toBeGreaterThan(100);
});

/** A message was given up in every queue, every decision was made often that somebody must hear of, sweep and auditor found much. */
async function everythingIsBad({ queues, decisions, table, clock }: World): Promise<void> {
  for (const queue of Object.values(queues)) queue.dlq.push({ id: -1, body: '{}', receives: 100 });
  for (const decision of ringingDecisions)
    decisions.set(`any ${decision}`, (decisions.get(`any ${decision}`) ?? 0) + 10);
  for (const watcher of ['sweep', 'auditor'] as const) {
    const row = await table.get(heartbeatKey(watcher));
    if (!row) throw new Error(`${watcher} has never run`);
    const report = Object.fromEntries(
      Object.keys(row['report'] as object).map(name => [name, name === 'sweepBeats' ? 0 : 1]),
    );
    await table.commit({
      commitId: `bad-${watcher}-${clock.now()}`,
      writes: [{ do: 'put', row: { ...row, report } }],
    });
  }
}

test('every alarm about a figure of the product rings when the product publishes a bad one, and for dead letters of each queue', async () => {
  const world = await watchedWorld();
  const ours = alarms.filter(
    ({ metric }) =>
      metric.startsWith('firstcall-prod ') ||
      Object.keys(world.queues).some(queue =>
        metric.endsWith(`ApproximateNumberOfMessagesVisible QueueName=firstcall-${queue}-dead`),
      ),
  );
  const rang = watch(world, alarms);
  await world.run({ until: world.clock.now() + 10 * MINUTE });
  expect([...rang.keys()]).toEqual([]);
  for (let minute = 0; minute < 10; minute++) {
    await everythingIsBad(world);
    await world.run({ until: world.clock.now() + MINUTE });
  }
  const silent = ours.filter(({ id }) => !rang.has(id)).map(({ metric }) => metric);
  show({
    ...{ goal: 10, name: 'figures of the product and dead letters', seeds: '91', failed: silent.length },
    runs: `${ours.length} of ${alarms.length} alarms, each figure published under its own name`,
    figure: `${silent.length} stayed silent for ten minutes`,
  });
  expect(silent).toEqual([]);
  expect(ours.length).toBeGreaterThanOrEqual(Object.keys(world.queues).length + ringingDecisions.length);
}, 60_000);
