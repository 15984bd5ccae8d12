import * as z from 'zod/mini';
import { idText, instantText, nothing, pageQuery } from './common.ts';
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
  channel: z.enum(['live', 'push', 'mail', 'chat']),
  /** Which time it was brought before the recipient: 1 is the first, a snooze that ended or news about it count on. */
  round: z.int(),
  state: z.enum(['sending', 'sent', 'delivered', 'failed', 'gone', 'skipped']),
  attempts: z.int(),
  at: z.string(),
  detail: z.optional(z.string()),
  /** The message that carried it together with others. */
  bundleId: z.optional(z.string()),
});

/** One line of what happened to a notification, the oldest first: `what` is a kebab word such as `snoozed`. */
export const historyLine = z.object({
  at: z.string(),
  what: z.string(),
  by: z.optional(z.string()),
  why: z.optional(z.string()),
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
  subjectKind: z.optional(z.enum(['device-case', 'depot', 'agent', 'call', 'outreach'])),
  subjectId: z.optional(z.string()),
  escalationId: z.optional(z.string()),
  /** Until when the subject is promised; no snooze goes past it. */
  dueAt: z.optional(z.string()),
  critical: z.boolean(),
  /** How often the same was told while it was open: 1, or more when news came to it. */
  times: z.int(),
  snoozedUntil: z.optional(z.string()),
  snoozeReason: z.optional(z.string()),
  /** True when the promise's end made the snooze shorter than asked for. */
  snoozeCapped: z.optional(z.boolean()),
  /** Not pushed before, and why: `off-duty`, `quiet`, `collapsed`, `cap`, `digest`. */
  heldUntil: z.optional(z.string()),
  heldWhy: z.optional(z.string()),
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

/** As many as there are, up to 1,000. */
export const inboxCounts = z.object({ unread: z.int(), open: z.int(), snoozed: z.int() });
export type InboxCounts = z.infer<typeof inboxCounts>;

/** What a person gets how. `push`, `mail` and `chat` say whether the channel is used. */
const channelChoice = {
  push: z.optional(z.boolean()),
  /** `fallback`: when nobody looked for the configured time; `always`: at once beside the push. */
  mail: z.optional(z.enum(['never', 'fallback', 'always'])),
  chat: z.optional(z.boolean()),
  /** When pushes may come: `duty` in working hours, `always`, or the hours given in `windows`. */
  quiet: z.optional(z.enum(['duty', 'always', 'windows'])),
};
export const kindPreference = z.strictObject(channelChoice);
export type KindPreference = z.infer<typeof kindPreference>;

const time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 08:00'));
/** One message for what came since the last one and is still unseen, of the kinds named or of all. */
export const digestInput = z.strictObject({
  id: idText,
  channel: z.enum(['push', 'mail']),
  every: z.enum(['hour', 'day']),
  /** For `day`: wall-clock time in the person's zone. */
  at: z.optional(time),
  kinds: z.optional(z.array(idText).check(z.minLength(1), z.maxLength(40))),
});
export type DigestInput = z.infer<typeof digestInput>;

const window = z.tuple([time, z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/))]);
const dayWindows = z.optional(z.array(window).check(z.maxLength(6)));
export const preferencesInput = z.strictObject({
  ...channelChoice,
  /** Wall-clock hours in the person's zone in which pushes may come, when `quiet` is `windows`. */
  windows: z.optional(
    z.strictObject({
      mon: dayWindows,
      tue: dayWindows,
      wed: dayWindows,
      thu: dayWindows,
      fri: dayWindows,
      sat: dayWindows,
      sun: dayWindows,
    }),
  ),
  /** For each kind what differs; a kind that the company made critical or fixed is taken as the company says. */
  kinds: z.record(idText, kindPreference),
  digests: z.array(digestInput).check(z.maxLength(6)),
  /** Incoming webhook of a chat, Slack-compatible; its host must be one the company allows. Not shown again. */
  chatUrl: z.optional(z.nullable(z.string().check(z.maxLength(2048)))),
  /** Channels that were switched off and are to be tried again. */
  mend: z.optional(z.array(z.enum(['mail', 'chat'])).check(z.maxLength(2))),
});
export type PreferencesInput = z.infer<typeof preferencesInput>;

/** What holds for one kind after company, person and kind were asked, and whether the company leaves no choice. */
export const effectivePreference = z.object({
  kind: z.string(),
  critical: z.boolean(),
  fixed: z.boolean(),
  push: z.boolean(),
  mail: z.enum(['never', 'fallback', 'always']),
  chat: z.boolean(),
  quiet: z.enum(['duty', 'always', 'windows']),
});
export const preferencesView = z.object({
  push: z.optional(z.boolean()),
  mail: z.optional(z.enum(['never', 'fallback', 'always'])),
  chat: z.optional(z.boolean()),
  quiet: z.optional(z.enum(['duty', 'always', 'windows'])),
  windows: preferencesInput.shape.windows,
  kinds: z.record(z.string(), kindPreference),
  digests: z.array(digestInput),
  /** Host of the chat's webhook; its address is a secret and not shown. */
  chatHost: z.optional(z.string()),
  /** Hosts that the company allows for chats. */
  chatHosts: z.array(z.string()),
  /** Channels that were switched off because they do not work, with the reason. */
  off: z.array(z.object({ channel: z.enum(['mail', 'chat']), why: z.string(), at: z.string() })),
  effective: z.array(effectivePreference),
  version: z.int(),
});
export type PreferencesView = z.infer<typeof preferencesView>;

