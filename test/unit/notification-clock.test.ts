import { beforeEach, describe, expect, test } from '@jest/globals';
import { takeMailEvent } from '../../functions/notifications/answer-mail-event.ts';
import { actOnNotification } from '../../functions/notifications/answer-person.ts';
import { answerTick } from '../../functions/notifications/answer-tick.ts';
import { DeliveryUnderWayError } from '../../functions/notifications/delivery-under-way.ts';
import { HOUR, SECOND } from '../../shared/kernel/instant.ts';
import { loadDeliveries } from '../../shared/store/delivery-store.ts';
import { loadNotification } from '../../shared/store/notification-store.ts';
import { TooEarlyError } from '../../shared/store/timer-store.ts';
import { deliveredEvent } from '../support/mail-events.ts';
import { ACCOUNT_NAME, type Room, room, START } from '../support/notifications.ts';

let here: Room;
let id: string;
const anna = { id: 'anna', roles: ['agent'] };
beforeEach(async () => {
  here = room();
  await here.seed();
  ({ id } = await here.queue());
});
const mailTick = () => here.tickOf(id, 'notification.mail-fallback');
/** The mail goes out, and the answer gets lost on its way. */
async function loseAnswer(): Promise<void> {
  here.script.mail = () => {
    throw new Error('socket hang up');
  };
  await expect(answerTick(here.ports, mailTick())).rejects.toThrow('socket hang up');
  here.script.mail = () => ({ result: 'sent', messageId: 'm' });
  await expect(answerTick(here.ports, mailTick())).rejects.toBeInstanceOf(DeliveryUnderWayError);
  here.pass(30 * SECOND);
}
const mailDelivery = async () =>
  (await loadDeliveries(here.table, id)).find(delivery => delivery.channel === 'mail');

