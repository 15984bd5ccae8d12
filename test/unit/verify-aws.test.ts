import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { routes } from '../../shared/contracts/routes.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import type { Account, Answer } from '../../tools/support/verify/account.ts';
import { judgeAccount } from '../../tools/support/verify/judge-account.ts';
import { permissions } from '../../tools/support/verify/permissions.ts';
import { linesOf } from '../../tools/support/verify/print-answers.ts';
import { NOW } from '../support/facts.ts';
import { deadQueue, good, keyOf, queue, rule } from '../support/good-account.ts';

const judged = (broken: Partial<Account>, stage = 'prod'): Answer[] =>
  judgeAccount({ ...good, ...broken }, { stage, now: NOW });
const notOk = (broken: Partial<Account>, stage = 'prod'): string[] =>
  judged(broken, stage).flatMap(({ check, subject, is, says }) =>
    is === 'ok' ? [] : [`${is} ${check} ${subject} ${says}`],
  );

/** The same account with the first thing of a kind changed. */
const first = <K extends 'stacks' | 'mappings' | 'functions' | 'rules' | 'alarms' | 'logGroups'>(
  kind: K,
  change: Partial<Account[K][number]>,
) => ({ [kind]: good[kind].map((one, at) => (at === 0 ? { ...one, ...change } : one)) });
const table = (change: Partial<Account['table']>) => ({ table: { ...good.table, ...change } });
const backups = (change: Partial<Account['backups']>) => ({ backups: { ...good.backups, ...change } });
const mail = (change: object) => ({ mail: { ...good.mail, ...change } as NonNullable<Account['mail']> });
const http = (change: Partial<Account['http']>) => ({ http: { ...good.http, ...change } });
const guardedBy = (to: string, change: Partial<Account['http']['routes'][number]>) => {
  const key = keyOf(routes.find(({ access }) => access.to === to) ?? (routes[0] as never));
  return http({ routes: good.http.routes.map(one => (one.key === key ? { ...one, ...change } : one)) });
};
const without = (metric: string, of: string) => ({
  alarms: good.alarms.filter(one => !(one.metric === metric && one.of.includes(of))),
});
const nobody = { guard: 'NONE', authorizer: undefined, scopes: [] };
const silent = { silence: 'breaching', state: 'INSUFFICIENT_DATA' };

