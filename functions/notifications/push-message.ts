import type { PushMessage } from '../../shared/adapters/web-push.ts';
import type { PushPayload } from '../../shared/contracts/notifications-contract.ts';
import { signActionToken } from '../../shared/domain/notifications/action-token.ts';
import { effectKey, pushUsefulUntil } from '../../shared/domain/notifications/delivery.ts';
import { type Instant, SECOND } from '../../shared/kernel/instant.ts';
import { pickLanguage, textsIn } from '../../shared/messages/languages.ts';
import { pushText } from '../../shared/messages/render.ts';
import type { StoredNotification } from '../../shared/store/notification-store.ts';
import type { StoredSettings } from '../../shared/store/settings-store.ts';

export type Message = Omit<PushMessage, 'endpoint' | 'keys'>;

/** The same message for all browsers of the recipient: in their language, without the customer's name. */
export function messageFor(
  notification: StoredNotification,
  given: { settings: StoredSettings; languages: readonly string[]; tokenKey: string; now: Instant },
): Message {
  const { settings, languages, tokenKey, now } = given;
  const shownIn = pickLanguage(languages, settings.company.languages);
  const tag = effectKey(notification, 'push');
  const payload: PushPayload = {
    notificationId: notification.id,
    tag,
    ...pushText(notification, shownIn),
    path: `/inbox/${notification.id}`,
    actionToken: signActionToken(tokenKey, notification, now),
    acknowledgeLabel: textsIn(shownIn).acknowledge,
  };
  return {
    payload: JSON.stringify(payload),
    topic: tag,
    ttlSeconds: Math.max(1, Math.floor((pushUsefulUntil(notification) - now) / SECOND)),
    urgency: notification.kind === 'profile-updated' ? 'normal' : 'high',
    contact: settings.company.replyTo,
  };
}
