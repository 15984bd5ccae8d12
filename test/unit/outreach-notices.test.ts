import { beforeEach, describe, expect, test } from '@jest/globals';
import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { outreachSettled } from '../../shared/events/outreach-events.ts';
import { DAY, HOUR } from '../../shared/kernel/instant.ts';
import { loadNotification } from '../../shared/store/notification-store.ts';
import { factOf, type Room, room, START } from '../support/notifications.ts';

let here: Room;
beforeEach(async () => {
  here = room();
  await here.seed();
});
const about = { subjectKind: 'outreach', subjectId: 'out_1' } as const;
const opened = { kind: 'outreach-opened', taskId: 'out_1', dueAt: START + DAY, ...about } as const;
const ended = (outreachId = 'out_1') =>
  answerFact(
    here.ports,
    factOf(outreachSettled.of({ outreachId, cause: 'burst', ending: 'reached' }), { id: 'ended' }),
  );

describe('what was told of an outreach', () => {
  test('is pushed at once and leads to the outreach', async () => {
    const { id } = await here.queue(opened);
    expect(here.emitted('notification.queued').map(({ data }) => data)).toMatchObject([
      { notificationId: id },
    ]);
    expect(await loadNotification(here.table, id)).toMatchObject({
      ...{ subjectKind: 'outreach', subjectId: 'out_1', dueAt: START + DAY },
    });
  });

  test('is settled by its end, and what was told of another is not', async () => {
    const { id } = await here.queue(opened);
    const other = await here.queue({ ...opened, taskId: 'out_2', subjectId: 'out_2' }, 'w2');
    expect(await ended()).toMatchObject({ decision: 'task-settled', detail: { notifications: 1 } });
    expect(await loadNotification(here.table, id)).toMatchObject({ outcome: 'done' });
    expect((await loadNotification(here.table, other.id))?.outcome).toBeUndefined();
  });

  test('and comes only after its end is over at once', async () => {
    await ended();
    const { id } = await here.queue(opened);
    expect(await loadNotification(here.table, id)).toMatchObject({
      ...{ outcome: 'done', outcomeReason: 'task-done-before' },
    });
    expect(here.emitted('notification.queued')).toEqual([]);
  });
});

describe('a signal that is worth no call, by the settings that are shipped', () => {
  const noted = { kind: 'outreach-noted', taskId: undefined } as const;

  test('startles nobody: no push, and a mail only a day later', async () => {
    const { id } = await here.queue(noted);
    expect(here.emitted('notification.queued')).toEqual([]);
    expect(here.timer(id, 'notification.mail-fallback')?.dueAt).toBe(START + DAY);
    expect(here.timer(id, 'notification.expire')?.dueAt).toBe(START + 7 * DAY);
  });

  test('is one with the next one at the same account while nobody has looked', async () => {
    const { id } = await here.queue(noted);
    here.pass(HOUR);
    await here.queue(noted, 'w2').catch(() => undefined);
    expect(here.rowsOf('notification')).toMatchObject([{ id, times: 2 }]);
    expect(here.timer(id, 'notification.mail-fallback')?.dueAt).toBe(START + DAY);
  });
});
