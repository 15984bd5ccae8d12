import { beforeEach, describe, expect, test } from '@jest/globals';
import { answerTick } from '../../functions/notifications/answer-tick.ts';
import { DeliveryUnderWayError } from '../../functions/notifications/delivery-under-way.ts';
import { putSubscription } from '../../functions/notifications/keep-subscription.ts';
import { pushNotification } from '../../functions/notifications/push-notification.ts';
import type { PushResult } from '../../shared/adapters/web-push.ts';
import { pushPayload } from '../../shared/contracts/notifications-contract.ts';
import { HOUR, SECOND } from '../../shared/kernel/instant.ts';
import { deliveryWrite, loadDeliveries } from '../../shared/store/delivery-store.ts';
import { loadNotification } from '../../shared/store/notification-store.ts';
import { loadSubscriptions } from '../../shared/store/subscription-store.ts';
import { browser } from '../support/browser.ts';
import { ACCOUNT_NAME, type Room, room, START } from '../support/notifications.ts';

let here: Room;
let id: string;
beforeEach(async () => {
  here = room();
  await here.seed();
  ({ id } = await here.queue());
});
const subscribe = async (name = 'one') => {
  const put = await putSubscription(here.ports, 'anna', browser(name).subscription);
  if (!put.ok) throw new Error(put.refusal);
  return put.value.id;
};
const push = () => pushNotification(here.ports, here.queuedFact(id));
const answered = (answer: PushResult) => {
  here.script.push = () => answer;
};
const delivery = async () => (await loadDeliveries(here.table, id)).find(one => one.channel === 'push');

const inAMinute = 'Mon, 23 Nov 2026 09:01:00 GMT';
const table: [string, PushResult, { state: string; kept: boolean; retryAfterAtLeast?: number }][] = [
  ['200', { status: 200 }, { state: 'sent', kept: true }],
  ['201', { status: 201 }, { state: 'sent', kept: true }],
  ['202', { status: 202 }, { state: 'sent', kept: true }],
  ['301', { status: 301 }, { state: 'failed', kept: true }],
  ['307', { status: 307 }, { state: 'failed', kept: true }],
  ['400', { status: 400 }, { state: 'failed', kept: true }],
  ['403', { status: 403 }, { state: 'failed', kept: true }],
  ['404', { status: 404 }, { state: 'gone', kept: false }],
  ['410', { status: 410 }, { state: 'gone', kept: false }],
  ['413', { status: 413 }, { state: 'failed', kept: true }],
  [
    '429 in seconds',
    { status: 429, retryAfter: '90' },
    { state: 'sending', kept: true, retryAfterAtLeast: 90 },
  ],
  [
    '429 by date',
    { status: 429, retryAfter: inAMinute },
    { state: 'sending', kept: true, retryAfterAtLeast: 60 },
  ],
  ['429 for too long', { status: 429, retryAfter: '99999' }, { state: 'failed', kept: true }],
  ['500', { status: 500 }, { state: 'sending', kept: true, retryAfterAtLeast: 15 }],
  ['502', { status: 502 }, { state: 'sending', kept: true, retryAfterAtLeast: 15 }],
  [
    '503 with nonsense',
    { status: 503, retryAfter: 'x' },
    { state: 'sending', kept: true, retryAfterAtLeast: 15 },
  ],
  ['silence', { status: 'timeout' }, { state: 'sending', kept: true, retryAfterAtLeast: 15 }],
  ['a broken line', { status: 'unreachable' }, { state: 'sending', kept: true, retryAfterAtLeast: 15 }],
];

test.each(table)('a push service that answers %s', async (_, answer, expected) => {
  const target = await subscribe();
  answered(answer);
  await push();
  expect(await delivery()).toMatchObject({ state: expected.state, attempts: 1 });
  expect((await loadSubscriptions(here.table, 'anna')).length).toBe(expected.kept ? 1 : 0);
  const retry = here.timer(id, 'notification.retry', target);
  const { retryAfterAtLeast } = expected;
  if (retryAfterAtLeast === undefined) expect(retry).toBeUndefined();
  else expect(retry?.dueAt).toBeGreaterThanOrEqual(START + retryAfterAtLeast * SECOND);
  const state = expected.state === 'sent' ? 'sent' : 'queued';
  expect(await loadNotification(here.table, id)).toMatchObject({ state });
});

