import * as z from 'zod/mini';
import { nothing, pageQuery } from './common.ts';
import { defineRoute } from './define-route.ts';

export const notificationStates = [
  'queued',
  'sent',
  'delivered',
  'seen',
  'acknowledged',
  'done',
  'failed',
  'suppressed',
  'expired',
  'cancelled',
] as const;
export type NotificationState = (typeof notificationStates)[number];

export const deliveryView = z.object({
  channel: z.enum(['live', 'push', 'mail']),
  state: z.enum(['sending', 'sent', 'failed', 'gone', 'skipped']),
  attempts: z.int(),
  at: z.string(),
  detail: z.optional(z.string()),
});

export const notificationView = z.object({
  id: z.string(),
  recipientId: z.string(),
  kind: z.string(),
  state: z.enum(notificationStates),
  accountId: z.string(),
  accountName: z.string(),
  /** The customer's language; texts are in the agent's. */
  language: z.string(),
  product: z.optional(z.string()),
  title: z.string(),
  text: z.string(),
  reason: z.string(),
  taskId: z.optional(z.string()),
  occurredAt: z.string(),
  createdAt: z.string(),
  seenAt: z.optional(z.string()),
  acknowledgedAt: z.optional(z.string()),
  acknowledgedBy: z.optional(z.string()),
  version: z.int(),
});
export type NotificationView = z.infer<typeof notificationView>;

/** A browser's push subscription, as `PushSubscription.toJSON()` gives it. */
export const pushSubscription = z.strictObject({
  endpoint: z.string().check(z.maxLength(2048), z.regex(/^https?:\/\//, 'must be an https address')),
  expirationTime: z.optional(z.nullable(z.number())),
  keys: z.strictObject({
    p256dh: z
      .string()
      .check(z.regex(/^[A-Za-z0-9_-]{86,88}=?$/, 'must be an uncompressed P-256 point in base64url')),
    auth: z.string().check(z.regex(/^[A-Za-z0-9_-]{22}={0,2}$/, 'must be 16 bytes in base64url')),
  }),
});
export type PushSubscriptionInput = z.infer<typeof pushSubscription>;

const staff = { access: { to: 'staff' }, answeredBy: 'notifications-api' } as const;

export const listNotifications = defineRoute({
  ...staff,
  id: 'list-notifications',
  method: 'GET',
  path: '/v1/notifications',
  summary: 'The inbox of the one who asks, the newest first.',
  query: pageQuery,
  answer: z.object({
    notifications: z.array(notificationView),
    unseen: z.int(),
    cursor: z.optional(z.string()),
  }),
});
export const getNotification = defineRoute({
  ...staff,
  id: 'get-notification',
  method: 'GET',
  path: '/v1/notifications/{notificationId}',
  summary: 'One notification with its deliveries.',
  answer: z.object({ ...notificationView.shape, deliveries: z.array(deliveryView) }),
});
export const markSeen = defineRoute({
  ...staff,
  id: 'mark-seen',
  method: 'POST',
  path: '/v1/notifications/{notificationId}/seen',
  summary: 'The recipient has it in front of them.',
  body: nothing,
  answer: notificationView,
});
export const acknowledge = defineRoute({
  ...staff,
  id: 'acknowledge',
  method: 'POST',
  path: '/v1/notifications/{notificationId}/acknowledge',
  summary: 'The recipient takes it on.',
  body: nothing,
  answer: notificationView,
});
export const putSubscription = defineRoute({
  ...staff,
  id: 'put-subscription',
  method: 'PUT',
  path: '/v1/me/push-subscriptions',
  summary: 'This browser wants push messages; at most ten per person.',
  body: pushSubscription,
  answer: z.object({ id: z.string() }),
});
export const deleteSubscription = defineRoute({
  ...staff,
  id: 'delete-subscription',
  method: 'DELETE',
  path: '/v1/me/push-subscriptions/{subscriptionId}',
  summary: 'This browser wants no more push messages.',
  answer: nothing,
});
/** What a shown push may do without the page: the token in the push allows this one thing for a short time. */
export const pushAction = defineRoute({
  access: { to: 'public' },
  answeredBy: 'notifications-api',
  id: 'push-action',
  method: 'POST',
  path: '/v1/push-actions',
  summary:
    'Acknowledges from the notification itself; the token that came with the push is the right to do so.',
  body: z.strictObject({
    token: z.string().check(z.minLength(20), z.maxLength(200)),
    action: z.enum(['seen', 'acknowledge']),
  }),
  answer: z.object({ id: z.string(), state: z.enum(notificationStates) }),
});

/** What the encrypted push carries to the service worker: no customer's name, since lock screens are read by others. */
export const pushPayload = z.object({
  notificationId: z.string(),
  tag: z.string(),
  title: z.string(),
  body: z.string(),
  /** Same-origin path that a click opens. */
  path: z.string().check(z.regex(/^\/[^/\\]/)),
  actionToken: z.string(),
  acknowledgeLabel: z.string(),
});
export type PushPayload = z.infer<typeof pushPayload>;
