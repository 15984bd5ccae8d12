import {
  CloudFormationClient,
  paginateDescribeStacks,
  paginateListStackResources,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, ListRulesCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import {
  GetEventSourceMappingCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { watchers } from '../../../shared/domain/operations/watchers.ts';
import { inParallel } from '../../../shared/kernel/parallel.ts';
import { dynamoTable } from '../../../shared/store/dynamo-table.ts';
import { heartbeatKey } from '../../../shared/store/keys.ts';
import type { Deployment } from '../deployment.ts';
import type { Account } from './account.ts';

type Config = Deployment['config'];
type Resource = { readonly type: string; readonly id: string };
const AT_ONCE = 8;

/** Everything that the checks ask of a deployment, read and nothing else. */
export async function readAccount(
  deployment: Deployment,
  isOurs: (stack: Stack) => boolean,
): Promise<Account> {
  const { config, output } = deployment;
  const { stacks, resources } = await readStacks(config, isOurs);
  const ids = (type: string) => resources.filter(one => one.type === type).map(({ id }) => id);
  const [table, queues, mappings, functions, rules, access, beats] = await Promise.all([
    readTable(config, output('TableName')),
    inParallel(ids('AWS::SQS::Queue'), AT_ONCE, url => readQueue(config, url)),
    inParallel(ids('AWS::Lambda::EventSourceMapping'), AT_ONCE, id => readMapping(config, id)),
    inParallel(ids('AWS::Lambda::Function'), AT_ONCE, name => readFunction(config, name)),
    readRules(config, ids('AWS::Events::Rule')),
    readAccess(deployment, ids('AWS::SES::EmailIdentity')[0]),
    readBeats(config, output('TableName')),
  ]);
  return { stacks, table, queues, mappings, functions, rules, ...access, beats };
}

async function readStacks(config: Config, isOurs: (stack: Stack) => boolean) {
  const client = new CloudFormationClient(config);
  const stacks: { name: string; status: string }[] = [];
  const resources: Resource[] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {}))
    for (const stack of Stacks.filter(isOurs))
      stacks.push({ name: stack.StackName ?? '-', status: stack.StackStatus ?? '-' });
  for (const { name: StackName } of stacks)
    for await (const page of paginateListStackResources({ client }, { StackName }))
      for (const { ResourceType, PhysicalResourceId } of page.StackResourceSummaries ?? [])
        if (ResourceType && PhysicalResourceId)
          resources.push({ type: ResourceType, id: PhysicalResourceId });
  return { stacks, resources };
}

async function readTable(config: Config, TableName: string): Promise<Account['table']> {
  const client = new DynamoDBClient(config);
  const [{ Table }, backups, ttl] = await Promise.all([
    client.send(new DescribeTableCommand({ TableName })),
    client.send(new DescribeContinuousBackupsCommand({ TableName })),
    client.send(new DescribeTimeToLiveCommand({ TableName })),
  ]);
  const recovery = backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
  return {
    status: Table?.TableStatus ?? 'missing',
    deletionProtection: Table?.DeletionProtectionEnabled === true,
    stream: Table?.StreamSpecification?.StreamViewType,
    indexes: (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName = '', IndexStatus = '' }) => ({
      name: IndexName,
      status: IndexStatus,
    })),
    pointInTime: recovery?.PointInTimeRecoveryStatus === 'ENABLED',
    ttl: ttl.TimeToLiveDescription?.AttributeName,
  };
}

async function readQueue(config: Config, QueueUrl: string): Promise<Account['queues'][number]> {
  const ask = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
  const { Attributes: has = {} } = await new SQSClient(config).send(ask);
  const redrive = JSON.parse(has['RedrivePolicy'] ?? '{}') as { deadLetterTargetArn?: string };
  return {
    name: QueueUrl.split('/').at(-1) ?? QueueUrl,
    keptSeconds: Number(has['MessageRetentionPeriod']),
    deadLetters: redrive.deadLetterTargetArn?.split(':').at(-1),
    hasPolicy: has['Policy'] !== undefined,
    encrypted: has['SqsManagedSseEnabled'] === 'true' || has['KmsMasterKeyId'] !== undefined,
    waiting: Number(has['ApproximateNumberOfMessages'] ?? 0),
  };
}

