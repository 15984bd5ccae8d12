import { Duration, Stack, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { acknowledge } from './acknowledge.ts';

/** Headings of docs/runbook.md, as their anchors. Every alarm names one; a test finds each of them there. */
export type Heading =
  | 'dead-letters-waiting'
  | 'dead-letters-growing-old'
  | 'queue-falls-behind'
  | 'rule-cannot-deliver'
  | 'facts-match-no-rule'
  | 'facts-quarantined'
  | 'nobody-reachable'
  | 'relay-falls-behind'
  | 'relay-stands-still'
  | 'relay-does-not-run'
  | 'pushes-fail'
  | 'mails-fail'
  | 'search-falls-behind'
  | 'promises-overdue'
  | 'promises-late'
  | 'promises-unguarded'
  | 'callbacks-late'
  | 'customers-not-told'
  | 'outreach-short'
  | 'nobody-on-duty'
  | 'escalation-exhausted'
  | 'promises-stuck'
  | 'watcher-silent'
  | 'watcher-fails'
  | 'function-fails'
  | 'functions-throttled'
  | 'api-answers-with-errors'
  | 'live-socket-fails'
  | 'table-refuses-work'
  | 'mail-bounces'
  | 'mail-complaints';

export type AlarmSpec = {
  readonly heading: Heading;
  readonly says: string;
  readonly metric: cloudwatch.IMetric;
  readonly threshold: number;
  /** Fires at or above the threshold unless it is to fire below it. */
  readonly below?: boolean;
  /** How many periods in a row; 1 unless said. */
  readonly periods?: number;
  /** For watchers: no figure at all is as bad as a wrong one. */
  readonly silenceIsBad?: boolean;
};

/** An alarm that names its heading of the runbook. */
export class Alarm extends cloudwatch.Alarm {
  constructor(scope: Construct, id: string, spec: AlarmSpec) {
    super(scope, id, {
      metric: spec.metric,
      threshold: spec.threshold,
      evaluationPeriods: spec.periods ?? 1,
      comparisonOperator: spec.below
        ? cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD
        : cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: spec.silenceIsBad
        ? cloudwatch.TreatMissingData.BREACHING
        : cloudwatch.TreatMissingData.NOT_BREACHING,
      alarmDescription: `${spec.says} See docs/runbook.md#${spec.heading}`,
    });
  }
}

/**
 * Rings when an alarm fires; in a stage without alarms it hangs there and is silent. Alarms stand in the bell's stack, not with
 * what they watch, for a stack may hold 500 resources; only those stay there that watch something without a name of its own.
 */
export class Bell extends Construct {
  private readonly topic: sns.Topic | undefined;

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id);
    if (!config.alarms) return;
    this.topic = new sns.Topic(this, 'Topic', { topicName: `${config.prefix}-alarms`, enforceSSL: true });
    this.letAlarmsIn(this.topic);
    if (config.alarmMail) {
      const mail = this.topic.addSubscription(new EmailSubscription(config.alarmMail));
      acknowledge(mail, {
        'Serverless-SNSRedrivePolicy': 'An alarm that cannot be mailed stays visible as an alarm.',
      });
    }
  }

  /** A topic with a policy of its own has lost the one that lets its account publish: without this no alarm rings. */
  private letAlarmsIn(topic: sns.Topic): void {
    topic.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }

  when(scope: Construct, id: string, spec: AlarmSpec): void {
    if (!this.topic) return;
    const [, ...path] = scope.node.path.split('/');
    const alarm = isNamed(spec.metric)
      ? new Alarm(this, [...path, id].join('-'), spec)
      : new Alarm(scope, id, spec);
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}

/** True when its dimensions are names that are known before the deploy, so that no stack waits for another one's. */
const isNamed = (watched: cloudwatch.IMetric): boolean =>
  !(watched.toMetricConfig().metricStat?.dimensions ?? []).some(({ value }) => Token.isUnresolved(value));

/** A metric by its plain name, counted over five minutes unless told otherwise. */
export const metric = (
  namespace: string,
  metricName: string,
  given: { dimensions?: Record<string, string>; statistic?: string; minutes?: number } = {},
): cloudwatch.Metric =>
  new cloudwatch.Metric({
    namespace,
    metricName,
    ...(given.dimensions ? { dimensionsMap: given.dimensions } : {}),
    statistic: given.statistic ?? 'Sum',
    period: Duration.minutes(given.minutes ?? 5),
  });
