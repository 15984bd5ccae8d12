import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { redelivery } from '../events/redelivery.ts';

/** Lets a failed record come back after a short, growing, jittered pause instead of the whole visibility timeout. */
export const sqsRetrySoon =
  (client: SQSClient, random: () => number = Math.random) =>
  async (record: SQSRecord) => {
    const [, , , , account, name] = record.eventSourceARN.split(':');
    const [least, most] = redelivery(Number(record.attributes.ApproximateReceiveCount) || 1);
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: `https://sqs.${record.awsRegion}.amazonaws.com/${account}/${name}`,
        ReceiptHandle: record.receiptHandle,
        VisibilityTimeout: Math.ceil(least + random() * (most - least)),
      }),
    );
  };
