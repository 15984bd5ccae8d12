import { describe, expect, test } from '@jest/globals';
import { answerFact } from '../../functions/team/answer-fact.ts';
import { answerTick } from '../../functions/team/answer-tick.ts';
import { previewAssignment } from '../../functions/team/preview-assignment.ts';
import { readLoad } from '../../functions/team/read-load.ts';
import { answerBucket, answerQuantile } from '../../shared/domain/team/answer-times.ts';
import { DAY, formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import type { TimerRow } from '../../shared/store/journal.ts';
import { accountPk, lists, responsesKey, timerKey } from '../../shared/store/keys.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import { loadTask } from '../../shared/store/task-store.ts';
import { aFact, NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';
import { teamRoom } from '../support/team-room.ts';

const lead = anAgent('lead', { roles: ['lead'], languages: ['en'] });

describe('the queue of accounts', () => {
  /** An old ordinary account, a key account an hour younger, one that is younger still. */
  const three = async (capacity: number) => {
    const room = await teamRoom([anAgent('anna', { capacity: 0 }), lead], {
      headStartMinutes: { key: 90 },
    });
    await room.segment('old', 'standard');
    await room.segment('key', 'key');
    await room.segment('young', 'standard');
    await room.change('old');
    room.ports.clock.set(NOW + HOUR);
    await room.change('key');
    room.ports.clock.set(NOW + 100 * MINUTE);
    await room.change('young');
    await room.edit('anna', { capacity });
    return room;
  };

  test('is drained by age, less the head start of the segment', async () => {
    const room = await three(2);
    const { rows } = await room.ports.table.query({ index: 'list', pk: lists.queue });
    expect(rows.map(({ accountId }) => accountId)).toEqual(['key', 'old', 'young']);
    await room.settle();
    const owned = await Promise.all(['old', 'key', 'young'].map(id => loadOwnership(room.ports.table, id)));
    expect(owned.map(held => held?.state)).toEqual(['owned', 'owned', 'queued']);
  });

  test('is drained from its head also when a younger account is looked at again first', async () => {
    const room = await three(1);
    const row = room.ports.table.peek(timerKey(accountPk('young'), 'task.unowned')) as TimerRow;
    room.ports.clock.set(row.dueAt);
    const { pk, sk, epoch, dueAt } = row;
    await answerTick(room.ports, { pk, sk, kind: 'task.unowned', epoch, dueAt });
    const owned = await Promise.all(['key', 'old', 'young'].map(id => loadOwnership(room.ports.table, id)));
    expect(owned.map(held => held?.state)).toEqual(['owned', 'queued', 'queued']);
    const timer = room.ports.table.peek(timerKey(accountPk('young'), 'task.unowned'));
    expect(Number(timer?.['dueAt'])).toBeGreaterThan(dueAt);
  });

  test('keeps its order when an account that waits is decided on again', async () => {
    const room = await three(0);
    room.ports.clock.set(NOW + 5 * HOUR);
    await room.change('old', 'trial-started');
    const { rows } = await room.ports.table.query({ index: 'list', pk: lists.queue });
    expect(rows.map(({ accountId }) => accountId)).toEqual(['key', 'old', 'young']);
  });

  test('gives the work that waited with an account to its owner, who hears of it, and a depot’s to nobody', async () => {
    const room = await teamRoom([anAgent('anna', { capacity: 0 }), lead]);
    await room.change('acme');
    await answerFact(room.ports, aFact('device.case-opened', { data: { caseId: 'c1' } }));
    await room.task({ id: 'refill', dueAt: NOW + DAY, kind: 'replenish-stock' });
    await room.edit('anna', { capacity: 5 });
    await room.settle();
    const tasks = [...room.ports.table.rows()].filter(({ type }) => type === 'task');
    expect(tasks.map(({ kind, agentId }) => `${kind} ${agentId}`).sort()).toEqual([
      'device-case anna',
      'replenish-stock undefined',
      'welcome-account anna',
    ]);
    expect(room.told().filter(line => line.startsWith('task-handed-over → anna acme'))).toHaveLength(1);
  });
});

describe('a task of an account without an owner', () => {
  test('is the owner’s even when the account found one while the task was opened', async () => {
    const room = await teamRoom([anAgent('anna'), lead]);
    const [opened] = await Promise.all([
      answerFact(room.ports, aFact('device.case-opened', { data: { caseId: 'c1' } })),
      room.change('acme'),
    ]);
    expect(opened.decision).toBe('case-taken-on');
    await room.settle();
    const task = [...room.ports.table.rows()].find(({ kind }) => kind === 'device-case');
    expect(await loadTask(room.ports.table, String(task?.['id']))).toMatchObject({ agentId: 'anna' });
  });
});

describe('a channel that was switched off', () => {
  test('is told to every lead of the roster, once', async () => {
    const room = await teamRoom([
      anAgent('anna', { languages: ['it', 'de'] }),
      lead,
      anAgent('chief', { roles: ['agent', 'lead'] }),
      anAgent('former', { roles: ['lead'], active: false }),
    ]);
    const off = aFact('channel.failed', { accountId: '-' });
    await answerFact(room.ports, off);
    expect(await answerFact(room.ports, off)).toMatchObject({ decision: 'already-done' });
    expect(room.told()).toEqual(['channel-off → chief -', 'channel-off → lead -']);
    expect(room.lines('notification.wanted', ({ language }) => String(language))).toEqual(['it', 'it']);
    expect(
      room.lines('notification.wanted', ({ subjectKind, subjectId }) => `${subjectKind} ${subjectId}`),
    ).toEqual(['agent anna', 'agent anna']);
  });
});

describe('a preview', () => {
  test('says who would get such an account, by which rule, and who would hear of it, and gives it to nobody', async () => {
    const away = { x: { from: NOW, to: NOW + DAY, coverId: 'bea' } };
    const room = await teamRoom([anAgent('anna', { absences: away }), anAgent('bea')], {
      rules: [{ name: 'key accounts', match: { segments: ['key'] }, agents: ['anna'], how: 'only' }],
    });
    const preview = await previewAssignment(room.ports, { language: 'de', segment: 'key' });
    expect(preview).toMatchObject({
      ...{ ownerId: 'anna', rule: 'key accounts', reason: 'speaks-language' },
      ranking: [{ agentId: 'anna' }, { agentId: 'bea', excluded: 'not-in-rule' }],
      told: { agentId: 'bea', reason: 'cover-on-duty' },
    });
    await room.segment('acme', 'key');
    expect(await previewAssignment(room.ports, { language: 'de', accountId: 'acme' })).toMatchObject({
      rule: 'key accounts',
    });
    expect(room.emitted()).toEqual([]);
  });
});

describe('the load of the team', () => {
  test('shows books, open and overdue work, times to answer and what waits', async () => {
    const room = await teamRoom([
      anAgent('anna', { absences: { x: { from: NOW - DAY, to: NOW + DAY } } }),
      anAgent('bea', { settling: { credit: 10, from: NOW - DAY, until: NOW + 9 * DAY }, weight: 0.5 }),
      anAgent('clerk', { roles: ['clerk'] }),
    ]);
    await room.task({ id: 't1', dueAt: NOW - HOUR, agentId: 'anna' });
    await room.task({ id: 't2', dueAt: NOW + HOUR, agentId: 'anna' });
    await room.task({ id: 't3', dueAt: NOW + HOUR });
    await room.segment('ichi', 'key');
    await room.change('ichi', 'signed-up', { language: 'und' });
    const counted = (at: number, agentId: string, ms: number, n: number) => ({
      do: 'change' as const,
      key: responsesKey(at, agentId),
      add: { n, [answerBucket(ms)]: n },
    });
    await room.ports.table.commit({
      commitId: 'answers',
      writes: [
        counted(NOW, 'anna', 20_000, 9),
        counted(NOW - DAY, 'anna', 2 * HOUR, 1),
        counted(NOW - 9 * DAY, 'anna', 5 * DAY, 50),
      ],
    });
    const load = await readLoad(room.ports, {});
    expect(load.agents).toMatchObject([
      {
        ...{ id: 'anna', onDuty: false, openTasks: 2, overdueTasks: 1, acknowledged: 10 },
        ...{ absentUntil: formatInstant(NOW + DAY), nextDutyAt: formatInstant(NOW + DAY) },
        medianSeconds: 23,
      },
      { id: 'bea', onDuty: true, share: 18, settling: { credit: 9 }, acknowledged: 0 },
    ]);
    expect(load.team).toEqual({ acknowledged: 10, medianSeconds: 23, p90Seconds: 30 });
    expect(load.queue).toEqual({
      accounts: [
        {
          ...{ accountId: 'ichi', accountName: 'ICHI', language: 'und', segment: 'key', product: 'repricer' },
          ...{ waitingSince: formatInstant(NOW), reason: 'language-unknown' },
        },
      ],
      tasks: 2,
    });
    expect((await readLoad(room.ports, { days: '31' })).team.acknowledged).toBe(60);
  });

  test('takes a time to answer from its bucket, evenly spread, and knows no time without answers', () => {
    expect([0, 14_999, 15_000, 86_399_999, 86_400_000, 9e12].map(answerBucket)).toEqual([
      ...['b0', 'b0', 'b1', 'b10', 'b11', 'b11'],
    ]);
    expect(answerQuantile([0, 0, 0], 0.5)).toBeUndefined();
    expect(answerQuantile([4], 0.5)).toBe(7.5);
    expect(answerQuantile([1, 0, 1], 0.75)).toBe(45);
    expect(answerQuantile([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3], 0.9)).toBe(86_400);
  });
});
