import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import { deadLetters } from './dead-letters.ts';
import type { ServiceFunction } from './service-function.ts';
import type { Setting } from './setting.ts';

type Reader = {
  /** Names its dead letters. */
  readonly name: string;
  readonly fn: ServiceFunction;
  readonly streamArn: string;
  readonly filters: NonNullable<lambda.EventSourceMappingOptions['filters']>;
  readonly setting: Setting;
};

/** Lets a function read the table's stream. A record that never goes through must not hold up the others. */
export function readStream(scope: Construct, reader: Reader): void {
  const { name, fn, streamArn, filters, setting } = reader;
  const queueName = `${setting.config.prefix}-${name}-dead`;
  const dead = deadLetters(scope, `${name}-dead`, { queueName, setting });
  const reads = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];
  fn.allow(
    reads.map(read => `dynamodb:${read}`),
    [streamArn],
  );
  fn.addEventSourceMapping('stream', {
    eventSourceArn: streamArn,
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    parallelizationFactor: 4,
    retryAttempts: 10,
    maxRecordAge: Duration.hours(6),
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    onFailure: new SqsDlq(dead),
    filters,
  });
}

/** How old the oldest record is that the function has not taken yet. */
export const lagOf = (fn: ServiceFunction) => fn.counted('IteratorAge', { statistic: 'Maximum', minutes: 1 });
