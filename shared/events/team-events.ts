import * as z from 'zod/mini';
import { languageTag, momentNames } from './account-events.ts';
import { defineEvent } from './define-event.ts';
import { idText } from './envelope.ts';

export const taskKinds = [
  'welcome-account',
  'save-account',
  'find-owner',
  'device-case',
  'replenish-stock',
  'claim-work',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** Everything an agent may be told of. */
export const noticeKinds = [
  ...momentNames,
  'queued',
  'device-case-opened',
  'device-warned',
  'device-breached',
  'device-no-stock',
  'device-not-locked',
  'replenish-stock',
  'account-transferred',
  'task-handed-over',
  'channel-off',
  'call-asked',
  'call-due',
  'call-booked',
  'call-moved',
  'call-cancelled',
  'call-reminder',
  'call-late',
  'call-open',
  'call-following',
  'call-must-move',
  'outreach-opened',
  'outreach-noted',
  'outreach-short',
  'claim-work',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const recipientReasons = [
  'owner-on-duty',
  'cover-on-duty',
  'nobody-on-duty',
  'lead',
  'on-duty',
  'everyone-on-duty',
  'named',
  'handed-over',
] as const;
export type RecipientReason = (typeof recipientReasons)[number];

export const taskOpened = defineEvent({
  version: 1,
  from: 'inside',
  name: 'task.opened',
  summary: 'There is work for an agent, or for whoever takes it from the queue.',
  consumers: ['views'],
  data: { taskId: idText, kind: z.enum(taskKinds), agentId: z.optional(idText), dueAt: z.int() },
  sample: { taskId: 'tsk_1', kind: 'welcome-account', agentId: 'anna', dueAt: 1795341600000 },
});

export const taskDone = defineEvent({
  version: 1,
  from: 'inside',
  name: 'task.done',
  summary: 'The work is finished; what was told about it is settled too.',
  consumers: ['notifications', 'views'],
  data: { taskId: idText, kind: z.enum(taskKinds), agentId: z.union([idText, z.literal('-')]) },
  sample: { taskId: 'tsk_1', kind: 'welcome-account', agentId: 'anna' },
});

export const agentChanged = defineEvent({
  version: 1,
  from: 'inside',
  name: 'agent.changed',
  summary:
    'The roster changed: somebody came, left, is away, speaks another language or may take more accounts. Waiting work is looked at again.',
  consumers: ['team', 'calls', 'views'],
  data: { agentId: idText, agentVersion: z.int() },
  sample: { agentId: 'anna', agentVersion: 2 },
});

export const notificationWanted = defineEvent({
  version: 1,
  from: 'inside',
  name: 'notification.wanted',
  summary: 'Somebody must be told of something: whom, and why this person.',
  consumers: ['notifications'],
  data: {
    recipientId: idText,
    kind: z.enum(noticeKinds),
    product: z.optional(idText),
    language: languageTag,
    reason: z.enum(recipientReasons),
    ownerId: z.optional(idText),
    taskId: z.optional(idText),
    /** What it is about beside the account, when there is more to it. */
    subjectKind: z.optional(z.enum(['device-case', 'depot', 'agent', 'call', 'outreach'])),
    subjectId: z.optional(idText),
    /** The escalation it is a step of: acknowledging it stops the chain. */
    escalationId: z.optional(idText),
    /** Until when the subject is promised. */
    dueAt: z.optional(z.int()),
    /** Such as `at-75`: which share of the time is used up. */
    threshold: z.optional(idText),
    /** Goes out at once although the recipient is off duty; without it a step of an escalation waits for their hours. */
    critical: z.optional(z.boolean()),
  },
  sample: {
    recipientId: 'anna',
    kind: 'signed-up',
    product: 'repricer',
    language: 'de',
    reason: 'owner-on-duty',
    ownerId: 'anna',
    taskId: 'tsk_1',
  },
});

export const notificationReassigned = defineEvent({
  version: 1,
  from: 'inside',
  name: 'notification.reassigned',
  summary:
    'Work went from one agent to another: what the first one still has open about it is told to the second instead.',
  consumers: ['notifications'],
  data: {
    fromId: idText,
    /** Without one, nobody has it now: what was told ends all the same. */
    toId: z.optional(idText),
    reason: z.enum(recipientReasons),
    /** Only what was told about this task; without one, everything about the account. */
    taskId: z.optional(idText),
  },
  sample: { fromId: 'anna', toId: 'emil', reason: 'cover-on-duty', taskId: 'tsk_1' },
});

export const bundleClosed = defineEvent({
  version: 1,
  from: 'inside',
  name: 'bundle.closed',
  summary: 'Notifications that were held together are to be pushed as one message now.',
  consumers: ['push'],
  data: { bundleId: idText, recipientId: idText },
  sample: { bundleId: 'bnd_1', recipientId: 'anna' },
});

export const channelSwitchedOff = defineEvent({
  version: 1,
  from: 'inside',
  name: 'channel.failed',
  summary:
    'A channel of an agent does not work any more, such as a mailbox that bounces: the leads are told.',
  consumers: ['team'],
  data: { agentId: idText, channel: z.enum(['mail', 'chat']), why: idText },
  sample: { agentId: 'anna', channel: 'mail', why: 'bounced' },
});

export const notificationQueued = defineEvent({
  version: 1,
  from: 'inside',
  name: 'notification.queued',
  summary: 'A notification waits in its recipient’s inbox and is to be shown now.',
  consumers: ['push', 'views'],
  data: { notificationId: idText, recipientId: idText, notificationVersion: z.int() },
  sample: { notificationId: 'ntf_1', recipientId: 'anna', notificationVersion: 1 },
});

export const notificationChanged = defineEvent({
  version: 1,
  from: 'inside',
  name: 'notification.changed',
  summary: 'A notification was seen, acknowledged or settled; open consoles show it so.',
  consumers: ['views'],
  data: { notificationId: idText, recipientId: idText, notificationVersion: z.int() },
  sample: { notificationId: 'ntf_1', recipientId: 'anna', notificationVersion: 2 },
});
