import { broken, withOne, without } from './break.ts';
import type { Planted, Planter } from './planter.ts';
import { FUNCTION, isPattern, MAPPING, QUEUE } from './planter.ts';

const FEEDS = 'a rule puts facts on a queue, with a DLQ and a retry policy';
const OUTLIVES = 'a DLQ keeps longer than its source';
const ANSWERS = 'a mapping answers record by record and is bounded';
const STREAM = 'the stream has two readers whose retries end';
const CLOSED = 'queues are encrypted and reached by TLS alone';

/** Faults of queues, rules and mappings. */
export const queueFaults = (plant: Planter): Planted[] => [
  [
    FEEDS,
    'rules call a function',
    plant.retarget(isPattern, target => {
      target['Arn'] = plant.functionArn('team-worker');
    }),
    /its target is no queue/,
  ],
  [
    FEEDS,
    'targets without DLQ',
    plant.retarget(
      () => true,
      target => {
        delete target['DeadLetterConfig'];
      },
    ),
    /its target has no DLQ/,
  ],
  [
    FEEDS,
    'targets without retries',
    plant.retarget(
      () => true,
      target => {
        delete target['RetryPolicy'];
      },
    ),
    /no retry policy/,
  ],
  [
    'a schedule calls watchers alone',
    'a schedule calls a worker',
    plant.retarget(
      rule => !isPattern(rule),
      target => {
        target['Arn'] = plant.functionArn('team-worker');
      },
    ),
    /team-worker: called by a schedule/,
  ],
  [OUTLIVES, 'all keep 4 days', plant.set(QUEUE, { MessageRetentionPeriod: 345600 }), /does not keep longer/],
  [
    OUTLIVES,
    'two tries',
    () =>
      broken(plant.good, QUEUE, ({ Properties }) => {
        if (Properties['RedrivePolicy']) Object.assign(Properties['RedrivePolicy'], { maxReceiveCount: 2 });
      }),
    /fewer than 5 tries/,
  ],
  ['a queue that is worked on has a DLQ', 'no redrive', plant.drop(QUEUE, 'RedrivePolicy'), /has no DLQ/],
  [
    'a message stays invisible for six times the work',
    'visibility of 29 s',
    plant.set(QUEUE, { VisibilityTimeout: 29 }),
    /less than 6 ×/,
  ],
  [ANSWERS, 'whole batches', plant.drop(MAPPING, 'FunctionResponseTypes'), /no partial batch answers/],
  [ANSWERS, 'no bound', plant.drop(MAPPING, 'ScalingConfig'), /no MaximumConcurrency/],
  [STREAM, 'endless retries', plant.drop(MAPPING, 'MaximumRetryAttempts'), /retries have no end/],
  [STREAM, 'failed records go nowhere', plant.drop(MAPPING, 'DestinationConfig'), /goes nowhere/],
  [
    STREAM,
    'a third reader',
    () =>
      withOne(plant.good, 'Third', {
        Type: MAPPING,
        Properties: { EventSourceArn: 'arn:of:the:stream', FunctionName: { Ref: plant.functionId('relay') } },
      }),
    /3 stream mappings/,
  ],
  [
    'no function feeds the queue it takes from',
    'a clock function may send to its own queue',
    plant.allow('team-clock', { Action: 'sqs:SendMessage', Resource: plant.queueArn('team-clock') }),
    /may send there/,
  ],
  [CLOSED, 'no encryption', plant.set(QUEUE, { SqsManagedSseEnabled: false }), /not encrypted/],
  [CLOSED, 'no policies', () => without(plant.good, 'AWS::SQS::QueuePolicy', () => true), /without TLS/],
  [
    'functions are on current Node, arm64 and end in time',
    'an old Node',
    plant.set(FUNCTION, { Runtime: 'nodejs20.x' }),
    /runs on nodejs20\.x/,
  ],
  [
    'functions are on current Node, arm64 and end in time',
    'x86',
    plant.set(FUNCTION, { Architectures: ['x86_64'] }),
    /not on arm64/,
  ],
  [
    'functions are on current Node, arm64 and end in time',
    'five minutes',
    plant.set(FUNCTION, { Timeout: 300 }),
    /may run 300 s/,
  ],
];
