import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';

const FIRST_SECONDS = 2;
/** Long enough for twenty tries to outlast an outage of some hours; the queue's age rings much earlier. */
const MOST_SECONDS = 900;

/** Lets a failed record come back after a short, growing, jittered pause instead of the whole visibility timeout. */
export const sqsRetrySoon =
  (client: SQSClient, random: () => number = Math.random) =>
  async (record: SQSRecord) => {
    const [, , , , account, name] = record.eventSourceARN.split(':');
    const received = Number(record.attributes.ApproximateReceiveCount) || 1;
    const ceiling = Math.min(MOST_SECONDS, FIRST_SECONDS * 2 ** received);
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: `https://sqs.${record.awsRegion}.amazonaws.com/${account}/${name}`,
        ReceiptHandle: record.receiptHandle,
        VisibilityTimeout: Math.ceil(ceiling / 2 + (random() * ceiling) / 2),
      }),
    );
  };
