import { beforeEach, describe, expect, test } from '@jest/globals';
import { answerFact } from '../../functions/notifications/answer-fact.ts';
import { taskDone } from '../../shared/events/team-events.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { type Clockwork, clockwork } from '../support/notification-clockwork.ts';
import { factOf, START } from '../support/notifications.ts';

let here: Clockwork;
let id: string;
const later = (milliseconds: number, reason?: string) =>
  ({ do: 'snooze', until: here.now() + milliseconds, ...(reason ? { reason } : {}) }) as const;
const kindsOfTimers = () =>
  here
    .timers()
    .map(({ kind }) => kind)
    .sort();
const changeRow = async (change: object) => {
  const row = here.rowsOf('notification')[0] as NonNullable<ReturnType<Clockwork['peek']>>;
  await here.put({ ...row, ...change });
};

beforeEach(async () => {
  here = await clockwork();
  ({ id } = await here.tell());
});

describe('how long a snooze may be', () => {
  test.each([
    [3 * MINUTE - 1, 'snooze-too-short'],
    [90 * DAY + 1, 'snooze-too-long'],
    [-HOUR, 'snooze-too-short'],
  ])('%s ms are refused', async (length, refusal) => {
    expect(await here.act(id, later(length))).toMatchObject({
      ok: false,
      refusal,
      detail: { field: 'body.until' },
    });
    expect(await here.note(id)).not.toHaveProperty('snooze');
  });

  test.each([3 * MINUTE, 90 * DAY])('%s ms are taken', async length => {
    const done = await here.act(id, later(length, 'asked to wait'));
    const snoozedUntil = new Date(START + length).toISOString();
    expect(done).toMatchObject({ ok: true, value: { snoozedUntil, snoozeReason: 'asked to wait' } });
  });

  test('is cut at the promise’s end, and said to be', async () => {
    await changeRow({ dueAt: START + HOUR });
    expect(await here.act(id, later(DAY))).toMatchObject({
      value: { snoozedUntil: new Date(START + HOUR).toISOString(), snoozeCapped: true },
    });
    expect(here.timers().find(({ kind }) => kind === 'notification.snooze')?.dueAt).toBe(START + HOUR);
  });

  test.each([3 * MINUTE - 1, 0, -HOUR])('is nothing when the promise ends in %s ms', async left => {
    await changeRow({ dueAt: START + left });
    expect(await here.act(id, later(HOUR))).toMatchObject({ ok: false, refusal: 'promise-too-close' });
  });

  test('does not matter once it is settled: what ended otherwise is refused, what is taken care of stays', async () => {
    await here.act(id, 'acknowledge');
    expect(await here.act(id, later(HOUR))).toMatchObject({ ok: true, value: { state: 'acknowledged' } });
    await changeRow({ state: 'expired', outcome: 'expired' });
    expect(await here.act(id, later(HOUR))).toMatchObject({ ok: false, refusal: 'already-settled' });
  });
});

describe('while it is put away', () => {
  beforeEach(() => here.act(id, later(2 * HOUR)));

  test('it is in no list but its own, and counted there', async () => {
    for (const filter of ['all', 'open', 'unread'] as const)
      expect((await here.inbox(filter)).ids).toEqual([]);
    const { ids, counts } = await here.inbox('snoozed');
    expect(ids).toEqual([id]);
    expect(counts).toEqual({ unread: 0, open: 0, snoozed: 1 });
  });

  test('nobody is mailed or pushed', async () => {
    await here.runFor(2 * HOUR - 1);
    expect([here.cameOut.length, here.mails.length]).toEqual([1, 0]);
  });

  test('news count and make neither a push nor another item', async () => {
    const { decision } = await here.tell({ taskId: (await here.note(id)).taskId });
    expect(decision).toBe('renewed-asleep');
    await here.runFor(HOUR);
    expect(await here.note(id)).toMatchObject({ times: 2, snooze: { until: START + 2 * HOUR } });
    expect(here.rowsOf('notification')).toHaveLength(1);
    expect([here.cameOut.length, here.mails.length]).toEqual([1, 0]);
  });

  test('critical news wake it at once', async () => {
    here.moveTo(START + HOUR);
    await here.tell({ taskId: (await here.note(id)).taskId, critical: true });
    expect(await here.note(id)).not.toHaveProperty('snooze');
    expect(here.cameOut.map(({ at }) => at)).toEqual([START, START + HOUR]);
    expect((await here.inbox('unread')).ids).toEqual([id]);
    expect(kindsOfTimers()).toEqual(['notification.expire', 'notification.mail-fallback']);
  });

  test('a promise that is made shorter brings it back then', async () => {
    await here.tell({ taskId: (await here.note(id)).taskId, dueAt: START + HOUR });
    await here.runTo(START + HOUR);
    expect(await here.note(id)).toMatchObject({ round: 2, listedAt: START + HOUR });
  });

  test.each([
    ['somebody takes it on', () => here.act(id, 'acknowledge')],
    [
      'its task is done',
      async () => {
        const { taskId = '' } = await here.note(id);
        await answerFact(
          here.ports,
          factOf(taskDone.of({ taskId, kind: 'welcome-account', agentId: 'anna' })),
        );
      },
    ],
  ])('and %s, no timer is left, it is put away no more, and nothing comes back', async (_, settle) => {
    here.pass(MINUTE);
    await settle();
    expect(here.timers()).toEqual([]);
    expect(await here.note(id)).not.toHaveProperty('snooze');
    expect((await here.inbox()).ids).toEqual([id]);
    expect((await here.inbox('snoozed')).counts.snoozed).toBe(0);
    await here.runFor(DAY);
    expect(here.cameOut).toHaveLength(1);
  });

  test('and its recipient leaves, it ends as cancelled when it would come back', async () => {
    await here.setAgent('anna', { active: false });
    await here.runFor(2 * HOUR);
    expect(await here.note(id)).toMatchObject({ outcome: 'cancelled', outcomeReason: 'recipient-inactive' });
    expect([here.timers(), here.cameOut.length]).toEqual([[], 1]);
  });
});