describe('a deployment', () => {
  test('that is as it should be has nothing wrong, and nothing unknown', () => {
    expect(notOk({})).toEqual([]);
    const checks = new Set(judged({}).map(({ check }) => check));
    expect(checks.size).toBe(24);
  });

  test.each<[string, Partial<Account>]>([
    ['is UPDATE_ROLLBACK_COMPLETE', first('stacks', { status: 'UPDATE_ROLLBACK_COMPLETE' })],
    ['may be deleted', table({ deletionProtection: false })],
    ['cleans up by nothing', table({ ttl: undefined })],
    ['has the stream -', table({ stream: undefined })],
    ['index wake is missing', table({ indexes: [] })],
    ['index wake is CREATING', table({ indexes: [{ name: 'wake', status: 'CREATING' }] })],
    ['no point-in-time recovery', backups({ pointInTime: false })],
    ['can be set back by 1 days instead of 35', backups({ days: 1 })],
    ['set back to the last 120 minutes', backups({ latest: NOW - 2 * HOUR })],
    ['says of no time', backups({ latest: undefined })],
    ['q has no dead letter queue', { queues: [queue('q', { deadLetters: undefined })] }],
    ['as long as its dead letters', { queues: [queue('q'), queue('q-dead')] }],
    ['has no policy', { queues: [deadQueue('q-dead', { hasPolicy: false })] }],
    ['is not encrypted', { queues: [deadQueue('q-dead', { encrypted: false })] }],
    [
      'q-dead holds 3 dead letters, since when is not known',
      { queues: [deadQueue('q-dead', { waiting: 3 })] },
    ],
    ['for 9 of the 14 days', { queues: [deadQueue('q-dead', { waiting: 3, oldest: 9.5 * 86_400 })] }],
    ['is Disabled', first('mappings', { state: 'Disabled' })],
    ['partial answers', first('mappings', { partial: false })],
    ['no limit of its own', first('mappings', { source: 'q' })],
    ['runs on nodejs20', first('functions', { runtime: 'nodejs20.x' })],
    ['is Pending', first('functions', { state: 'Pending' })],
    ['is not told its stage', first('functions', { environment: [] })],
    ['has a secret', first('functions', { environment: ['STAGE', 'DB_PASSWORD'] })],
    ['rule is DISABLED', first('rules', { state: 'DISABLED' })],
    ['has no target', first('rules', { targets: [] })],
    [
      'without dead letters',
      first('rules', { targets: [{ name: 'firstcall-accounts', hasDeadLetters: false }] }),
    ],
    ['of no stack', { rules: [...good.rules, rule('tap', {}, { ours: false })] }],
    [
      'reaches \\[\\] instead of \\[unmatched\\]',
      { rules: good.rules.filter(({ name }) => name !== 'firstcall-strangers') },
    ],
    ['account.signed-up reaches', first('rules', { state: 'DISABLED' })],
    ['reaches \\[accounts, ', { rules: [...good.rules, rule('accounts', { source: ['firstcall'] })] }],
    ['not in the API', http({ routes: good.http.routes.slice(1) })],
    ['has no authorizer', guardedBy('staff', nobody)],
    ['is for machine and has authorizer JWT', guardedBy('machine', { guard: 'JWT' })],
    ['has authorizer CUSTOM', guardedBy('customer', { authorizer: 'gone' })],
    ['asks for no scope', guardedBy('staff', { scopes: [] })],
    [
      'route GET /hole is in no contract',
      http({ routes: [...good.http.routes, { ...nobody, key: 'GET /hole' }] }),
    ],
    [
      'asks another client instead of pool client',
      http({ authorizers: [{ id: 'pool', type: 'JWT', asks: 'another client' }] }),
    ],
    ['asks nobody', http({ authorizers: [{ id: 'x', type: 'REQUEST', asks: 'nobody' }] })],
    ['may be called by pages of \\*', http({ origins: ['*'] })],
    ['socket may be called by pages', { socket: { ...good.socket, origins: ['https://*.example'] } }],
    ['\\$connect is missing', { socket: { ...good.socket, routes: [] } }],
    ['second factor is OFF', { pool: { secondFactor: 'OFF', selfSignUp: false } }],
    ['anybody may sign up', { pool: { secondFactor: 'ON', selfSignUp: true } }],
    ['has no value', { secret: { exists: true, versions: 0 } }],
    ['not verified', mail({ verified: false })],
    ['may not send', mail({ sending: false })],
    ['in its sandbox', mail({ sandbox: true })],
    ['SES does not tell it of SEND, COMPLAINT', mail({ reports: ['DELIVERY', 'BOUNCE'] })],
    ['alarm \\S+ \\S+ is missing', first('alarms', { there: false })],
    ['its actions are off', first('alarms', { enabled: false })],
    ['tells nobody', first('alarms', { actions: 0 })],
    ['rings since 120 minutes', first('alarms', { state: 'ALARM' })],
    ['no figure for 120 minutes', first('alarms', silent)],
    [
      'team-dead ApproximateAge\\w+ has no alarm',
      without('ApproximateAgeOfOldestMessage', 'firstcall-team-dead'),
    ],
    ['team-rule FailedInvocations has no alarm', without('FailedInvocations', 'firstcall-team-rule')],
    ['relay IteratorAge has no alarm', without('IteratorAge', 'firstcall-relay')],
    ['sweep Invocations has no alarm', without('Invocations', 'firstcall-sweep')],
    ['relay has no log group', first('logGroups', { there: false })],
    ['is kept for ever', first('logGroups', { days: undefined })],
    ['is kept for 90 days', first('logGroups', { days: 90 })],
    ['sweep ran 20 minutes ago', { beats: [{ watcher: 'sweep', at: NOW - 20 * MINUTE }] }],
    ['auditor has never run', { beats: [{ watcher: 'auditor', at: undefined }] }],
  ])('is told what is wrong, and what to do: %s', (says, broken) => {
    const wrong = judged(broken).filter(({ is }) => is === 'wrong');
    expect(wrong.map(one => `${one.check} ${one.subject} ${one.says}`).join('\n')).toMatch(new RegExp(says));
    expect(wrong.every(({ todo }) => todo !== undefined)).toBe(true);
  });

  test('of another stage may be deleted, mail in the sandbox and do without a second factor', () => {
    const pool = { secondFactor: 'OPTIONAL', selfSignUp: false };
    const dev = { ...table({ deletionProtection: false }), ...mail({ sandbox: true }), pool };
    expect(notOk(dev, 'dev')).toEqual([]);
    expect(notOk(dev)).toHaveLength(3);
  });

  test('may lack figures of what is rarely counted, and of watchers within the first hour', () => {
    expect(notOk(first('alarms', { ...silent, silence: 'notBreaching' }))).toEqual([]);
    expect(notOk(first('alarms', { ...silent, since: NOW - 50 * MINUTE }))).toEqual([]);
  });

  test('of minutes ago is not blamed for watchers that have not run yet', () => {
    const stacks = [{ name: 's', status: 'CREATE_COMPLETE', changedAt: NOW - MINUTE }];
    const beats = [{ watcher: 'sweep' as const, at: undefined }];
    expect(notOk({ stacks, beats })).toEqual([expect.stringMatching(/^unknown heartbeat sweep/)]);
  });

  test('has functions of the CDK’s own, which run on what they run on', () => {
    const theirs = { theirs: true, runtime: 'python3.13', environment: [] };
    expect(notOk(first('functions', theirs))).toEqual([]);
  });

  test('with old dead letters is told where to read of these', () => {
    const at = (oldest: number) =>
      judged({ queues: [deadQueue('q-dead', { waiting: 1, oldest: (oldest * DAY) / 1_000 })] }).find(
        ({ check }) => check === 'dead letters',
      )?.todo;
    expect([at(6), at(7)]).toEqual([
      'see docs/runbook.md#dead-letters-waiting',
      'see docs/runbook.md#dead-letters-growing-old',
    ]);
  });

  test('that rings is told the heading of its own alarm', () => {
    const says = 'It rings. See docs/runbook.md#relay-falls-behind';
    const [ringing] = judged(first('alarms', { state: 'ALARM', says })).filter(({ is }) => is === 'wrong');
    expect(ringing?.todo).toBe('see docs/runbook.md#relay-falls-behind');
  });
});

