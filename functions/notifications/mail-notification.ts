import type { MailMessage, MailResult } from '../../shared/adapters/mail.ts';
import { mailLook } from '../../shared/domain/brand/brand-colours.ts';
import {
  awaitingReport,
  claim,
  conclude,
  type Delivery,
  effectKey,
  isAnswerLost,
  later,
} from '../../shared/domain/notifications/delivery.ts';
import { isUnseen, roundOf } from '../../shared/domain/notifications/notification.ts';
import { works } from '../../shared/domain/notifications/preferences.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { pickLanguage } from '../../shared/messages/languages.ts';
import { mailText } from '../../shared/messages/mail.ts';
import { loadDeliveries } from '../../shared/store/delivery-store.ts';
import type { TimerRow } from '../../shared/store/journal.ts';
import type { StoredNotification } from '../../shared/store/notification-store.ts';
import type { Handled } from '../../shared/store/ports.ts';
import { loadPreferences } from '../../shared/store/preferences-store.ts';
import { loadAgent, loginDigest, type StoredAgent } from '../../shared/store/roster-store.ts';
import { loadSettings, type StoredSettings } from '../../shared/store/settings-store.ts';
import { howFor } from './bring.ts';
import { DeliveryUnderWayError } from './delivery-under-way.ts';
import type { TickPorts } from './ports.ts';
import {
  cancelMail,
  closeMail,
  MAIL_TARGET,
  mailIsOff,
  recordMail,
  skipMail,
  writeDelivery,
} from './settle-mail.ts';

/**
 * Nobody has seen it for the configured time: a mail to the recipient, who is looked up again right now. The lease in
 * the delivery's row makes a lost answer recognisable; the timer stands until the mail has an end.
 */
export async function mailNotification(
  ports: TickPorts,
  notification: StoredNotification,
  timer: TimerRow,
): Promise<Handled> {
  const [agent, settings, person, deliveries] = await Promise.all([
    loadAgent(ports.table, notification.recipientId),
    loadSettings(ports.table),
    loadPreferences(ports.table, notification.recipientId),
    loadDeliveries(ports.table, notification.id),
  ]);
  const round = roundOf(notification);
  const held = deliveries.find(delivery => delivery.channel === 'mail' && (delivery.round ?? 1) === round);
  if (!isUnseen(notification)) return skipMail(ports, { notification, timer, held });
  if (!agent?.active) return cancelMail(ports, notification, timer);
  if (howFor(notification, { settings, person }).mail === 'never')
    return skipMail(ports, { notification, timer, held }, 'not-wanted');
  if (!works(person, 'mail', loginDigest(agent.email)))
    return mailIsOff(ports, { notification, timer, held });
  const asked = ports.clock.now();
  if (held && isAnswerLost(held, asked))
    return recordMail(ports, {
      ...{ notification, timer, delivery: awaitingReport(held, asked), read: held.version },
    });
  const claimed = claim(held, {
    notificationId: notification.id,
    channel: 'mail',
    target: MAIL_TARGET,
    ...(round > 1 ? { round } : {}),
    attemptId: ports.ids.random('att'),
    now: ports.clock.now(),
  });
  if (!claimed.ok && claimed.refusal === 'finished') return closeMail(ports, { notification, timer, held });
  if (!claimed.ok && claimed.refusal === 'spent' && held) {
    const spent = conclude(held, { state: 'failed', detail: 'attempts-used-up', at: ports.clock.now() });
    return recordMail(ports, { notification, timer, delivery: spent, read: held.version });
  }
  if (!claimed.ok) throw new DeliveryUnderWayError(notification.id);
  if (!(await writeDelivery(ports, claimed.value, held?.version)))
    throw new DeliveryUnderWayError(notification.id);
  const message = messageFor(notification, { agent, settings, origin: ports.origin });
  const result = await ports.mail.send(message);
  const delivery = afterMail(claimed.value, result, {
    now: ports.clock.now(),
    until: notification.openUntil,
  });
  return recordMail(ports, { notification, timer, delivery, read: (held?.version ?? 0) + 1 });
}

function messageFor(
  notification: StoredNotification,
  { agent, settings, origin }: { agent: StoredAgent; settings: StoredSettings; origin: string },
): MailMessage {
  const { brand, replyTo, languages, accent } = settings.company;
  const text = mailText(notification, {
    shownIn: pickLanguage(agent.languages, languages),
    brand,
    agent: agent.name,
    accountId: notification.accountId,
    link: `${origin}/inbox/${notification.id}`,
    look: mailLook(accent),
  });
  return {
    ...text,
    to: agent.email,
    fromName: brand,
    replyTo,
    effectKey: effectKey(notification, 'mail'),
    about: notification.id,
  };
}

/** What the mail service's answer means for the delivery. */
export function afterMail(
  claimed: Delivery,
  result: MailResult,
  { now, until }: { now: Instant; until: Instant },
): Delivery {
  switch (result.result) {
    case 'sent':
      return conclude(claimed, { state: 'sent', detail: 'taken-by-mail-service', at: now });
    case 'refused':
      return conclude(claimed, { state: 'failed', detail: result.why, at: now });
    case 'later':
      return later(claimed, { detail: result.why, now, until });
  }
}
