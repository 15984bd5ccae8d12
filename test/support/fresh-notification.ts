import { type Notification, newNotification } from '../../shared/domain/notifications/notification.ts';
import { NOW } from './facts.ts';

/** What a notification of `NOW` is made from, and what it is about. */
export const given = {
  id: 'ntf_1',
  accountId: 'acme',
  occurredAt: NOW,
  correlation: 'evt_1',
  now: NOW,
  expireHours: 72,
};
export const about = {
  recipientId: 'anna',
  kind: 'signed-up',
  language: 'de',
  reason: 'owner-on-duty',
} as const;

/** A notification as it is wanted first, changed in part. */
export const fresh = (part: Partial<Notification> = {}): Notification => ({
  ...newNotification(about, given),
  ...part,
});
