import { Duration } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { metric } from './alarm.ts';
import type { Setting } from './setting.ts';

/** Kept this long; a source queue keeps less, since the age counts from the first sending. */
export const DEAD_LETTER_DAYS = 14;
const OLD_DAYS = 7;

/** A queue for what could not be handled. It rings within five minutes, and again when something grows old there. */
export function deadLetters(
  scope: Construct,
  id: string,
  { queueName, setting }: { queueName: string; setting: Setting },
): sqs.Queue {
  const queue = new sqs.Queue(scope, id, {
    queueName,
    retentionPeriod: Duration.days(DEAD_LETTER_DAYS),
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
  });
  acknowledge(queue, {
    'AwsSolutions-SQS3': 'This is a dead letter queue; nothing reads it by itself.',
    'Serverless-SQSRedrivePolicy': 'This is a dead letter queue; nothing reads it by itself.',
  });
  const dimensions = { QueueName: queueName };
  setting.bell.when(queue, 'waiting', {
    heading: 'dead-letters-waiting',
    says: `Something waits in ${queueName}.`,
    metric: metric('AWS/SQS', 'ApproximateNumberOfMessagesVisible', { dimensions, statistic: 'Maximum' }),
    threshold: 1,
  });
  setting.bell.when(queue, 'old', {
    heading: 'dead-letters-growing-old',
    says: `Something has waited ${OLD_DAYS} days in ${queueName}; it is lost after ${DEAD_LETTER_DAYS}.`,
    metric: metric('AWS/SQS', 'ApproximateAgeOfOldestMessage', { dimensions, statistic: 'Maximum' }),
    threshold: Duration.days(OLD_DAYS).toSeconds(),
  });
  return queue;
}
