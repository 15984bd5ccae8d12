import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CallView } from '../../shared/contracts/calls-contract.ts';
import type { CaseLine } from '../../shared/contracts/devices-contract.ts';
import type { EscalationView } from '../../shared/contracts/escalations-contract.ts';
import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import type { OutreachView } from '../../shared/contracts/outreach-contract.ts';
import type { TaskView } from '../../shared/contracts/team-contract.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { groupOf, todayItems, todayLines } from '../../web/rooms/today/today-lines.ts';
import { nextCall, type TodayReader, type TodaySources } from '../../web/rooms/today/today-sources.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');
const at = (minutes: number) => new Date(NOW + minutes * MINUTE).toISOString();
const until = NOW + 14 * HOUR;
const anna: TodayReader = { me: 'anna', lead: false, owned: new Set(['acc-1']), until };
const lead: TodayReader = { ...anna, lead: true };
const base = { accountId: 'acc-1', accountName: 'Nordlicht', language: 'de', version: 1 } as const;

const told = (id: string, more: Partial<NotificationView> = {}): NotificationView => ({
  ...{ ...base, id, recipientId: 'anna', kind: 'signed-up', state: 'seen', title: 'New', text: '' },
  ...{ reason: 'on-duty', critical: false, times: 1, occurredAt: at(-60), createdAt: at(-60) },
  ...more,
});
const task = (id: string, due: number, more: Partial<TaskView> = {}): TaskView => ({
  ...{ ...base, id, kind: 'welcome-account', state: 'open', reason: 'owner' },
  ...{ dueAt: at(due), openedAt: at(-90) },
  ...more,
});
const call = (id: string, due: number, more: Partial<CallView> = {}): CallView => ({
  ...{ ...base, id, state: 'due', agentId: 'anna', zone: 'Europe/Berlin' },
  ...{ readyAt: at(-10), dueAt: at(due), agenda: [], attempts: [] },
  ...more,
});
const deviceCase = (id: string, due: number | undefined, more: Partial<CaseLine> = {}): CaseLine => ({
  ...{ ...base, id, serial: 'SN-1', model: 'tab-8', damage: 'broken', state: 'reported', ownerId: 'anna' },
  ...{ entitled: true, verdict: 'open', noStock: false, zone: 'Europe/Berlin', openedAt: at(-30) },
  ...(due === undefined ? {} : { dueAt: at(due) }),
  ...more,
});
const outreach = (id: string, due: number, more: Partial<OutreachView> = {}): OutreachView => ({
  ...{ ...base, id, cause: 'burst', state: 'open', rank: 1, exempt: false, evidence: {}, updates: 0 },
  ...{ openedAt: at(-70), updatedAt: at(-70), dueAt: at(due) },
  ...more,
});
const escalation = (id: string, more: Partial<EscalationView> = {}): EscalationView => ({
  ...{ id, state: 'running', kind: 'device-breached', chain: 'breach', accountId: 'acc-9', version: 1 },
  ...{ accountName: 'Verdi', subjectKind: 'device-case', subjectId: 'case_9', startedAt: at(-25) },
  ...{ step: 1, steps: 3, cycle: 0, nextAt: at(9), log: [] },
  ...more,
});

const keysOf = (sources: TodaySources, reader = anna) => todayLines(sources, reader).map(line => line.key);
const aboutCase = { subjectKind: 'device-case', subjectId: 'case_1' } as const;

describe('what waits for somebody', () => {
  test('is one list by the time that is left, whatever it is', () => {
    const sources = {
      notifications: [told('n', { dueAt: at(20) })],
      tasks: [task('t', -5)],
      calls: [call('c', 90)],
      cases: [deviceCase('case_1', 45)],
      outreach: [outreach('o', 3000)],
    };
    expect(keysOf(sources)).toEqual([
      'task t',
      'notification n',
      'device-case case_1',
      'call c',
      'outreach o',
    ]);
  });

  test('has what stands without a time at its end: urgent first, paused last, else who waits longest', () => {
    const paused = { left: { ms: 1, asOf: at(0), counting: false } } as Partial<CaseLine>;
    const sources = {
      notifications: [told('new'), told('old', { createdAt: at(-500) }), told('hot', { critical: true })],
      cases: [deviceCase('case_2', undefined, { ...paused, openedAt: at(-9_000) })],
      tasks: [task('t', 4000)],
    };
    expect(keysOf(sources)).toEqual([
      ...['task t', 'notification hot', 'notification old', 'notification new', 'device-case case_2'],
    ]);
  });

  test('leaves out what is another’s, settled, snoozed or not for today', () => {
    const sources = {
      notifications: [told('done', { state: 'acknowledged' }), told('away', { snoozedUntil: at(90) })],
      calls: [
        call('tomorrow', 2_000),
        call('emils', 5, { agentId: 'emil' }),
        call('over', 5, { state: 'ended' }),
      ],
      cases: [deviceCase('brunos', 5, { ownerId: 'bruno' }), deviceCase('fixed', 5, { state: 'closed' })],
      outreach: [outreach('held', 5, { state: 'held' }), outreach('far', 5, { accountId: 'acc-7' })],
    };
    expect(keysOf(sources)).toEqual([]);
    expect(nextCall(sources.calls, anna)?.id).toBe('tomorrow');
  });

  test('has calls that nobody has yet, and goes by when a running one was due', () => {
    const { agentId: _nobody, ...free } = call('late', -20);
    const running = call('on', 25, { state: 'running' });
    expect(keysOf({ calls: [running, free] })).toEqual(['call late', 'call on']);
  });

  test('has for leads alone broken promises of others, escalations, and accounts without an owner', () => {
    const sources = {
      cases: [deviceCase('case_8', -30, { ownerId: 'bruno', verdict: 'breached' })],
      escalations: [escalation('run'), escalation('calm', { state: 'acknowledged', subjectId: 'case_5' })],
      waiting: [
        {
          accountId: 'acc-4',
          accountName: 'Verdi',
          language: 'it',
          waitingSince: at(-240),
          reason: 'all-books-full',
        },
      ],
    };
    expect(keysOf(sources, lead)).toEqual(['device-case case_8', 'escalation run', 'account acc-4']);
    expect(keysOf({ cases: sources.cases })).toEqual([]);
  });
});

