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
  /** What was done, for the log. */
  readonly done: Readonly<Record<string, number>>;
};

/**
 * Lambda of the table's stream: answers with the lowest record that failed, from which the mapping goes on. `verb` says
 * in the log what it does with records.
 */
export const streamWorker = (
  verb: 'relay' | 'index',
  handle: (records: readonly StreamRecord[]) => Promise<StreamAnswer>,
) =>
  middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async event => {
    const { failed, causes, done } = await handle(
      event.Records.map(({ dynamodb }) => ({
        sequence: dynamodb?.SequenceNumber ?? '',
        before: dynamodb?.OldImage,
        after: dynamodb?.NewImage,
      })),
    );
    if (Object.values(done).some(count => count > 0))
      log.info(`${verb}ed`, { ...done, failed: failed.length });
    for (const cause of causes) log.error(`${verb}-failed`, errorLine(cause));
    return { batchItemFailures: failed.slice(0, 1).map(itemIdentifier => ({ itemIdentifier })) };
  });
