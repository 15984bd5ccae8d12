import * as z from 'zod/mini';
import { languageTag, momentNames } from './account-events.ts';
import { defineEvent } from './define-event.ts';
import { idText } from './envelope.ts';

export const taskKinds = ['welcome-account', 'save-account', 'find-owner'] as const;
export type TaskKind = (typeof taskKinds)[number];

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
  data: { taskId: idText, kind: z.enum(taskKinds), agentId: idText },
  sample: { taskId: 'tsk_1', kind: 'welcome-account', agentId: 'anna' },
});

export const agentChanged = defineEvent({
  version: 1,
  from: 'inside',
  name: 'agent.changed',
  summary:
    'The roster changed: somebody came, left, is away, speaks another language or may take more accounts. Waiting work is looked at again.',
  consumers: ['team', 'views'],
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
    kind: z.enum([...momentNames, 'queued']),
    product: z.optional(idText),
    language: languageTag,
    reason: z.enum(['owner-on-duty', 'cover-on-duty', 'nobody-on-duty', 'lead']),
    ownerId: z.optional(idText),
    taskId: z.optional(idText),
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
