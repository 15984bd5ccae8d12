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
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  GetAccountCommand,
  GetConfigurationSetEventDestinationsCommand,
  GetEmailIdentityCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import { watchers } from '../../../shared/domain/operations/watchers.ts';
import { inParallel } from '../../../shared/kernel/parallel.ts';
import { dynamoTable } from '../../../shared/store/dynamo-table.ts';
import { heartbeatKey } from '../../../shared/store/keys.ts';
import type { Deployment } from '../deployment.ts';
import type { Account } from './account.ts';
import { readDoors } from './read-doors.ts';
import { readMappings, readQueues, readRules } from './read-events.ts';
import { readAlarms, readLogGroups } from './read-watching.ts';
import { AT_ONCE, type Config } from './reading.ts';

type Resource = { readonly type: string; readonly logicalId: string; readonly id: string };
/** How the CDK begins the logical ids of the functions that it brings along. */
const THEIRS = /^Custom/;

/** Everything that the checks ask of a deployment, read and nothing else. */
export async function readAccount(
  deployment: Deployment,
  isOurs: (stack: Stack) => boolean,
): Promise<Account> {
  const { config, output } = deployment;
  const { stacks, resources } = await readStacks(config, isOurs);
  const of = (type: string) => resources.filter(one => one.type === type);
  const ids = (type: string) => of(type).map(({ id }) => id);
  const buses = { product: output('BusName'), ingress: output('IngressBusName') };
  const [table, queues, mappings, functions, rules, doors, alarms, access, beats] = await Promise.all([
    readTable(config, output('TableName')),
    readQueues(config, ids('AWS::SQS::Queue')),
    readMappings(config, ids('AWS::Lambda::EventSourceMapping')),
    inParallel(of('AWS::Lambda::Function'), AT_ONCE, one => readFunction(config, one)),
    readRules(config, ids('AWS::Events::Rule'), [buses.product, buses.ingress]),
    readDoors(deployment),
    readAlarms(config, ids('AWS::CloudWatch::Alarm')),
    readAccess(deployment, ids('AWS::SES::EmailIdentity')[0]),
    readBeats(config, output('TableName')),
  ]);
  const groups = [...ids('AWS::Logs::LogGroup'), ...functions.map(({ logGroup }) => logGroup)];
  const logGroups = await readLogGroups(config, new Set(groups));
  const worked = { queues, mappings, functions, buses, rules };
  return { stacks, ...table, ...worked, ...doors, alarms, logGroups, ...access, beats };
}

async function readStacks(config: Config, isOurs: (stack: Stack) => boolean) {
  const client = new CloudFormationClient(config);
  const stacks: Account['stacks'][number][] = [];
  const resources: Resource[] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {}))
    for (const { StackName, StackStatus, LastUpdatedTime, CreationTime } of Stacks.filter(isOurs))
      stacks.push({
        name: StackName ?? '-',
        status: StackStatus ?? '-',
        changedAt: (LastUpdatedTime ?? CreationTime)?.getTime() ?? 0,
      });
  for (const { name: StackName } of stacks)
    for await (const page of paginateListStackResources({ client }, { StackName }))
      for (const one of page.StackResourceSummaries ?? []) {
        const { ResourceType: type, LogicalResourceId: logicalId = '', PhysicalResourceId: id } = one;
        if (type && id && !one.ResourceStatus?.startsWith('DELETE')) resources.push({ type, logicalId, id });
      }
  return { stacks, resources };
}

async function readTable(config: Config, TableName: string): Promise<Pick<Account, 'table' | 'backups'>> {
  const client = new DynamoDBClient(config);
  const [{ Table }, backups, ttl] = await Promise.all([
    client.send(new DescribeTableCommand({ TableName })),
    client.send(new DescribeContinuousBackupsCommand({ TableName })),
    client.send(new DescribeTimeToLiveCommand({ TableName })),
  ]);
  const recovery = backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
  return {
    table: {
      status: Table?.TableStatus ?? 'missing',
      deletionProtection: Table?.DeletionProtectionEnabled === true,
      stream: Table?.StreamSpecification?.StreamViewType,
      indexes: (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName = '', IndexStatus }) => ({
        name: IndexName,
        status: IndexStatus,
      })),
      ttl: ttl.TimeToLiveDescription?.AttributeName,
    },
    backups: {
      pointInTime: recovery?.PointInTimeRecoveryStatus === 'ENABLED',
      days: recovery?.RecoveryPeriodInDays,
      latest: recovery?.LatestRestorableDateTime?.getTime(),
    },
  };
}

async function readFunction(
  config: Config,
  { id: FunctionName, logicalId }: Resource,
): Promise<Account['functions'][number]> {
  const has = await new LambdaClient(config).send(new GetFunctionConfigurationCommand({ FunctionName }));
  return {
    name: FunctionName,
    theirs: THEIRS.test(logicalId),
    runtime: has.Runtime ?? '-',
    state: has.State ?? '-',
    logGroup: has.LoggingConfig?.LogGroup ?? `/aws/lambda/${FunctionName}`,
    environment: Object.keys(has.Environment?.Variables ?? {}),
  };
}

async function readAccess(
  { config, output }: Deployment,
  identity: string | undefined,
): Promise<Pick<Account, 'pool' | 'secret' | 'mail'>> {
  const ses = new SESv2Client(config);
  const [{ UserPool }, secret, mail, sender, reports] = await Promise.all([
    new CognitoIdentityProviderClient(config).send(
      new DescribeUserPoolCommand({ UserPoolId: output('UserPoolId') }),
    ),
    new SecretsManagerClient(config).send(new DescribeSecretCommand({ SecretId: output('SecretId') })),
    identity === undefined ? undefined : ses.send(new GetEmailIdentityCommand({ EmailIdentity: identity })),
    identity === undefined ? undefined : ses.send(new GetAccountCommand({})),
    identity === undefined ? [] : readReports(ses, output('MailConfigurationSet')),
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
      sending: sender?.SendingEnabled === true,
      sandbox: sender?.ProductionAccessEnabled !== true,
      reports,
    },
  };
}

/** What of our mails SES tells EventBridge; it can write to the default bus alone. */
async function readReports(ses: SESv2Client, ConfigurationSetName: string): Promise<string[]> {
  const { EventDestinations = [] } = await ses.send(
    new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName }),
  );
  return EventDestinations.filter(one => one.Enabled && one.EventBridgeDestination).flatMap(
    ({ MatchingEventTypes = [] }) => MatchingEventTypes,
  );
}

const readBeats = (config: Config, tableName: string): Promise<Account['beats']> =>
  Promise.all(
    watchers.map(async watcher => {
      const row = await dynamoTable(new DynamoDBClient(config), tableName).get(heartbeatKey(watcher));
      return { watcher, at: typeof row?.['at'] === 'number' ? row['at'] : undefined };
    }),
  );
