import { describe, expect, test } from '@jest/globals';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { tableShape } from '../../shared/store/table.ts';
import type { Account } from '../../tools/support/verify/account.ts';
import { judgeAccount } from '../../tools/support/verify/judge-account.ts';
import { permissions } from '../../tools/support/verify/permissions.ts';
import { NOW } from '../support/facts.ts';

const queue = { keptSeconds: 4 * 86_400, hasPolicy: true, encrypted: true, waiting: 0 };

const good: Account = {
  stacks: [{ name: 'firstcall-data', status: 'UPDATE_COMPLETE' }],
  table: {
    ...{ status: 'ACTIVE', deletionProtection: true, pointInTime: true },
    ...{ ttl: tableShape.ttl, stream: tableShape.stream },
    indexes: ['wake', 'list', 'timeline'].map(name => ({ name, status: 'ACTIVE' })),
  },
  queues: [
    { ...queue, name: 'firstcall-team', deadLetters: 'firstcall-team-dead' },
    { ...queue, name: 'firstcall-team-dead', keptSeconds: 14 * 86_400, deadLetters: undefined },
  ],
  mappings: [
    { fn: 'firstcall-relay', source: 'stream', state: 'Enabled', partial: true, concurrency: undefined },
    {
      fn: 'firstcall-team-worker',
      source: 'firstcall-team',
      state: 'Enabled',
      partial: true,
      concurrency: 5,
    },
  ],
  functions: [
    { name: 'firstcall-relay', runtime: 'nodejs24.x', state: 'Active', timeout: 25, environment: ['STAGE'] },
  ],
  rules: [{ name: 'firstcall-team-rule', state: 'ENABLED', targets: [{ id: 't', hasDeadLetters: true }] }],
  pool: { secondFactor: 'ON', selfSignUp: false },
  secret: { exists: true, versions: 1 },
  mail: { identity: 'example.com', verified: true, sending: true },
  beats: [
    { watcher: 'sweep', at: NOW - MINUTE },
    { watcher: 'auditor', at: NOW - 4 * MINUTE },
  ],
};

const wrongIn = (account: Account, production = true): string[] =>
  judgeAccount(account, { production, now: NOW }).flatMap(({ check, subject, wrong }) =>
    wrong === undefined ? [] : [`${check} ${subject} ${wrong}`],
  );

describe('a deployment', () => {
  test('that is as it should be has nothing wrong', () => {
    expect(wrongIn(good)).toEqual([]);
    expect(judgeAccount(good, { production: true, now: NOW })).toHaveLength(16);
  });

  test.each<[Partial<Account>, RegExp]>([
    [{ stacks: [{ name: 's', status: 'UPDATE_ROLLBACK_COMPLETE' }] }, /is UPDATE_ROLLBACK_COMPLETE/],
    [{ table: { ...good.table, deletionProtection: false } }, /may be deleted/],
    [{ table: { ...good.table, pointInTime: false } }, /no point-in-time recovery/],
    [{ table: { ...good.table, ttl: undefined } }, /cleans up by nothing/],
    [{ table: { ...good.table, stream: undefined } }, /has the stream -/],
    [{ table: { ...good.table, indexes: [] } }, /index wake is missing/],
    [{ queues: [{ ...queue, name: 'q', deadLetters: undefined }] }, /q has no dead letter queue/],
    [{ queues: [{ ...queue, name: 'q-dead', deadLetters: undefined, waiting: 3 }] }, /holds 3 dead letters/],
    [{ queues: [{ ...queue, name: 'q-dead', deadLetters: undefined, hasPolicy: false }] }, /has no policy/],
    [{ mappings: good.mappings.map(one => ({ ...one, state: 'Disabled' })) }, /is Disabled/],
    [{ mappings: good.mappings.map(one => ({ ...one, partial: false })) }, /partial answers/],
    [{ functions: good.functions.map(one => ({ ...one, runtime: 'nodejs20.x' })) }, /runs on nodejs20/],
    [{ rules: [{ name: 'r', state: 'DISABLED', targets: [] }] }, /is DISABLED; has no target/],
    [{ pool: { secondFactor: 'OFF', selfSignUp: true } }, /second factor is OFF; anybody may sign up/],
    [{ secret: { exists: true, versions: 0 } }, /has no value/],
    [{ mail: { identity: 'e', verified: false, sending: true } }, /not verified/],
    [{ beats: [{ watcher: 'sweep', at: NOW - 20 * MINUTE }] }, /sweep ran 20 minutes ago/],
    [{ beats: [{ watcher: 'auditor', at: undefined }] }, /auditor has never run/],
  ])('is told what is wrong, and what to do: %j', (broken, says) => {
    const account = { ...good, ...broken };
    expect(wrongIn(account).join('\n')).toMatch(says);
    const wrong = judgeAccount(account, { production: true, now: NOW }).filter(({ ok }) => !ok);
    expect(wrong.every(({ todo }) => todo !== undefined)).toBe(true);
  });

  test('of another stage may be deleted, and its people may do without a second factor', () => {
    const dev = { ...good, table: { ...good.table, deletionProtection: false } };
    expect(wrongIn({ ...dev, pool: { secondFactor: 'OPTIONAL', selfSignUp: false } }, false)).toEqual([]);
  });

  test('is read by rights that change nothing', () => {
    const actions = permissions.Statement.flatMap(({ Action }) => Action);
    expect(actions.filter(action => !/:(Describe|Get|List|Query)/.test(action))).toEqual([]);
  });
});