describe('a push', () => {
  test('speaks the agent’s language, names no customer, and stays below 3 KB', async () => {
    await subscribe();
    await push();
    const [message] = here.pushes;
    const payload = pushPayload.parse(JSON.parse(message?.payload ?? ''));
    expect(payload).toMatchObject({ title: 'Neue Anmeldung', acknowledgeLabel: 'Übernehmen' });
    expect(payload.path).toBe(`/inbox/${id}`);
    expect(payload.tag).toBe(message?.topic);
    expect(message?.topic).toMatch(/^[A-Za-z0-9_-]{1,32}$/);
    expect(message?.ttlSeconds).toBe(12 * 3600);
    expect(Buffer.byteLength(message?.payload ?? '')).toBeLessThan(3 * 1024);
    expect(message?.payload).not.toContain(ACCOUNT_NAME);
    expect(message?.payload).not.toContain('acme');
  });

  test('goes to every browser, and a repeat of the fact sends nothing more', async () => {
    await subscribe('one');
    await subscribe('two');
    expect(await push()).toMatchObject({ decision: 'pushed', detail: { sent: 2 } });
    await push();
    expect(here.pushes).toHaveLength(2);
  });

  test('without any browser is recorded as skipped; the mail remains', async () => {
    expect((await push()).decision).toBe('no-subscription');
    await push();
    expect(await loadDeliveries(here.table, id)).toMatchObject([
      { channel: 'push', state: 'skipped', detail: 'no-subscription' },
    ]);
    expect(here.timer(id, 'notification.mail-fallback')).toBeDefined();
  });

  test('is not sent to somebody who left, and the notification is cancelled', async () => {
    await subscribe();
    await here.setAgent('anna', { active: false });
    expect((await push()).decision).toBe('cancelled');
    expect(here.pushes).toEqual([]);
    expect(await loadNotification(here.table, id)).toMatchObject({ outcome: 'cancelled' });
  });

  test('is not sent when twelve hours have passed in the queue', async () => {
    await subscribe();
    here.moveTo(START + 12 * HOUR);
    expect((await push()).decision).toBe('too-late');
    expect(here.pushes).toEqual([]);
  });

  test('to an address that is allowed no more is not sent, and the browser is forgotten', async () => {
    const target = await subscribe();
    const row = here.rowsOf('subscription')[0] as NonNullable<ReturnType<Room['peek']>>;
    await here.put({ ...row, endpoint: 'https://169.254.169.254/latest/meta-data' });
    await push();
    expect(here.pushes).toEqual([]);
    expect(await delivery()).toMatchObject({ target, state: 'gone', detail: 'endpoint-not-allowed' });
    expect(await loadSubscriptions(here.table, 'anna')).toEqual([]);
  });

  test('that crashed before its answer is sent again after the lease, under the same topic', async () => {
    const target = await subscribe();
    const crash = { ...here.ports, webPush: { send: () => Promise.reject(new Error('crash')) } };
    await expect(pushNotification(crash, here.queuedFact(id))).rejects.toThrow('crash');
    await expect(push()).rejects.toBeInstanceOf(DeliveryUnderWayError);
    here.pass(30 * SECOND);
    expect((await push()).decision).toBe('pushed');
    expect(await delivery()).toMatchObject({ target, state: 'sent', attempts: 2, answerLost: true });
  });

  test('is tried five times, each time when its timer is due and not before', async () => {
    const target = await subscribe();
    answered({ status: 503 });
    await push();
    for (let attempt = 1; attempt < 5; attempt++) {
      await push();
      expect(here.pushes).toHaveLength(attempt);
      const tick = here.tickOf(id, 'notification.retry', target);
      here.moveTo(tick.dueAt);
      expect((await answerTick(here.ports, tick)).decision).toBe('push-again');
      await push();
    }
    expect(here.pushes).toHaveLength(5);
    expect(new Set(here.pushes.map(one => one.topic)).size).toBe(1);
    expect(await delivery()).toMatchObject({ state: 'failed', detail: 'answered-503', attempts: 5 });
    expect(here.timer(id, 'notification.retry', target)).toBeUndefined();
    expect(here.emitted('notification.queued')).toHaveLength(5);
  });

  test('that waits for another attempt is skipped once the notification was seen', async () => {
    const target = await subscribe();
    answered({ status: 503 });
    await push();
    const row = here.rowsOf('notification')[0] as NonNullable<ReturnType<Room['peek']>>;
    await here.put({ ...row, state: 'seen', seenAt: START });
    const tick = here.tickOf(id, 'notification.retry', target);
    here.moveTo(tick.dueAt);
    expect((await answerTick(here.ports, tick)).decision).toBe('not-needed');
    expect(await delivery()).toMatchObject({ state: 'skipped', detail: 'seen' });
  });

  test('whose last attempt has no known answer counts as failed, not as under way for ever', async () => {
    const target = await subscribe();
    const stuck = {
      ...({ notificationId: id, channel: 'push', target, state: 'sending', attempts: 5 } as const),
      at: START,
      leaseUntil: START + 1,
    };
    await here.table.commit({ commitId: 'c', writes: [deliveryWrite(stuck, undefined)] });
    here.pass(SECOND);
    await push();
    expect(await delivery()).toMatchObject({ state: 'failed', detail: 'attempts-used-up' });
    expect(here.pushes).toEqual([]);
  });
});
