import type { Template } from '../../../infra/checks/templates.ts';
import { broken, without } from './break.ts';
import type { Planted, Planter } from './planter.ts';
import { ALARM, FUNCTION, RULE, TABLE } from './planter.ts';

const REACHES = 'each event reaches exactly its consumers';
const SHAPE = 'the table is as the store tells';
const LOGS = 'logs forget within 30 days';
const KEPT = 'data stays when its stack goes';
const RUNBOOK = 'every alarm has its heading in the runbook';
const RINGS = 'what must ring rings';
const ROOM = 'a stack has room for another capability';

/** Faults of what is kept, where facts go, and what rings. */
export const keepingFaults = (plant: Planter): Planted[] => [
  [
    ROOM,
    'a stack grew and grew',
    () => {
      const more = Array.from({ length: 450 }, (_, n) => [`More${n}`, { Type: 'AWS::SNS::Topic' }] as const);
      const { 'firstcall-api': api } = plant.good as Record<string, Template>;
      return {
        ...plant.good,
        'firstcall-api': { Resources: { ...api?.Resources, ...Object.fromEntries(more) } },
      };
    },
    /firstcall-api: \d+ resources; split it/,
  ],
  [
    REACHES,
    'rules forget a name',
    () =>
      broken(plant.good, RULE, ({ Properties }) => {
        const names = (Properties['EventPattern'] as Record<string, unknown[]> | undefined)?.['detail-type'];
        if (typeof names?.[0] === 'string') names.pop();
      }),
    /should reach/,
  ],
  [
    REACHES,
    'no rule for strangers',
    () => without(plant.good, RULE, rule => JSON.stringify(rule).includes('"source":[{"anything-but"')),
    /a\.stranger .*should reach \[unmatched\]/,
  ],
  [
    SHAPE,
    'old images missing',
    plant.set(TABLE, { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }),
    /stream NEW_IMAGE/,
  ],
  [SHAPE, 'no index', plant.drop(TABLE, 'GlobalSecondaryIndexes'), /index wake/],
  [SHAPE, 'no recovery', plant.drop(TABLE, 'PointInTimeRecoverySpecification'), /recovery undefined/],
  [LOGS, 'kept for ever', plant.drop('AWS::Logs::LogGroup', 'RetentionInDays'), /longer than 30 days/],
  [LOGS, 'no own group', plant.drop(FUNCTION, 'LoggingConfig'), /no log group of its own/],
  [
    KEPT,
    'deleted with the stack',
    () =>
      broken(plant.good, TABLE, resource => {
        resource.DeletionPolicy = 'Delete';
      }),
    /goes when its stack goes/,
  ],
  [KEPT, 'no protection', plant.set(TABLE, { DeletionProtectionEnabled: false }), /can be deleted/],
  [
    KEPT,
    'no archive',
    () => without(plant.good, 'AWS::Events::Archive', () => true),
    /has no AWS::Events::Archive/,
  ],
  [
    'nothing is there for development',
    'a test clock',
    () =>
      broken(plant.good, FUNCTION, ({ Properties }) => {
        const { Variables } = (Properties['Environment'] ?? {}) as { Variables?: Record<string, unknown> };
        if (Variables) Variables['CLOCK_FILE'] = 'clock';
      }),
    /has CLOCK_FILE/,
  ],
  [
    RUNBOOK,
    'no heading',
    plant.set(ALARM, { AlarmDescription: 'See docs/runbook.md#nowhere' }),
    /names no heading/,
  ],
  [RUNBOOK, 'no action', plant.set(ALARM, { AlarmActions: [] }), /tells nobody/],
  [
    RUNBOOK,
    'a heading without alarm',
    () => without(plant.good, ALARM, alarm => JSON.stringify(alarm).includes('#mail-bounces')),
    /mail-bounces: no alarm leads there/,
  ],
  [
    RINGS,
    'no alarms on dead letters',
    () =>
      without(
        plant.good,
        ALARM,
        ({ Properties }) => Properties['MetricName'] === 'ApproximateNumberOfMessagesVisible',
      ),
    /fills without a sound/,
  ],
  [
    RINGS,
    'an alarm on a rule of another name',
    () =>
      broken(plant.good, RULE, ({ Properties }) => {
        Properties['Name'] = 'firstcall|firstcall-accounts-rule';
      }),
    /cannot deliver without a sound/,
  ],
  [
    RINGS,
    'no alarm on the stream',
    () => without(plant.good, ALARM, ({ Properties }) => Properties['MetricName'] === 'IteratorAge'),
    /relay: falls behind without a sound[\s\S]*search-indexer: falls behind without a sound/,
  ],
  [
    RINGS,
    'silence counts as fine',
    plant.set(ALARM, { TreatMissingData: 'notBreaching' }),
    /sweep: stops without a sound/,
  ],
];
