import type { ChatMessage } from '../../shared/adapters/chat.ts';
import type { PushMessage } from '../../shared/adapters/web-push.ts';
import type { PushPayload } from '../../shared/contracts/notifications-contract.ts';
import { mailLook } from '../../shared/domain/brand/brand-colours.ts';
import { signActionToken } from '../../shared/domain/notifications/action-token.ts';
import type { Bundle } from '../../shared/domain/notifications/bundle.ts';
import { effectKey, pushUsefulUntil } from '../../shared/domain/notifications/delivery.ts';
import { roundOf } from '../../shared/domain/notifications/notification.ts';
import { type Instant, SECOND } from '../../shared/kernel/instant.ts';
import { type DigestText, digestText } from '../../shared/messages/digest.ts';
import { type MessageLanguage, pickLanguage, textsIn } from '../../shared/messages/languages.ts';
import { chatText, openLabel, pushText } from '../../shared/messages/render.ts';
import type { StoredNotification } from '../../shared/store/notification-store.ts';
import type { Reach } from './bring.ts';

export type Message = Omit<PushMessage, 'endpoint' | 'keys'>;
export type ChatText = Pick<ChatMessage, 'text' | 'link'>;

/** The language that the recipient is written to in. */
export const shownIn = ({ agent, settings }: Reach): MessageLanguage =>
  pickLanguage(agent?.languages ?? [], settings.company.languages);

/** The same message for all browsers of the recipient: in their language, without the customer's name. */
export function messageFor(
  notification: StoredNotification,
  given: { reach: Reach; tokenKey: string; now: Instant; usefulMs?: number },
): Message {
  const { reach, tokenKey, now, usefulMs } = given;
  const language = shownIn(reach);
  const tag = effectKey(notification, 'push');
  const { acknowledge, snoozeHour } = textsIn(language);
  const payload: PushPayload = {
    notificationId: notification.id,
    tag,
    ...(roundOf(notification) > 1 ? { round: roundOf(notification) } : {}),
    ...pushText(notification, language),
    path: `/inbox/${notification.id}`,
    actionToken: signActionToken(tokenKey, notification, now),
    acknowledgeLabel: acknowledge,
    snoozeLabel: snoozeHour,
  };
  return {
    payload: JSON.stringify(payload),
    topic: tag,
    ttlSeconds: Math.max(1, Math.floor((pushUsefulUntil(notification, usefulMs) - now) / SECOND)),
    urgency: notification.kind === 'profile-updated' ? 'normal' : 'high',
    contact: reach.settings.company.replyTo,
  };
}

/** The same for a chat, where the team may read along: no customer's name either. */
export const chatOf = (
  notification: StoredNotification,
  { reach, origin }: { reach: Reach; origin: string },
): ChatText => ({
  text: chatText(notification, shownIn(reach)),
  link: {
    label: openLabel(shownIn(reach), reach.settings.company.brand),
    href: `${origin}/inbox/${notification.id}`,
  },
});

/** What is said of many at once, on each channel. */
export function textOf(
  { why }: Pick<Bundle, 'why'>,
  notifications: readonly StoredNotification[],
  { reach, origin }: { reach: Reach; origin: string },
): DigestText {
  const { agent, settings } = reach;
  return digestText(notifications, {
    ...{ why, shownIn: shownIn(reach), brand: settings.company.brand, origin },
    agent: agent?.name ?? '',
    zone: agent?.zone ?? settings.company.zone,
    look: mailLook(settings.company.accent),
  });
}

/** A push for many opens the inbox where what nobody has seen stands, and can be answered only there. */
export function bundleMessage(
  bundle: Pick<Bundle, 'id' | 'recipientId'>,
  given: { text: DigestText; reach: Reach; ttlSeconds: number },
): Message {
  const tag = effectKey(bundle, 'push');
  const payload: PushPayload = {
    notificationId: bundle.id,
    tag,
    ...given.text.push,
    path: '/inbox?filter=unread',
  };
  return {
    payload: JSON.stringify(payload),
    topic: tag,
    ttlSeconds: given.ttlSeconds,
    urgency: 'normal',
    contact: given.reach.settings.company.replyTo,
  };
}
