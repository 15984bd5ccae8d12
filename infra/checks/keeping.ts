import { tableShape } from '../../shared/store/table.ts';
import { all, asList, type Check, type Resource, refOf } from './templates.ts';

type Table = {
  DeletionProtectionEnabled?: boolean;
  PointInTimeRecoverySpecification?: { PointInTimeRecoveryEnabled?: boolean };
  StreamSpecification?: { StreamViewType?: string };
  TimeToLiveSpecification?: { AttributeName?: string };
  BillingMode?: string;
  KeySchema?: { AttributeName: string }[];
  GlobalSecondaryIndexes?: { IndexName: string; KeySchema: { AttributeName: string }[] }[];
};

/** Types that hold what people know and cannot be made again. */
const KEPT = [
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::Events::Archive',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolGroup',
  'AWS::SES::EmailIdentity',
  'AWS::SES::ConfigurationSet',
  'AWS::SecretsManager::Secret',
];
const LONGEST_LOG_DAYS = 30;

/** Neither a deleted stack nor a slip of the hand takes the data along. */
export const dataIsKept =
  (dataStack: string): Check =>
  templates => {
    const resources: [string, Resource][] = Object.entries(templates[dataStack]?.Resources ?? {});
    const missing = KEPT.filter(type => !resources.some(([, { Type }]) => Type === type));
    return [
      ...missing.map(type => `${dataStack}: has no ${type}`),
      ...resources
        .filter(
          ([, { Type, DeletionPolicy }]) => KEPT.includes(Type) && !DeletionPolicy?.startsWith('Retain'),
        )
        .map(([id]) => `${id}: goes when its stack goes`),
      ...all<Table>(templates, 'AWS::DynamoDB::Table')
        .filter(({ is }) => !is.DeletionProtectionEnabled)
        .map(({ id }) => `${id}: can be deleted`),
      ...all<{ DeletionProtection?: string }>(templates, 'AWS::Cognito::UserPool')
        .filter(({ is }) => is.DeletionProtection !== 'ACTIVE')
        .map(({ id }) => `${id}: can be deleted`),
    ];
  };

/** The table is as the store says, and can be set back by 35 days. */
export const tableIsAsTold: Check = templates => {
  const tables = all<Table>(templates, 'AWS::DynamoDB::Table');
  if (tables.length !== 1) return [`${tables.length} tables instead of one`];
  return tables.flatMap(({ id, is }) => {
    const keys = (schema: { AttributeName: string }[] = []) => schema.map(key => key.AttributeName).join(' ');
    const indexes = new Map(
      is.GlobalSecondaryIndexes?.map(index => [index.IndexName, keys(index.KeySchema)]),
    );
    const said: [string, unknown, unknown][] = [
      ['keys', keys(is.KeySchema), `${tableShape.pk} ${tableShape.sk}`],
      ['stream', is.StreamSpecification?.StreamViewType, tableShape.stream],
      ['cleaning', is.TimeToLiveSpecification?.AttributeName, tableShape.ttl],
      ['billing', is.BillingMode, 'PAY_PER_REQUEST'],
      ['recovery', is.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled, true],
      ['number of indexes', indexes.size, Object.keys(tableShape.indexes).length],
      ...Object.values(tableShape.indexes).map(
        index =>
          [`index ${index.name}`, indexes.get(index.name), `${index.pk} ${index.sk}`] as [
            string,
            unknown,
            unknown,
          ],
      ),
    ];
    return said
      .filter(([, is, told]) => is !== told)
      .map(([what, is, told]) => `${id}: ${what} ${is}, not ${told}`);
  });
};

