import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { TRIES } from '../../shared/events/redelivery.ts';
import { acknowledge } from './acknowledge.ts';
import { metric } from './alarm.ts';
import { deadLetters } from './dead-letters.ts';
import type { ServiceFunction } from './service-function.ts';
import type { Setting } from './setting.ts';

export type WorkerQueueSpec = {
  readonly setting: Setting;
  /** Timeout of the function that works here; visibility follows from it. */
  readonly timeout: Duration;
  /** After how many minutes of waiting it counts as behind. */
  readonly behindMinutes?: number;
};

const KEPT_DAYS = 4;
const BATCH = 10;

/** A queue with its dead letters, its function and its alarms. Every record is answered on its own. */
export class WorkerQueue extends Construct {
  readonly queue: sqs.Queue;
  readonly dead: sqs.Queue;
  private readonly spec: WorkerQueueSpec;
  readonly queueName: string;

  constructor(scope: Construct, name: string, spec: WorkerQueueSpec) {
    super(scope, `${name}-work`);
    this.spec = spec;
    const queueName = `${spec.setting.config.prefix}-${name}`;
    this.queueName = queueName;
    this.dead = deadLetters(this, 'dead', { queueName: `${queueName}-dead`, setting: spec.setting });
    this.queue = new sqs.Queue(this, 'queue', {
      queueName,
      retentionPeriod: Duration.days(KEPT_DAYS),
      visibilityTimeout: Duration.seconds(spec.timeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.dead, maxReceiveCount: TRIES },
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    const minutes = spec.behindMinutes ?? 5;
    spec.setting.bell.when(this, 'behind', {
      heading: 'queue-falls-behind',
      says: `The oldest message of ${queueName} has waited ${minutes} minutes.`,
      metric: metric('AWS/SQS', 'ApproximateAgeOfOldestMessage', {
        dimensions: { QueueName: queueName },
        statistic: 'Maximum',
      }),
      threshold: minutes * 60,
    });
  }

  /** The function takes batches from here, and says which of their records failed. */
  workedBy(worker: ServiceFunction, batchSize = BATCH): this {
    const source = new SqsEventSource(this.queue, {
      batchSize,
      maxConcurrency: this.spec.setting.config.consumerConcurrency,
      reportBatchItemFailures: true,
    });
    worker.addEventSource(source);
    const mapping = worker.node.children.find(child => child.node.id.startsWith('SqsEventSource'));
    if (mapping)
      acknowledge(mapping, {
        'Serverless-LambdaEventSourceMappingDestination':
          'Mappings of queues have no such destination: the queue’s own dead letter queue does this.',
      });
    return this;
  }

  /** A rule puts what matches on this queue; what cannot be put there goes to its dead letters. */
  fedBy(bus: events.IEventBus, id: string, eventPattern: events.EventPattern): events.Rule {
    const ruleName = `${this.queueName}-${id}`;
    const rule = new events.Rule(this, id, {
      ruleName,
      eventBus: bus,
      eventPattern,
      targets: [
        new SqsQueue(this.queue, {
          deadLetterQueue: this.dead,
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
        }),
      ],
    });
    for (const name of ['FailedInvocations', 'InvocationsSentToDlq'])
      this.spec.setting.bell.when(rule, name, {
        heading: 'rule-cannot-deliver',
        says: `A rule could not put a fact on ${this.queueName}.`,
        metric: metric('AWS/Events', name, {
          // The rule's own attribute has the bus before its name, which the metric has not.
          dimensions: { RuleName: ruleName, ...busDimension(bus) },
        }),
        threshold: 1,
      });
    return rule;
  }
}

/** Figures about rules of the account's default bus name no bus (EventBridge user guide, “Monitoring”). */
const busDimension = (bus: events.IEventBus): Record<string, string> => {
  const name = nameOf(bus);
  return name === 'default' ? {} : { EventBusName: name };
};

/** As it is spelled, where it is ours: a reference would tie the alarm to the bus's stack. */
const nameOf = (bus: events.IEventBus): string =>
  (bus.node.defaultChild as events.CfnEventBus | undefined)?.name ?? bus.eventBusName;
