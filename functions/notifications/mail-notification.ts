import type { MailMessage, MailResult } from '../../shared/adapters/mail.ts';
import { claim, conclude, type Delivery, effectKey, later } from '../../shared/domain/notifications/delivery.ts';
import { decide, isOpen, isUnseen } from '../../shared/domain/notifications/notification.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { pickLanguage } from '../../shared/messages/languages.ts';
import { mailText } from '../../shared/messages/mail.ts';
import { deliveryWrite, loadDeliveries, type StoredDelivery } from '../../shared/store/delivery-store.ts';
import { arm, type TimerRow } from '../../shared/store/journal.ts';
import type { StoredNotification } from '../../shared/store/notification-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadAgent, type StoredAgent } from '../../shared/store/roster-store.ts';
import { loadSettings, type StoredSettings } from '../../shared/store/settings-store.ts';
import { drop, type TickPorts } from './answer-tick.ts';
import { DeliveryUnderWayError } from './delivery-under-way.ts';
import { commitMove, markSent, tickFact } from './move-notification.ts';

const TARGET = 'address';

/**
 * Nobody has seen it for the configured time: a mail to the recipient, who is looked up again right now. The lease in
 * the delivery's row makes a lost answer recognisable; the timer stands until the mail has an end.
 */
export async function mailNotification(
  ports: TickPorts,
  notification: StoredNotification,
  timer: TimerRow,
): Promise<Handled> {
  const [agent, settings, deliveries] = await Promise.all([
    loadAgent(ports.table, notification.recipientId),
    loadSettings(ports.table),
    loadDeliveries(ports.table, notification.id),
  ]);
  const held = deliveries.find(delivery => delivery.channel === 'mail');
  if (!isUnseen(notification)) return skip(ports, { notification, timer, held });
  if (!agent?.active) return cancel(ports, notification, timer);
  const claimed = claim(held, {
    notificationId: notification.id,
    channel: 'mail',
    target: TARGET,
    attemptId: ports.ids.random('att'),
    now: ports.clock.now(),
  });
  if (!claimed.ok && claimed.refusal === 'finished') return close(ports, { notification, timer, held });
  if (!claimed.ok && claimed.refusal === 'spent' && held) {
    const spent = conclude(held, { state: 'failed', detail: 'attempts-used-up', at: ports.clock.now() });
    return record(ports, { notification, timer, delivery: spent, read: held.version });
  }
  if (!claimed.ok) throw new DeliveryUnderWayError(notification.id);
  if (!(await write(ports, claimed.value, held?.version))) throw new DeliveryUnderWayError(notification.id);
  const message = messageFor(notification, { agent, settings, origin: ports.origin });
  const result = await ports.mail.send(message);
  const delivery = afterMail(claimed.value, result, { now: ports.clock.now(), until: notification.openUntil });
  return record(ports, { notification, timer, delivery, read: (held?.version ?? 0) + 1 });
}

function messageFor(
  notification: StoredNotification,
  { agent, settings, origin }: { agent: StoredAgent; settings: StoredSettings; origin: string },
): MailMessage {
  const { brand, replyTo, languages } = settings.company;
  const text = mailText(notification, {
    shownIn: pickLanguage(agent.languages, languages),
    brand,
    agent: agent.name,
    accountId: notification.accountId,
    link: `${origin}/inbox/${notification.id}`,
  });
  return { ...text, to: agent.email, fromName: brand, replyTo, effectKey: effectKey(notification, 'mail') };
}

function afterMail(claimed: Delivery, result: MailResult, { now, until }: { now: Instant; until: Instant }): Delivery {
  switch (result.result) {
    case 'sent':
      return conclude(claimed, { state: 'sent', detail: 'taken-by-mail-service', at: now });
    case 'refused':
      return conclude(claimed, { state: 'failed', detail: result.why, at: now });
    case 'later':
      return later(claimed, { detail: result.why, now, until });
  }
}

type Open = {
  readonly notification: StoredNotification;
  readonly timer: TimerRow;
  readonly held: StoredDelivery | undefined;
};

/** Writes the answer down. The timer moves to the next attempt or goes; both find themselves again after a crash. */
async function record(
  ports: TickPorts,
  given: { notification: StoredNotification; timer: TimerRow; delivery: Delivery; read: number },
): Promise<Handled> {
  const { notification, timer, delivery, read } = given;
  const { retryAt, attempts } = delivery;
  const moved =
    retryAt === undefined
      ? []
      : [arm({ pk: timer.pk, kind: timer.kind, dueAt: retryAt, epoch: timer.epoch + 1, now: ports.clock.now() })];
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [deliveryWrite(delivery, read), ...moved],
  });
  if (!answer.done) throw new DeliveryUnderWayError(notification.id);
  if (retryAt !== undefined)
    return { decision: 'mail-later', detail: { notification: notification.id, attempts } };
  return close(ports, { notification, timer, held: { ...delivery, version: read + 1 } });
}

/** The mail has its end: the notification moves on, the timer goes. Nothing sent on any channel is said aloud. */
async function close(ports: TickPorts, { notification, timer, held }: Open): Promise<Handled> {
  if (held?.state === 'sent') {
    await markSent(ports, notification.id);
    return drop(ports, timer, 'mailed');
  }
  const nobody = notification.state === 'queued' && held?.state === 'failed';
  return drop(ports, timer, nobody ? 'nobody-reachable' : 'mail-failed');
}

async function skip(ports: TickPorts, { notification, timer, held }: Open): Promise<Handled> {
  if (held === undefined) {
    const skipped = { notificationId: notification.id, channel: 'mail', target: TARGET, attempts: 0 } as const;
    const detail = isOpen(notification) ? 'seen' : 'ended';
    await write(ports, { ...skipped, state: 'skipped', detail, at: ports.clock.now() }, undefined);
  }
  return drop(ports, timer, 'not-needed');
}

async function cancel(ports: TickPorts, before: StoredNotification, timer: TimerRow): Promise<Handled> {
  const ended = decide(before, { do: 'end', as: 'cancelled', reason: 'recipient-inactive' }, timer.dueAt);
  const cause = tickFact(before, timer, ports.clock.now());
  const after = ended.ok ? ended.value : before;
  const answer = await commitMove(ports, { before, after, cause, timer });
  if (!answer.done) throw new DeliveryUnderWayError(before.id);
  return { decision: 'cancelled', detail: { notification: before.id, why: 'recipient-inactive' } };
}

const write = async ({ table, ids }: Ports, delivery: Delivery, read: number | undefined): Promise<boolean> =>
  (await table.commit({ commitId: ids.random('cmt'), writes: [deliveryWrite(delivery, read)] })).done;