/** Every function has a log of its own that forgets. */
export const logsForget: Check = templates => {
  const groups = all<{ RetentionInDays?: number }>(templates, 'AWS::Logs::LogGroup');
  const known = new Set(groups.map(({ id }) => id));
  return [
    ...groups
      .filter(({ is }) => !is.RetentionInDays || is.RetentionInDays > LONGEST_LOG_DAYS)
      .map(({ id }) => `${id}: keeps logs longer than ${LONGEST_LOG_DAYS} days`),
    ...all<{ LoggingConfig?: { LogGroup?: unknown } }>(templates, 'AWS::Lambda::Function')
      .filter(({ is }) => !known.has(refOf(is.LoggingConfig?.LogGroup) ?? ''))
      .map(({ id }) => `${id}: has no log group of its own`),
  ];
};

/** The test clock and the stand-in for push services are of the local stage alone. */
export const nothingForDevelopment: Check = templates =>
  all<{ Environment?: { Variables?: Record<string, unknown> } }>(templates, 'AWS::Lambda::Function').flatMap(
    ({ id, is }) =>
      ['CLOCK_FILE', 'EXTRA_PUSH_HOST']
        .filter(name => name in (is.Environment?.Variables ?? {}))
        .map(name => `${id}: has ${name}`),
  );

type Alarm = {
  AlarmDescription?: string;
  AlarmActions?: unknown[];
  Dimensions?: { Name: string; Value: unknown }[];
  MetricName?: string;
  TreatMissingData?: string;
};

/** Every alarm names a heading of the runbook, and every heading is some alarm's. */
export const alarmsHaveRunbook =
  (headings: readonly string[]): Check =>
  templates => {
    const alarms = all<Alarm>(templates, 'AWS::CloudWatch::Alarm');
    const named = alarms.map(
      ({ is }) => /docs\/runbook\.md#([\w-]+)$/.exec(is.AlarmDescription ?? '')?.[1] ?? '',
    );
    return [
      ...alarms.flatMap(({ id, is }, at) => [
        ...(headings.includes(named[at] ?? '')
          ? []
          : [`${id}: names no heading of the runbook (${named[at]})`]),
        ...(is.AlarmActions?.length ? [] : [`${id}: tells nobody`]),
      ]),
      ...headings
        .filter(heading => !named.includes(heading))
        .map(heading => `${heading}: no alarm leads there`),
    ];
  };

/** Dead letters, the stream's delay and silent watchers ring. */
export const whatMustRingRings: Check = templates => {
  const alarms = all<Alarm>(templates, 'AWS::CloudWatch::Alarm');
  const rings = (metric: string, name: string, missing?: string) =>
    alarms.some(
      ({ is }) =>
        is.MetricName === metric &&
        (missing === undefined || is.TreatMissingData === missing) &&
        asList(is.Dimensions).some(dimension => (dimension as { Value: unknown }).Value === name),
    );
  const functions = all<{ FunctionName: string }>(templates, 'AWS::Lambda::Function');
  const named = (name: string) =>
    functions.find(({ is }) => is.FunctionName?.endsWith(`-${name}`))?.is.FunctionName ?? name;
  const dead = all<{ QueueName: string }>(templates, 'AWS::SQS::Queue').filter(({ is }) =>
    /-(dead|lost)$/.test(is.QueueName),
  );
  return [
    ...dead
      .filter(({ is }) => !rings('ApproximateNumberOfMessagesVisible', is.QueueName))
      .map(({ id }) => `${id}: fills without a sound`),
    ...dead
      .filter(({ is }) => !rings('ApproximateAgeOfOldestMessage', is.QueueName))
      .map(({ id }) => `${id}: grows old without a sound`),
    ...all<{ Name?: string; EventPattern?: object }>(templates, 'AWS::Events::Rule')
      .filter(({ is }) => is.EventPattern && !rings('FailedInvocations', is.Name ?? ''))
      .map(({ id }) => `${id}: cannot deliver without a sound`),
    ...['relay', 'search-indexer']
      .filter(name => !rings('IteratorAge', named(name)))
      .map(name => `${name}: falls behind without a sound`),
    ...['sweep', 'auditor']
      .filter(name => !rings('Invocations', named(name), 'breaching'))
      .map(name => `${name}: stops without a sound`),
  ];
};