describe('a notification nobody has seen for the configured time', () => {
  beforeEach(() => here.moveTo(START + 20 * SECOND));

  test('is mailed once, to the agent, in the agent’s language, without the customer’s name', async () => {
    const tick = mailTick();
    expect((await answerTick(here.ports, tick)).decision).toBe('mailed');
    expect((await answerTick(here.ports, tick)).decision).toBe('gone');
    expect(here.mails).toHaveLength(1);
    const [mail] = here.mails;
    expect(mail).toMatchObject({ to: 'anna@acorn.example', replyTo: 'care@acorn.example' });
    expect(mail?.subject).toBe('Acorn: Neue Anmeldung');
    expect(mail?.text).toContain(`https://care.example/inbox/${id}`);
    expect(JSON.stringify(mail)).not.toContain(ACCOUNT_NAME);
    expect(await loadNotification(here.table, id)).toMatchObject({ state: 'sent' });
    expect(await mailDelivery()).toMatchObject({ state: 'sent', attempts: 1 });
  });

  test('is not mailed when it was seen meanwhile: the timer is gone', async () => {
    const tick = mailTick();
    await actOnNotification(here.ports, anna, { notificationId: id, act: 'seen' });
    expect((await answerTick(here.ports, tick)).decision).toBe('gone');
    expect(here.mails).toEqual([]);
    expect(here.timer(id, 'notification.expire')).toBeDefined();
  });

  test('is not mailed when it is seen by the time of the tick, and that is written down', async () => {
    const row = here.rowsOf('notification')[0];
    await here.put({ ...(row as NonNullable<typeof row>), state: 'seen', seenAt: START });
    expect((await answerTick(here.ports, mailTick())).decision).toBe('not-needed');
    expect(here.mails).toEqual([]);
    expect(await mailDelivery()).toMatchObject({ state: 'skipped', detail: 'seen' });
  });

  test('is not mailed to somebody who left: it is cancelled, with all its timers', async () => {
    await here.setAgent('anna', { active: false });
    expect((await answerTick(here.ports, mailTick())).decision).toBe('cancelled');
    expect(here.mails).toEqual([]);
    expect(here.rowsOf('timer')).toEqual([]);
  });

  test('is not mailed by a tick of another epoch', async () => {
    expect((await answerTick(here.ports, { ...mailTick(), epoch: 7 })).decision).toBe('moved');
    expect(here.mails).toEqual([]);
  });

  test('after a lost answer waits for the mail service’s report, and is mailed again under the same key when none comes', async () => {
    await loseAnswer();
    expect((await answerTick(here.ports, mailTick())).decision).toBe('mail-later');
    expect(here.mails).toHaveLength(1);
    here.moveTo(mailTick().dueAt);
    expect((await answerTick(here.ports, mailTick())).decision).toBe('mailed');
    expect(new Set(here.mails.map(mail => mail.effectKey)).size).toBe(1);
    expect(await mailDelivery()).toMatchObject({ state: 'sent', attempts: 2, answerLost: true });
  });

  test('after a lost answer is not mailed again when the mail service reports that it arrived', async () => {
    await loseAnswer();
    await answerTick(here.ports, mailTick());
    await takeMailEvent(here.ports, { origin: 'test', text: deliveredEvent({ about: id }) });
    here.moveTo(mailTick().dueAt);
    expect((await answerTick(here.ports, mailTick())).decision).toBe('mailed');
    expect(here.mails).toHaveLength(1);
    expect(await mailDelivery()).toMatchObject({ state: 'delivered', attempts: 1 });
  });

  test('when the mail service has no room, waits longer each time and gives up after five attempts', async () => {
    here.script.mail = () => ({ result: 'later', why: 'throttled' });
    const decisions: string[] = [];
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 5; attempt++) {
      const tick = mailTick();
      here.moveTo(tick.dueAt);
      decisions.push((await answerTick(here.ports, tick)).decision);
      pauses.push((here.timer(id, 'notification.mail-fallback')?.dueAt ?? tick.dueAt) - tick.dueAt);
    }
    expect(decisions).toEqual(['mail-later', 'mail-later', 'mail-later', 'mail-later', 'nobody-reachable']);
    expect(pauses.slice(0, 4)).toEqual([...pauses.slice(0, 4)].sort((a, b) => a - b));
    expect(await mailDelivery()).toMatchObject({ state: 'failed', detail: 'throttled', attempts: 5 });
    expect(here.mails).toHaveLength(5);
  });

  test('when the mail is refused, stays in the inbox and ends as failed when its time is over', async () => {
    here.script.mail = () => ({ result: 'refused', why: 'message-rejected' });
    expect((await answerTick(here.ports, mailTick())).decision).toBe('nobody-reachable');
    expect(await loadNotification(here.table, id)).toMatchObject({ state: 'queued' });
    here.moveTo(START + 72 * HOUR);
    await answerTick(here.ports, here.tickOf(id, 'notification.expire'));
    expect(await loadNotification(here.table, id)).toMatchObject({
      outcome: 'failed',
      outcomeReason: 'no-channel-worked',
    });
  });
});

describe('a tick', () => {
  test('that is early comes back', async () => {
    here.moveTo(START + 20 * SECOND - 1);
    await expect(answerTick(here.ports, mailTick())).rejects.toBeInstanceOf(TooEarlyError);
    expect(here.mails).toEqual([]);
  });

  test('that is late acts with its true instant', async () => {
    const tick = here.tickOf(id, 'notification.expire');
    here.moveTo(START + 80 * HOUR);
    await answerTick(here.ports, here.tickOf(id, 'notification.mail-fallback'));
    expect((await answerTick(here.ports, tick)).decision).toBe('expired');
    expect(await loadNotification(here.table, id)).toMatchObject({
      outcome: 'expired',
      outcomeReason: 'never-seen',
      outcomeAt: START + 72 * HOUR,
    });
    expect(here.rowsOf('timer')).toEqual([]);
    expect((await answerTick(here.ports, tick)).decision).toBe('gone');
    expect(here.emitted('notification.changed')).toHaveLength(1);
  });

  test('of the end finds an acknowledged one settled and changes nothing', async () => {
    const tick = here.tickOf(id, 'notification.expire');
    await actOnNotification(here.ports, anna, { notificationId: id, act: 'acknowledge' });
    expect(here.rowsOf('timer')).toEqual([]);
    here.moveTo(START + 72 * HOUR);
    expect((await answerTick(here.ports, tick)).decision).toBe('gone');
    expect(await loadNotification(here.table, id)).toMatchObject({ outcome: 'acknowledged' });
  });
});
