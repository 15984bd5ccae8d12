import { all, asList, type Templates } from '../../../infra/checks/templates.ts';
import type { Account } from '../../../tools/support/verify/account.ts';
import { NOW } from '../../support/facts.ts';
import { good } from '../../support/good-account.ts';

type Props = Record<string, never>;
type Rule = {
  Name?: string;
  EventBusName?: unknown;
  EventPattern?: Account['rules'][number]['takes'];
  Targets: { Arn: unknown; DeadLetterConfig?: object }[];
};
type Alarm = {
  MetricName?: string;
  Dimensions?: { Value: unknown }[];
  AlarmDescription: string;
  TreatMissingData: string;
  AlarmActions?: unknown[];
  ActionsEnabled?: boolean;
};
type Fn = {
  FunctionName?: string;
  Runtime: string;
  LoggingConfig?: { LogGroup?: unknown };
  Environment?: { Variables?: object };
};

type Reports = {
  EventDestination: { MatchingEventTypes: readonly string[]; EventBridgeDestination?: object };
};

/** Templates say it small, the service in capitals. */
const reportsOf = (templates: Templates): string[] =>
  all<Reports>(templates, 'AWS::SES::ConfigurationSetEventDestination')
    .filter(({ is }) => is.EventDestination.EventBridgeDestination)
    .flatMap(({ is }) => is.EventDestination.MatchingEventTypes.map(one => one.toUpperCase()));

/** What AWS would tell of a stage right after its deploy, if it did what the templates say and nothing else. */
export function accountOf(templates: Templates, prefix: string): Account {
  const names = namesOf(templates);
  /** The name behind a reference; what comes from another stack keeps the name that it was imported by. */
  const nameOf = (value: unknown): string => {
    if (typeof value === 'string') return value;
    const { Ref, 'Fn::GetAtt': got, ...rest } = (value ?? {}) as { Ref?: string; 'Fn::GetAtt'?: string[] };
    const id = Ref ?? got?.[0];
    return id === undefined ? JSON.stringify(rest) : (names.get(id) ?? id);
  };
  const authorizers = all<Props>(templates, 'AWS::ApiGatewayV2::Authorizer').map(({ id, is }) => ({
    id,
    type: String(is['AuthorizerType']),
    asks: askedIn(JSON.stringify(is)),
  }));
  return {
    ...good,
    stacks: Object.keys(templates).map(name => ({ name, status: 'CREATE_COMPLETE', changedAt: NOW })),
    queues: queuesOf(templates, nameOf),
    mappings: all<Props>(templates, 'AWS::Lambda::EventSourceMapping').map(({ is }) => ({
      fn: nameOf(is['FunctionName']),
      source: is['StartingPosition'] ? 'stream' : nameOf(is['EventSourceArn']),
      state: is['Enabled'] === false ? 'Disabled' : 'Enabled',
      partial: asList(is['FunctionResponseTypes']).includes('ReportBatchItemFailures'),
      concurrency: (is['ScalingConfig'] as { MaximumConcurrency?: number } | undefined)?.MaximumConcurrency,
    })),
    functions: all<Fn>(templates, 'AWS::Lambda::Function').map(({ id, is }) => ({
      name: is.FunctionName ?? id,
      theirs: id.startsWith('Custom'),
      runtime: is.Runtime,
      state: 'Active',
      logGroup: nameOf(is.LoggingConfig?.LogGroup ?? `/aws/lambda/${is.FunctionName ?? id}`),
      environment: Object.keys(is.Environment?.Variables ?? {}),
    })),
    mail: good.mail && { ...good.mail, reports: reportsOf(templates) },
    buses: { product: prefix, ingress: `${prefix}-ingress` },
    rules: all<Rule>(templates, 'AWS::Events::Rule').map(({ id, is }) => ({
      name: is.Name ?? id,
      bus: busOf(nameOf(is.EventBusName ?? 'default'), prefix),
      ours: true,
      state: 'ENABLED',
      takes: is.EventPattern,
      targets: is.Targets.map(({ Arn, DeadLetterConfig }) => ({
        name: nameOf(Arn),
        hasDeadLetters: DeadLetterConfig !== undefined,
      })),
    })),
    http: {
      ...apiOf(templates, 'HTTP', nameOf),
      authorizers,
      mustAsk: { JWT: 'pool', REQUEST: 'authorizer' },
    },
    socket: apiOf(templates, 'WEBSOCKET', nameOf),
    alarms: all<Alarm>(templates, 'AWS::CloudWatch::Alarm').map(({ id, is }) => ({
      name: id,
      there: true,
      metric: is.MetricName ?? '-',
      of: asList(is.Dimensions).map(one => nameOf((one as { Value: unknown }).Value)),
      says: is.AlarmDescription,
      silence: is.TreatMissingData,
      actions: is.AlarmActions?.length ?? 0,
      enabled: is.ActionsEnabled !== false,
      ...{ state: 'OK', since: NOW },
    })),
    logGroups: all<{ LogGroupName?: string; RetentionInDays?: number }>(templates, 'AWS::Logs::LogGroup').map(
      ({ id, is }) => ({ name: is.LogGroupName ?? id, there: true, days: is.RetentionInDays }),
    ),
  };
}

