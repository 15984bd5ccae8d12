import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Rule,
} from '@aws-sdk/client-eventbridge';
import { GetEventSourceMappingCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { HOUR } from '../../../shared/kernel/instant.ts';
import { inParallel } from '../../../shared/kernel/parallel.ts';
import type { Account } from './account.ts';
import { DEAD } from './judge-events.ts';
import { AT_ONCE, type Config } from './reading.ts';

const lastOf = (text: string, separator: string): string => text.split(separator).at(-1) ?? text;

export async function readQueues(config: Config, urls: readonly string[]): Promise<Account['queues']> {
  const client = new SQSClient(config);
  const oldest = await readAges(
    config,
    urls.map(url => lastOf(url, '/')).filter(name => DEAD.test(name)),
  );
  return inParallel(urls, AT_ONCE, async QueueUrl => {
    const ask = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
    const { Attributes: has = {} } = await client.send(ask);
    const redrive = JSON.parse(has['RedrivePolicy'] ?? '{}') as { deadLetterTargetArn?: string };
    const name = lastOf(QueueUrl, '/');
    return {
      name,
      keptSeconds: Number(has['MessageRetentionPeriod']),
      deadLetters: redrive.deadLetterTargetArn?.split(':').at(-1),
      hasPolicy: has['Policy'] !== undefined,
      encrypted: has['SqsManagedSseEnabled'] === 'true' || has['KmsMasterKeyId'] !== undefined,
      waiting: Number(has['ApproximateNumberOfMessages'] ?? 0),
      oldest: oldest.get(name),
    };
  });
}

/** SQS itself does not tell how old its oldest message is; the figures of the last hour do. */
async function readAges(config: Config, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (names.length === 0) return new Map();
  const EndTime = new Date();
  const { MetricDataResults = [] } = await new CloudWatchClient(config).send(
    new GetMetricDataCommand({
      StartTime: new Date(EndTime.getTime() - HOUR),
      EndTime,
      ScanBy: 'TimestampDescending',
      MetricDataQueries: names.map((name, at) => ({
        Id: `q${at}`,
        MetricStat: {
          Metric: {
            Namespace: 'AWS/SQS',
            MetricName: 'ApproximateAgeOfOldestMessage',
            Dimensions: [{ Name: 'QueueName', Value: name }],
          },
          Period: 300,
          Stat: 'Maximum',
        },
      })),
    }),
  );
  return new Map(
    MetricDataResults.flatMap(({ Id, Values = [] }): [string, number][] => {
      const name = names[Number(Id?.slice(1))];
      return name === undefined || Values[0] === undefined ? [] : [[name, Values[0]]];
    }),
  );
}

export const readMappings = (config: Config, ids: readonly string[]): Promise<Account['mappings']> =>
  inParallel(ids, AT_ONCE, async UUID => {
    const has = await new LambdaClient(config).send(new GetEventSourceMappingCommand({ UUID }));
    const source = has.EventSourceArn ?? '-';
    return {
      fn: has.FunctionArn?.split(':').at(6) ?? '-',
      source: source.includes('/stream/') ? 'stream' : lastOf(source, ':'),
      state: has.State ?? '-',
      partial: has.FunctionResponseTypes?.includes('ReportBatchItemFailures') === true,
      concurrency: has.ScalingConfig?.MaximumConcurrency,
    };
  });

/** The rules of the stacks, and whatever else is on our own buses but for what AWS keeps there for an archive. */
export async function readRules(
  config: Config,
  ids: readonly string[],
  buses: readonly string[],
): Promise<Account['rules']> {
  const client = new EventBridgeClient(config);
  // AWS tells `bus|rule` of a bus of its own, the local engine the name alone.
  const wanted = new Set(ids.map(id => lastOf(id, '|')));
  const lists = await Promise.all([...buses, 'default'].map(bus => rulesOn(client, bus)));
  const found = lists.flat().filter(({ Name = '', EventBusName = '', ManagedBy }) => {
    const onOurBus = buses.includes(EventBusName) && ManagedBy === undefined;
    return wanted.has(Name) || onOurBus;
  });
  const there = new Set(found.map(({ Name }) => Name));
  const missing = [...wanted].filter(name => !there.has(name));
  const lost = { bus: '-', ours: true, state: 'missing', takes: undefined, targets: [] };
  return [
    ...missing.map(name => ({ name, ...lost })),
    ...(await inParallel(found, AT_ONCE, async ({ Name = '', EventBusName = '', State, EventPattern }) => {
      const ask = new ListTargetsByRuleCommand({ Rule: Name, EventBusName });
      const { Targets = [] } = await client.send(ask);
      return {
        name: Name,
        bus: EventBusName,
        ours: wanted.has(Name),
        state: State ?? '-',
        takes: EventPattern === undefined ? undefined : JSON.parse(EventPattern),
        targets: Targets.map(({ Arn = '-', DeadLetterConfig }) => ({
          name: lastOf(Arn, ':'),
          hasDeadLetters: DeadLetterConfig?.Arn !== undefined,
        })),
      };
    })),
  ];
}

async function rulesOn(client: EventBridgeClient, EventBusName: string): Promise<Rule[]> {
  const rules: Rule[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListRulesCommand({ EventBusName, NextToken }));
    rules.push(...(page.Rules ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return rules;
}