const staff = { access: { to: 'staff' }, answeredBy: 'notifications-api' } as const;

export const listNotifications = defineRoute({
  ...staff,
  id: 'list-notifications',
  method: 'GET',
  path: '/v1/notifications',
  summary:
    'The inbox of the one who asks, the newest first: everything, or what is `open`, `unread` or `snoozed`. A lead reads the whole team’s open ones with `of=team`.',
  query: z.object({
    ...pageQuery.shape,
    /** `all` is what is not snoozed, ended ones included; it is taken when nothing is said. */
    filter: z.optional(z.enum(['all', 'open', 'unread', 'snoozed'])),
    /** `team` is for leads, with the filters `open`, `unread` and `snoozed`. */
    of: z.optional(z.enum(['me', 'team'])),
  }),
  answer: z.object({
    notifications: z.array(notificationView),
    unseen: z.int(),
    counts: inboxCounts,
    cursor: z.optional(z.string()),
  }),
});
export const getNotification = defineRoute({
  ...staff,
  id: 'get-notification',
  method: 'GET',
  path: '/v1/notifications/{notificationId}',
  summary: 'One notification with its deliveries and its history.',
  answer: z.object({
    ...notificationView.shape,
    deliveries: z.array(deliveryView),
    history: z.array(historyLine),
  }),
});
const snoozeInput = {
  until: instantText,
  /** Why it may wait, as typed. */
  reason: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
};
export const snooze = defineRoute({
  ...staff,
  id: 'snooze-notification',
  method: 'POST',
  path: '/v1/notifications/{notificationId}/snooze',
  summary:
    'Puts it away for 3 minutes to 90 days, never past its promise: then it comes back new and unread, and is pushed again.',
  body: z.strictObject(snoozeInput),
  answer: notificationView,
});
export const unsnooze = defineRoute({
  ...staff,
  id: 'unsnooze-notification',
  method: 'POST',
  path: '/v1/notifications/{notificationId}/unsnooze',
  summary: 'Brings it back at once, as it was before.',
  body: nothing,
  answer: notificationView,
});
export const bulkAct = defineRoute({
  ...staff,
  id: 'act-on-notifications',
  method: 'POST',
  path: '/v1/notification-actions',
  summary: 'One action on up to 100 notifications; each is answered for itself.',
  body: z.strictObject({
    ids: z.array(idText).check(z.minLength(1), z.maxLength(100)),
    do: z.enum(['seen', 'acknowledge', 'snooze', 'unsnooze']),
    until: z.optional(instantText),
    reason: snoozeInput.reason,
  }),
  answer: z.object({
    results: z.array(
      z.object({
        id: z.string(),
        ok: z.boolean(),
        refusal: z.optional(z.string()),
        /** Who was faster, when somebody was. */
        by: z.optional(z.string()),
        notification: z.optional(notificationView),
      }),
    ),
  }),
  maxBytes: 16 * 1024,
});
export const getPreferences = defineRoute({
  ...staff,
  id: 'get-preferences',
  method: 'GET',
  path: '/v1/me/preferences',
  summary: 'How the one who asks wants to be told, and what comes of it for each kind.',
  answer: preferencesView,
});
export const putPreferences = defineRoute({
  ...staff,
  id: 'put-preferences',
  method: 'PUT',
  path: '/v1/me/preferences',
  summary:
    'Writes how the one who asks wants to be told; `chatUrl: null` takes the chat away, none keeps it.',
  body: preferencesInput,
  answer: preferencesView,
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
    /** `delivered`: the browser showed it; `snooze` is for an hour. */
    action: z.enum(['delivered', 'seen', 'acknowledge', 'snooze']),
  }),
  answer: z.object({ id: z.string(), state: z.enum(notificationStates) }),
});
/** One-click unsubscribe of RFC 8058: mail programs post to the address in the mail's header. */
export const mailAction = defineRoute({
  access: { to: 'public' },
  answeredBy: 'notifications-api',
  id: 'mail-action',
  method: 'POST',
  path: '/v1/mail-actions/{token}',
  summary: 'Takes a mail digest off; the token that came in the mail’s header is the right to do so.',
  /** Mail programs send a form, which says nothing that is needed. */
  body: z.optional(nothing),
  answer: nothing,
});

/** What the encrypted push carries to the service worker: no customer's name, since lock screens are read by others. */
export const pushPayload = z.object({
  notificationId: z.string(),
  tag: z.string(),
  /** Which time it is brought; a later one takes the place of the one before and may ring again. */
  round: z.optional(z.int()),
  title: z.string(),
  body: z.string(),
  /** Same-origin path that a click opens. */
  path: z.string().check(z.regex(/^\/[^/\\]/)),
  /** Absent in a message for many. */
  actionToken: z.optional(z.string()),
  acknowledgeLabel: z.optional(z.string()),
  snoozeLabel: z.optional(z.string()),
});
export type PushPayload = z.infer<typeof pushPayload>;