/** The names of what has one, by its logical id. */
const namesOf = (templates: Templates): ReadonlyMap<string, string> =>
  new Map(
    Object.values(templates).flatMap(({ Resources }) =>
      Object.entries(Resources).flatMap(([id, { Properties = {} }]): [string, string][] => {
        const key = ['QueueName', 'FunctionName', 'LogGroupName', 'Name'].find(one => one in Properties);
        const name = key && Properties[key];
        return typeof name === 'string' ? [[id, name]] : [];
      }),
    ),
  );

function queuesOf(templates: Templates, nameOf: (value: unknown) => string): Account['queues'] {
  type Queue = {
    QueueName: string;
    MessageRetentionPeriod: number;
    RedrivePolicy?: { deadLetterTargetArn: unknown };
    SqsManagedSseEnabled?: boolean;
  };
  const closed = new Set(
    all<{ Queues: unknown[] }>(templates, 'AWS::SQS::QueuePolicy').flatMap(({ is }) => is.Queues.map(nameOf)),
  );
  return all<Queue>(templates, 'AWS::SQS::Queue').map(({ is }) => ({
    name: is.QueueName,
    keptSeconds: is.MessageRetentionPeriod,
    deadLetters: is.RedrivePolicy && nameOf(is.RedrivePolicy.deadLetterTargetArn),
    hasPolicy: closed.has(is.QueueName),
    encrypted: is.SqsManagedSseEnabled === true,
    ...{ waiting: 0, oldest: undefined },
  }));
}

function apiOf(
  templates: Templates,
  protocol: string,
  nameOf: (value: unknown) => string,
): Account['socket'] {
  type Api = { ProtocolType: string; Name: string; CorsConfiguration?: { AllowOrigins?: string[] } };
  type Route = {
    ApiId: unknown;
    RouteKey: string;
    AuthorizationType?: string;
    AuthorizerId?: unknown;
    AuthorizationScopes?: string[];
  };
  const [api] = all<Api>(templates, 'AWS::ApiGatewayV2::Api').filter(
    ({ is }) => is.ProtocolType === protocol,
  );
  const own = all<Route>(templates, 'AWS::ApiGatewayV2::Route').filter(
    ({ is }) => nameOf(is.ApiId) === api?.is.Name,
  );
  return {
    routes: own.map(({ is }) => ({
      key: is.RouteKey,
      guard: is.AuthorizationType ?? 'NONE',
      authorizer: (is.AuthorizerId as { Ref?: string } | undefined)?.Ref,
      scopes: is.AuthorizationScopes ?? [],
    })),
    origins: api?.is.CorsConfiguration?.AllowOrigins ?? [],
  };
}

/** The product's bus comes from the stack that is kept, so that its name is an import. */
const busOf = (name: string, prefix: string): string => (name.includes('ImportValue') ? prefix : name);

const askedIn = (authorizer: string): string =>
  authorizer.includes('accessauthorizer')
    ? 'authorizer'
    : authorizer.includes('identitypool')
      ? 'pool'
      : 'nobody';
