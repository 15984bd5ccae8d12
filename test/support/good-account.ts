import type { Route } from '../../shared/contracts/define-route.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { BUS_SOURCE, catalog } from '../../shared/events/catalog.ts';
import { consumers } from '../../shared/events/consumers.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { tableShape } from '../../shared/store/table.ts';
import type { Account } from '../../tools/support/verify/account.ts';
import { NOW } from './facts.ts';

type One<K extends keyof Account> = Account[K] extends readonly (infer T)[] ? T : never;

export const queue = (name: string, more: Partial<One<'queues'>> = {}): One<'queues'> => ({
  ...{ name, keptSeconds: 4 * 86_400, deadLetters: `${name}-dead`, hasPolicy: true, encrypted: true },
  ...{ waiting: 0, oldest: undefined },
  ...more,
});
export const deadQueue = (name: string, more: Partial<One<'queues'>> = {}) =>
  queue(name, { keptSeconds: 14 * 86_400, deadLetters: undefined, ...more });

export const rule = (name: string, takes: One<'rules'>['takes'], more: Partial<One<'rules'>> = {}) => ({
  ...{ name: `firstcall-${name}-rule`, bus: 'firstcall', ours: true, state: 'ENABLED', takes },
  targets: [{ name: `firstcall-${name}`, hasDeadLetters: true }],
  ...more,
});

export const alarm = (metric: string, of: string, more: Partial<One<'alarms'>> = {}): One<'alarms'> => ({
  ...{ name: `${of} ${metric}`, there: true, metric, of: [of], silence: 'notBreaching', actions: 1 },
  ...{ says: 'It is so. See docs/runbook.md#queue-falls-behind', enabled: true, state: 'OK' },
  since: NOW - 2 * HOUR,
  ...more,
});

const guards = {
  public: { guard: 'NONE', authorizer: undefined, scopes: [] },
  machine: { guard: 'CUSTOM', authorizer: 'keys', scopes: [] },
  customer: { guard: 'CUSTOM', authorizer: 'keys', scopes: [] },
  staff: { guard: 'JWT', authorizer: 'pool', scopes: ['aws.cognito.signin.user.admin'] },
};
export const keyOf = ({ method, path }: Route): string => `${method} ${path}`;

const names = [...consumers, 'unmatched'].map(name => `firstcall-${name}`);
const known = catalog.map(({ name }) => name);
const rules = [
  ...consumers.map(consumer =>
    rule(consumer, {
      source: [BUS_SOURCE],
      'detail-type': catalog
        .filter(event => (event.consumers as readonly string[]).includes(consumer))
        .map(({ name }) => name),
    }),
  ),
  rule('unmatched', { source: [BUS_SOURCE], 'detail-type': [{ 'anything-but': known }] }),
  rule('unmatched', { source: [{ 'anything-but': BUS_SOURCE }] }, { name: 'firstcall-strangers' }),
];
const functions = ['relay', 'search-indexer', 'sweep', 'auditor'].map(name => ({
  ...{ name: `firstcall-${name}`, theirs: false, runtime: 'nodejs24.x', state: 'Active' },
  ...{ logGroup: `/firstcall/firstcall/${name}`, environment: ['STAGE'] },
}));

/** A deployment with which everything is well. */
export const good: Account = {
  stacks: [{ name: 'firstcall-data', status: 'UPDATE_COMPLETE', changedAt: NOW - DAY }],
  table: {
    ...{ status: 'ACTIVE', deletionProtection: true, ttl: tableShape.ttl, stream: tableShape.stream },
    indexes: ['wake', 'list', 'timeline'].map(name => ({ name, status: 'ACTIVE' })),
  },
  backups: { pointInTime: true, days: 35, latest: NOW - 5 * MINUTE },
  queues: names.flatMap(name => [queue(name), deadQueue(`${name}-dead`)]),
  mappings: [
    { fn: 'firstcall-relay', source: 'stream', state: 'Enabled', partial: true, concurrency: undefined },
    { fn: 'team-worker', source: 'firstcall-team', state: 'Enabled', partial: true, concurrency: 5 },
  ],
  functions,
  buses: { product: 'firstcall', ingress: 'firstcall-ingress' },
  rules,
  http: {
    routes: routes.map(route => ({ key: keyOf(route), ...guards[route.access.to] })),
    origins: [],
    authorizers: [
      { id: 'pool', type: 'JWT', asks: 'pool client' },
      { id: 'keys', type: 'REQUEST', asks: 'firstcall-authorizer' },
    ],
    mustAsk: { JWT: 'pool client', REQUEST: 'firstcall-authorizer' },
  },
  socket: {
    routes: ['$connect', '$disconnect', '$default'].map(key => ({ key, ...guards.public })),
    origins: [],
  },
  alarms: [
    ...names.flatMap(name => [
      alarm('ApproximateNumberOfMessagesVisible', `${name}-dead`),
      alarm('ApproximateAgeOfOldestMessage', `${name}-dead`),
    ]),
    ...rules.map(({ name }) => alarm('FailedInvocations', name)),
    alarm('IteratorAge', 'firstcall-relay'),
    alarm('IteratorAge', 'firstcall-search-indexer'),
    alarm('Invocations', 'firstcall-sweep', { silence: 'breaching' }),
    alarm('Invocations', 'firstcall-auditor', { silence: 'breaching' }),
  ],
  logGroups: functions.map(({ logGroup }) => ({ name: logGroup, there: true, days: 30 })),
  pool: { secondFactor: 'ON', selfSignUp: false },
  secret: { exists: true, versions: 1 },
  mail: {
    ...{ identity: 'example.com', verified: true, sending: true, sandbox: false },
    reports: ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT'],
  },
  beats: [
    { watcher: 'sweep', at: NOW - MINUTE },
    { watcher: 'auditor', at: NOW - 4 * MINUTE },
  ],
};
