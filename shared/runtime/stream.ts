import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { errorLine, log } from './log.ts';

export type StreamRecord = {
  readonly sequence: string;
  readonly before: object | undefined;
  readonly after: object | undefined;
};
export type StreamAnswer = {
  /** Sequence numbers to be delivered again, lowest first. */
  readonly failed: readonly string[];
  readonly causes: readonly unknown[];
  readonly facts: number;
  readonly ticks: number;
};

/** Lambda of the table's stream: answers with the lowest record that failed, from which the mapping goes on. */
export const streamWorker = (handle: (records: readonly StreamRecord[]) => Promise<StreamAnswer>) =>
  middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async event => {
    const { failed, causes, facts, ticks } = await handle(
      event.Records.map(({ dynamodb }) => ({
        sequence: dynamodb?.SequenceNumber ?? '',
        before: dynamodb?.OldImage,
        after: dynamodb?.NewImage,
      })),
    );
    if (facts + ticks > 0) log.info('relayed', { facts, ticks, failed: failed.length });
    for (const cause of causes) log.error('relay-failed', errorLine(cause));
    return { batchItemFailures: failed.slice(0, 1).map(itemIdentifier => ({ itemIdentifier })) };
  });
