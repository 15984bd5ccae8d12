import { beforeEach, describe, expect, test } from '@jest/globals';
import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { taskDone } from '../../shared/events/team-events.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import { loadNotification } from '../../shared/store/notification-store.ts';
import { factOf, type Room, room, START, wanted } from '../support/notifications.ts';

let here: Room;
beforeEach(async () => {
  here = room();
  await here.seed();
});
const done = () =>
  factOf(taskDone.of({ taskId: 'tsk_1', kind: 'welcome-account', agentId: 'anna' }), { id: 'done' });

describe('what is wanted', () => {
  test('stands in the inbox, queued, with the timers of mail and end, and is said to wait', async () => {
    const { id } = await here.queue();
    expect(await loadNotification(here.table, id)).toMatchObject({
      state: 'queued',
      recipientId: 'anna',
      accountId: 'acme',
      createdAt: START,
      version: 1,
    });
    expect(here.timer(id, 'notification.mail-fallback')?.dueAt).toBe(START + 20_000);
    expect(here.timer(id, 'notification.expire')?.dueAt).toBe(START + 72 * HOUR);
    expect(here.emitted('notification.queued').map(fact => fact.data)).toEqual([
      { notificationId: id, recipientId: 'anna', notificationVersion: 1 },
    ]);
  });

  test('when it comes twice, is one notification', async () => {
    await answerFact(here.ports, wanted());
    const again = await answerFact(here.ports, wanted());
    expect(again.decision).toBe('already-done');
    expect(here.rowsOf('notification')).toHaveLength(1);
    expect(here.emitted('notification.queued')).toHaveLength(1);
  });

  test('of two matters for one person, or of one for two people, is two', async () => {
    await answerFact(here.ports, wanted({}, { id: 'w1' }));
    await answerFact(here.ports, wanted({ taskId: 'tsk_2' }, { id: 'w2' }));
    await answerFact(here.ports, wanted({ recipientId: 'bruno' }, { id: 'w3' }));
    expect(here.rowsOf('notification')).toHaveLength(3);
  });

  test('by an import, is recorded as suppressed and reaches nobody', async () => {
    const handled = await answerFact(here.ports, wanted({}, { origin: 'backfill' }));
    expect(handled).toMatchObject({ decision: 'suppressed', detail: { why: 'backfill' } });
    expect(here.rowsOf('notification')).toMatchObject([{ outcome: 'suppressed', outcomeReason: 'backfill' }]);
    expect(here.rowsOf('notification')[0]).not.toHaveProperty('list');
    expect([...here.rowsOf('timer'), ...here.rowsOf('unseen')]).toEqual([]);
    expect(here.emitted('notification.queued')).toEqual([]);
  });

  test.each([
    ['left the company', { active: false }],
    ['is on no roster', undefined],
  ])('for somebody who %s, is recorded as cancelled', async (_, change) => {
    if (change) await here.setAgent('anna', change);
    const handled = await answerFact(
      here.ports,
      wanted({ recipientId: change ? 'anna' : 'nobody' }, { id: 'w1' }),
    );
    expect(handled).toMatchObject({ decision: 'cancelled', detail: { why: 'recipient-inactive' } });
    expect(here.emitted('notification.queued')).toEqual([]);
  });
});

describe('when the task is done', () => {
  test('what was told about it is done, its timers are gone, and consoles hear of it once', async () => {
    const { id } = await here.queue();
    await answerFact(here.ports, done());
    await answerFact(here.ports, done());
    expect(await loadNotification(here.table, id)).toMatchObject({
      state: 'done',
      outcomeReason: 'task-done',
    });
    expect([...here.rowsOf('timer'), ...here.rowsOf('unseen')]).toEqual([]);
    expect(here.emitted('notification.changed')).toHaveLength(1);
  });

  test('before it is told, the telling ends as done and disturbs nobody', async () => {
    await answerFact(here.ports, done());
    const handled = await answerFact(here.ports, wanted());
    expect(handled).toMatchObject({ decision: 'done', detail: { why: 'task-done-before' } });
    expect(here.emitted('notification.queued')).toEqual([]);
    expect(here.rowsOf('timer')).toEqual([]);
  });

  test('what is told while the task is being settled is settled too', async () => {
    const { table } = here;
    let wove = false;
    const weaving = {
      ...here.ports,
      table: {
        ...table,
        commit: async (set: Parameters<typeof table.commit>[0]) => {
          const answer = await table.commit(set);
          if (!wove) {
            wove = true;
            await answerFact(here.ports, wanted());
          }
          return answer;
        },
      },
    };
    await answerFact(weaving, done());
    expect(here.rowsOf('notification')).toMatchObject([{ state: 'done' }]);
  });

  test('an acknowledged one stays acknowledged', async () => {
    const { id } = await here.queue();
    const row = here.rowsOf('notification')[0];
    await here.put({
      ...(row as NonNullable<typeof row>),
      state: 'acknowledged',
      outcome: 'acknowledged',
      version: 2,
    });
    await answerFact(here.ports, done());
    expect(await loadNotification(here.table, id)).toMatchObject({ outcome: 'acknowledged', version: 2 });
  });
});
