import type { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import { sqsRetrySoon } from '../../shared/adapters/sqs-retry-soon.ts';
import { redelivery, TRIES } from '../../shared/events/redelivery.ts';

const tries = Array.from({ length: TRIES }, (_, n) => redelivery(n + 1));

test('the pause doubles with every try and is five minutes at most', () => {
  expect(tries.slice(0, 9).map(([, most]) => most)).toEqual([4, 8, 16, 32, 64, 128, 256, 300, 300]);
  for (const [least, most] of tries) expect(least * 2).toBe(most);
  expect(Math.max(...tries.flat())).toBe(300);
});

test('nothing is given up in an outage of three hours, however the pauses fall', () => {
  const hours = tries.reduce((sum, [least]) => sum + least, 0) / 3_600;
  expect(hours).toBeGreaterThan(3);
});

test.each([
  { received: '1', random: 0, seconds: 2 },
  { received: '1', random: 0.99, seconds: 4 },
  { received: '40', random: 0, seconds: 150 },
  { received: 'what', random: 0, seconds: 2 },
])('a record that came $received times is hidden for $seconds s', async ({ received, random, seconds }) => {
  const asked: unknown[] = [];
  const client = { send: async ({ input }: ChangeMessageVisibilityCommand) => asked.push(input) };
  const record = {
    eventSourceARN: 'arn:aws:sqs:eu-central-1:111122223333:firstcall-team',
    awsRegion: 'eu-central-1',
    receiptHandle: 'r-1',
    attributes: { ApproximateReceiveCount: received },
  } as SQSRecord;
  await sqsRetrySoon(client as unknown as SQSClient, () => random)(record);
  expect(asked).toEqual([
    {
      QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/111122223333/firstcall-team',
      ReceiptHandle: 'r-1',
      VisibilityTimeout: seconds,
    },
  ]);
});