async function readMapping(config: Config, UUID: string): Promise<Account['mappings'][number]> {
  const has = await new LambdaClient(config).send(new GetEventSourceMappingCommand({ UUID }));
  const source = has.EventSourceArn ?? '-';
  return {
    fn: has.FunctionArn?.split(':').at(6) ?? '-',
    source: source.includes('/stream/') ? 'stream' : (source.split(':').at(-1) ?? source),
    state: has.State ?? '-',
    partial: has.FunctionResponseTypes?.includes('ReportBatchItemFailures') === true,
    concurrency: has.ScalingConfig?.MaximumConcurrency,
  };
}

async function readFunction(config: Config, FunctionName: string): Promise<Account['functions'][number]> {
  const has = await new LambdaClient(config).send(new GetFunctionConfigurationCommand({ FunctionName }));
  return {
    name: FunctionName,
    runtime: has.Runtime ?? '-',
    state: has.State ?? '-',
    timeout: has.Timeout ?? 0,
    environment: Object.keys(has.Environment?.Variables ?? {}),
  };
}

/** A rule of a bus of its own goes by `bus|rule`, one of the default bus by its name. */
async function readRules(config: Config, ids: readonly string[]): Promise<Account['rules']> {
  const client = new EventBridgeClient(config);
  return inParallel(ids, AT_ONCE, async id => {
    const name = id.split('|').at(-1) ?? id;
    const bus = id.includes('|') ? { EventBusName: id.split('|')[0] } : {};
    const [{ Rules = [] }, { Targets = [] }] = await Promise.all([
      client.send(new ListRulesCommand({ NamePrefix: name, ...bus })),
      client.send(new ListTargetsByRuleCommand({ Rule: name, ...bus })),
    ]);
    const targets = Targets.map(one => ({
      id: one.Id ?? '-',
      hasDeadLetters: Boolean(one.DeadLetterConfig?.Arn),
    }));
    return { name, state: Rules.find(({ Name }) => Name === name)?.State ?? 'missing', targets };
  });
}

async function readAccess(
  { config, output }: Deployment,
  identity: string | undefined,
): Promise<Pick<Account, 'pool' | 'secret' | 'mail'>> {
  const [{ UserPool }, secret, mail] = await Promise.all([
    new CognitoIdentityProviderClient(config).send(
      new DescribeUserPoolCommand({ UserPoolId: output('UserPoolId') }),
    ),
    new SecretsManagerClient(config).send(new DescribeSecretCommand({ SecretId: output('SecretId') })),
    identity === undefined
      ? undefined
      : new SESv2Client(config).send(new GetEmailIdentityCommand({ EmailIdentity: identity })),
  ]);
  return {
    pool: {
      secondFactor: UserPool?.MfaConfiguration ?? 'OFF',
      selfSignUp: UserPool?.AdminCreateUserConfig?.AllowAdminCreateUserOnly !== true,
    },
    secret: {
      exists: secret.ARN !== undefined,
      versions: Object.keys(secret.VersionIdsToStages ?? {}).length,
    },
    mail: mail && {
      identity: identity ?? '-',
      verified: mail.VerifiedForSendingStatus === true,
      sending: mail.VerifiedForSendingStatus === true,
    },
  };
}

const readBeats = (config: Config, tableName: string): Promise<Account['beats']> =>
  Promise.all(
    watchers.map(async watcher => {
      const row = await dynamoTable(new DynamoDBClient(config), tableName).get(heartbeatKey(watcher));
      return { watcher, at: typeof row?.['at'] === 'number' ? row['at'] : undefined };
    }),
  );
