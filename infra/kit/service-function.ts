import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { type Bell, metric } from './alarm.ts';
import { deadLetters } from './dead-letters.ts';
import type { Setting } from './setting.ts';

export type FunctionSpec = {
  /** The folder below functions/; the construct's id names the file. */
  readonly capability: string;
  readonly calledBy: 'queue' | 'api' | 'stream' | 'schedule';
  readonly timeout?: Duration;
  readonly memoryMb?: number;
  readonly reservedConcurrency?: number | undefined;
};

const NOT_ASYNC = 'Never called asynchronously: the queue, stream or API that calls it waits for its answer.';

const HAS_DESTINATION = 'Its failure destination is a queue and carries the cause beside the event.';

/** A Lambda of the product: its own role, log group and bundle; what it may do comes from grants alone. */
export class ServiceFunction extends lambda.Function {
  /** Where events of a scheduled function go that failed three times. */
  readonly lostEvents: sqs.IQueue | undefined;
  private readonly deployedName: string;

  constructor(scope: Construct, name: string, spec: FunctionSpec & { readonly setting: Setting }) {
    const { config, codeOf, bell } = spec.setting;
    const functionName = `${config.prefix}-${name}`;
    const logGroup = new LogGroup(scope, `${name}-log`, {
      logGroupName: `/firstcall/${config.prefix}/${name}`,
      retention: config.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new iam.Role(scope, `${name}-role`, {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    });
    const lost =
      spec.calledBy === 'schedule'
        ? deadLetters(scope, `${name}-lost`, { queueName: `${functionName}-lost`, setting: spec.setting })
        : undefined;
    super(scope, name, {
      functionName,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: architectureOf(config.architecture),
      code: codeOf(spec.capability, name),
      handler: 'index.handler',
      memorySize: spec.memoryMb ?? 256,
      timeout: spec.timeout ?? Duration.seconds(10),
      tracing: config.tracing ? lambda.Tracing.ACTIVE : lambda.Tracing.DISABLED,
      environment: { STAGE: config.stage, ...config.extraEnvironment },
      role,
      logGroup,
      ...(lost
        ? { onFailure: new SqsDestination(lost), retryAttempts: 2, maxEventAge: Duration.minutes(10) }
        : {}),
      ...(spec.reservedConcurrency ? { reservedConcurrentExecutions: spec.reservedConcurrency } : {}),
    });
    this.lostEvents = lost;
    this.deployedName = functionName;
    logGroup.grantWrite(role);
    this.explain(role, lost);
    if (spec.calledBy !== 'queue') this.ringOnErrors(bell, name);
  }

  /** A function on a queue needs none: its failures show as age and dead letters. */
  private ringOnErrors(bell: Bell, name: string): void {
    bell.when(this, 'fails', {
      heading: this.lostEvents ? 'watcher-fails' : 'function-fails',
      says: `${name} failed.`,
      metric: this.counted('Errors'),
      threshold: 1,
    });
  }

  /** A metric of Lambda about this function alone. */
  counted(name: string, given: { statistic?: string; minutes?: number } = {}): Metric {
    return metric('AWS/Lambda', name, { dimensions: { FunctionName: this.deployedName }, ...given });
  }

  private explain(role: iam.IRole, lost: sqs.IQueue | undefined): void {
    const { tracingConfig } = this.node.defaultChild as lambda.CfnFunction;
    if (tracingConfig !== undefined)
      acknowledge(role, {
        'AwsSolutions-IAM5[Resource::*]':
          'X-Ray has no resources to name. A check of our own finds every other action on "*".',
      });
    acknowledge(this, { 'Serverless-LambdaDLQ': lost ? HAS_DESTINATION : NOT_ASYNC });
  }

  /** The grants' way of telling: a name and, beside it, the right to use what it names. */
  tell(name: string, value: string): void {
    this.addEnvironment(name, value);
  }

  allow(
    actions: readonly string[],
    resources: readonly string[],
    conditions?: Record<string, unknown>,
  ): void {
    this.addToRolePolicy(
      new iam.PolicyStatement({
        actions: [...actions],
        resources: [...resources],
        ...(conditions ? { conditions } : {}),
      }),
    );
  }
}

const architectureOf = (wanted: 'arm64' | undefined): lambda.Architecture =>
  (wanted ?? process.arch) === 'arm64' ? lambda.Architecture.ARM_64 : lambda.Architecture.X86_64;