describe('the local engine', () => {
  test('is believed nothing that it makes up', () => {
    const unknown = new Set(judged({}, 'local').flatMap(({ is, check }) => (is === 'unknown' ? check : [])));
    expect([...unknown].sort()).toEqual([
      'alarm',
      'backups',
      'closed queue',
      'log',
      'mail',
      'mail reports',
      'rule’s dead letters',
    ]);
    expect(judged({}, 'local').filter(({ is }) => is === 'wrong')).toEqual([]);
  });

  test('is told what is wrong all the same', () => {
    expect(notOk(first('logGroups', { days: 90 }), 'local')).toContainEqual(
      expect.stringMatching(/^wrong log/),
    );
  });

  test('tells no state of an index: that is unknown, not right', () => {
    const indexes = ['wake', 'list', 'timeline'].map(name => ({ name, status: undefined }));
    expect(notOk(table({ indexes }))).toHaveLength(3);
    expect(judged(table({ indexes })).some(({ is }) => is === 'wrong')).toBe(false);
  });
});

test('what is well is one line a kind, what is unknown one a reason, what is wrong one each with what to do', () => {
  const answers: Answer[] = [
    ...['a', 'b'].map(subject => ({ check: 'queue', subject, is: 'ok' as const })),
    ...['c', 'd'].map(subject => ({ check: 'queue', subject, is: 'unknown' as const, says: 'made up' })),
    { check: 'queue', subject: 'e', is: 'wrong', says: 'is full', todo: 'empty it' },
    { check: 'table', subject: 't', is: 'ok' },
  ];
  expect(linesOf(answers)).toEqual([
    ...['ok      queue (2)', 'unknown queue (2) made up', 'WRONG   queue e is full', '        empty it'],
    ...['ok      table t', '6 checks, 2 unknown, 1 wrong'],
  ]);
});

describe('the rights', () => {
  const actions = permissions.Statement.flatMap(({ Action }) => [...Action] as string[]);

  test('change nothing', () => {
    expect(actions.filter(action => !/:(Describe|Get|List|Query|GET$)/.test(action))).toEqual([]);
  });

  test('are those of the questions that are asked, and no others', () => {
    const asked = globSync('tools/support/verify/read-*.ts').flatMap(file =>
      [...readFileSync(file, 'utf8').matchAll(/(?:new |\bpaginate)(\w+?)(?:Command)?\(/g)].map(
        ([, name]) => name,
      ),
    );
    const questions = new Set(asked.filter(name => /^(Describe|Get|List)/.test(name ?? '')));
    const doors = ['GetApi', 'GetAuthorizers', 'GetRoutes'];
    for (const door of doors) expect(questions.delete(door)).toBe(true);
    const rights = actions.map(action => action.split(':')[1]);
    const named = rights.filter(name => name !== 'GET' && name !== 'GetItem' && name !== 'Query');
    expect([...questions].sort()).toEqual(named.sort());
  });
});