describe('what is told and listed too', () => {
  test.each([
    ['a case', { cases: [deviceCase('case_1', 30)] }, aboutCase, 'device-case case_1'],
    ['a task', { tasks: [task('t', 30)] }, { taskId: 't' }, 'task t'],
    ['a call', { calls: [call('c', 30)] }, { subjectKind: 'call', subjectId: 'c' } as const, 'call c'],
  ])('%s is there once, as the line with the earlier time', (_, sources, about, itself) => {
    const notifications = (due: number) => [told('n', { ...about, dueAt: at(due) })];
    expect(keysOf({ ...sources, notifications: notifications(40) })).toEqual([itself]);
    expect(keysOf({ ...sources, notifications: notifications(30) })).toEqual([itself]);
    expect(keysOf({ ...sources, notifications: notifications(20) })).toEqual(['notification n']);
    expect(keysOf({ ...sources, notifications: [told('n', about)] })).toEqual([itself]);
  });

  test('can be acknowledged from whichever line stands for it, all that was told at once', () => {
    const notifications = [told('n1', aboutCase), told('n2', { ...aboutCase, dueAt: at(10) })];
    const [line] = todayLines({ cases: [deviceCase('case_1', 30)], notifications }, anna);
    expect([line?.key, line?.told.map(({ id }) => id)]).toEqual(['notification n2', ['n2', 'n1']]);
  });

  test('follows through: a signal stands in its call, and what is told of the signal with it', () => {
    const sources = {
      calls: [call('c', 30)],
      outreach: [outreach('o', 60, { callId: 'c' })],
      notifications: [told('n', { subjectKind: 'outreach', subjectId: 'o' })],
    };
    const lines = todayLines(sources, anna);
    expect(lines.map(({ key, told: all }) => [key, all.length])).toEqual([['call c', 1]]);
  });
});

describe('the order', () => {
  const anything = fc.record({
    id: fc.integer({ min: 0, max: 30 }).map(String),
    due: fc.option(fc.integer({ min: -200, max: 3_000 }), { nil: undefined }),
    about: fc.constantFrom('task', 'device-case', 'nothing'),
  });
  const sourcesOf = (
    all: readonly { id: string; due: number | undefined; about: string }[],
  ): TodaySources => ({
    tasks: all.slice(0, 6).map(({ id, due = 10 }) => task(id, due)),
    cases: all.slice(6, 12).map(({ id, due }) => deviceCase(id, due)),
    notifications: all.slice(12).map(({ id, due, about }) =>
      told(id, {
        ...(due === undefined ? {} : { dueAt: at(due) }),
        ...(about === 'task' ? { taskId: id } : {}),
        ...(about === 'device-case' ? { subjectKind: 'device-case', subjectId: id } : {}),
      }),
    ),
  });
  const few = fc.uniqueArray(anything, { selector: ({ id }) => id, maxLength: 25 });

  test('never depends on the order in which things were read', () => {
    fc.assert(
      fc.property(few, all => {
        const { tasks = [], cases = [], notifications = [] } = sourcesOf(all);
        const turned = {
          tasks: tasks.toReversed(),
          cases: cases.toReversed(),
          notifications: notifications.toReversed(),
        };
        expect(keysOf(turned)).toEqual(keysOf({ tasks, cases, notifications }));
      }),
    );
  });

  test('of what is there is never changed by news', () => {
    fc.assert(
      fc.property(few, fc.integer({ min: -200, max: 3_000 }), (all, due) => {
        const sources = sourcesOf(all);
        const before = keysOf(sources);
        const after = keysOf({ ...sources, tasks: [...(sources.tasks ?? []), task('news', due)] });
        expect(after.filter(key => key !== 'task news')).toEqual(before);
      }),
    );
  });

  test('is the same as time goes on: only headings move between the lines', () => {
    fc.assert(
      fc.property(few, fc.nat(5_000), (all, minutes) => {
        const lines = todayLines(sourcesOf(all), anna);
        const rows = todayItems(lines, NOW + minutes * MINUTE, until).filter(item => item.is === 'case');
        expect(rows.map(({ key }) => key)).toEqual(lines.map(({ key }) => key));
      }),
    );
  });
});

describe('the groups', () => {
  test('begin exactly at the deadline, an hour before it, and at the end of the day', () => {
    const group = (due: number) => groupOf(due, NOW, until);
    expect([group(NOW), group(NOW + 1)]).toEqual(['overdue', 'hour']);
    expect([group(NOW + HOUR), group(NOW + HOUR + 1)]).toEqual(['hour', 'today']);
    expect([group(until - 1), group(until), groupOf(undefined, NOW, until)]).toEqual([
      'today',
      'later',
      'none',
    ]);
  });

  test('have a heading with their number, and none when they are empty', () => {
    const items = todayItems(
      todayLines({ tasks: [task('a', -5), task('b', -4), task('c', 9_999)] }, anna),
      NOW,
      until,
    );
    const heads = items.flatMap(item => (item.is === 'head' ? [[item.group, item.count]] : []));
    expect(heads).toEqual([
      ['overdue', 2],
      ['later', 1],
    ]);
  });
});