describe('when its time is over', () => {
  test('it is new, unread and at the top, and pushed and mailed once more', async () => {
    await here.runFor(30 * SECOND);
    await here.act(id, 'seen');
    await here.act(id, later(2 * HOUR));
    await here.runFor(HOUR);
    const other = await here.tell();
    await here.runTo(START + 30 * SECOND + 2 * HOUR);
    expect(await here.note(id)).toMatchObject({ state: 'sent', round: 2 });
    expect(await here.note(id)).not.toHaveProperty('seenAt');
    expect((await here.inbox('unread')).ids).toEqual([id, other.id]);
    expect((await here.inbox()).ids).toEqual([id, other.id]);
    await here.runFor(MINUTE);
    const mine = here.cameOut.filter(({ notificationId }) => notificationId === id);
    expect(mine).toHaveLength(2);
    expect(new Set(mine.map(({ topic }) => topic)).size).toBe(1);
    const mails = here.mails.filter(({ about }) => about === id);
    expect(mails).toHaveLength(2);
    expect(new Set(mails.map(({ effectKey }) => effectKey)).size).toBe(2);
  });

  test('after days it is as fresh as any: pushed at once, not gathered for its age', async () => {
    await here.act(id, later(7 * DAY));
    await here.runTo(START + 7 * DAY);
    expect(here.cameOut.map(({ at }) => at)).toEqual([START, START + 7 * DAY]);
    expect(await here.note(id)).toMatchObject({ occurredAt: START });
    expect(await here.note(id)).not.toHaveProperty('heldWhy');
  });

  test('a push that finds no room is tried again in this round as in the first', async () => {
    let full = true;
    here.whenPushed(() => {
      full = !full;
      return { status: full ? 201 : 503 };
    });
    const other = await here.tell({ kind: 'cancelled' });
    await here.runFor(10 * MINUTE);
    await here.act(other.id, later(HOUR));
    await here.runFor(2 * HOUR);
    expect(here.cameOut.filter(({ notificationId }) => notificationId === other.id)).toHaveLength(2);
    expect(kindsOfTimers()).not.toContain('notification.retry');
  });

  test('outside of its recipient’s hours it is back in the inbox and pushed when they begin', async () => {
    await here.act(id, later(12 * HOUR));
    await here.runFor(12 * HOUR);
    expect((await here.inbox('unread')).ids).toEqual([id]);
    await here.runFor(DAY);
    expect(here.cameOut.map(({ at }) => at)).toEqual([START, Date.parse('2026-11-24T08:00:00Z')]);
  });

  test('it ends by itself as long after its return as when it was new, however often it was put away', async () => {
    const { openUntil, createdAt } = await here.note(id);
    for (const length of [10 * DAY, 20 * DAY]) {
      await here.act(id, later(length));
      await here.act(id, later(2 * DAY));
      await here.runFor(2 * DAY);
      expect((await here.note(id)).openUntil).toBe(here.now() + openUntil - createdAt);
    }
    await here.runFor(openUntil - createdAt);
    expect(await here.note(id)).toMatchObject({ outcome: 'expired', outcomeAt: here.now() });
    expect(here.timers()).toEqual([]);
  });
});

describe('brought back by hand', () => {
  test.each(['seen', 'unseen'])('it is %s as it was, in its place, and not pushed again', async how => {
    if (how === 'seen') await here.act(id, 'seen');
    const before = await here.note(id);
    here.pass(MINUTE);
    const newer = await here.tell();
    await here.act(id, later(30 * DAY));
    await here.runFor(HOUR);
    await here.act(id, 'unsnooze');
    const { version: _, openUntil, ...after } = await here.note(id);
    const { version: _v, openUntil: _o, ...as } = before;
    expect(after).toEqual(as);
    expect(openUntil).toBeLessThanOrEqual(here.now() + 72 * HOUR);
    expect((await here.inbox()).ids).toEqual([newer.id, id]);
    expect((await here.inbox(how === 'seen' ? 'open' : 'unread')).ids).toContain(id);
    expect(here.cameOut.filter(({ notificationId }) => notificationId === id)).toHaveLength(1);
    await here.runFor(40 * DAY);
    expect(await here.note(id)).toMatchObject({ outcome: 'expired' });
    const mails = here.mails.filter(({ about }) => about === id);
    expect(mails).toHaveLength(how === 'seen' ? 0 : 1);
  });
});
