import { createECDH } from 'node:crypto';
import { outreachSettled } from '../../../shared/events/outreach-events.ts';
import {
  channelSwitchedOff,
  type NoticeKind,
  notificationReassigned,
  notificationWanted,
} from '../../../shared/events/team-events.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/kernel/instant.ts';
import type { Tale } from '../tale.ts';
import { anna, bruno, carmen, emil, fatima, idOf, inTime, last } from './people.ts';

/** What people are told and what they do about it: by page, by push, by mail and for many at once. */
export async function inboxes(tale: Tale): Promise<void> {
  await waysToBeTold(tale);
  await togetherAsOne(tale);
  await hereAndThere(tale);
  await putAway(tale);
  await fromOutside(tale);
  await handedOver(tale);
}

const tell = ({ fact }: Tale, recipientId: string, kind: NoticeKind, more: object = {}) =>
  fact(notificationWanted.of({ recipientId, kind, language: 'de', reason: 'on-duty', ...more }), 'acme');

const curve = createECDH('prime256v1');
curve.setPrivateKey(Buffer.alloc(32, 7));
const browser = {
  endpoint: 'https://fcm.googleapis.com/fcm/send/kiosk',
  keys: {
    p256dh: curve.getPublicKey().toString('base64url'),
    auth: Buffer.alloc(16, 7).toString('base64url'),
  },
};

/** Anna wants cancellations by mail once an hour and the rest in her chat; one browser comes and goes. */
async function waysToBeTold({ ask, refused }: Tale): Promise<void> {
  const digest = { id: 'hourly', channel: 'mail', every: 'hour', kinds: ['cancelled'] };
  const ways = { kinds: {}, digests: [digest], quiet: 'always' };
  const elsewhere = { ...ways, chatUrl: 'https://chat.elsewhere.example/x' };
  await refused('put-preferences', { by: anna, body: elsewhere }, 422);
  const chatUrl = 'https://hooks.slack.com/services/T0/B0/x';
  await ask('put-preferences', { by: anna, body: { ...ways, chatUrl } });
  const { id } = await ask('put-subscription', { by: carmen, body: browser });
  await ask('put-subscription', { by: bruno, body: browser });
  await ask('delete-subscription', { by: bruno, params: { subscriptionId: String(id) } });
}

/** Three of a kind at once come as one and the rest; what is in the digest comes by one mail, which can be taken off. */
async function togetherAsOne(tale: Tale): Promise<void> {
  const { ask, refused, pass, world } = tale;
  for (const taskId of ['tsk_1', 'tsk_2', 'tsk_3']) {
    tell(tale, 'anna', 'signed-up', { taskId });
    await pass(5 * SECOND);
  }
  tell(tale, 'anna', 'cancelled');
  await pass(5 * MINUTE);
  tell(tale, 'anna', 'signed-up', { taskId: 'tsk_1' });
  await pass(70 * MINUTE);
  const url = world.outbox.mails.map(({ message }) => message.unsubscribeUrl).findLast(Boolean);
  const token = String(url).split('/').at(-1) ?? '-';
  await refused('mail-action', { by: 'anybody', params: { token: `${token.slice(0, -2)}xx` } }, 404);
  await ask('mail-action', { by: 'anybody', params: { token } });
}

/** Seen on the page, taken on from the push, and too late for whoever asks after the end. */
async function hereAndThere(tale: Tale): Promise<void> {
  const { ask, refused, pass, world } = tale;
  tell(tale, 'emil', 'converted');
  tell(tale, 'emil', 'trial-extended');
  await pass(MINUTE);
  const one = {
    params: { notificationId: idOf(last(tale, 'notification', { kind: 'converted' })) },
    body: {},
  };
  await refused('mark-seen', { by: bruno, ...one }, 403);
  await ask('mark-seen', { by: emil, ...one });
  await ask('acknowledge', { by: emil, ...one });
  const push = world.outbox.pushes
    .map(({ message }) => JSON.parse(message.payload) as { notificationId: string; actionToken?: string })
    .findLast(({ actionToken }) => actionToken);
  const token = push?.actionToken;
  const by = 'anybody';
  await refused('push-action', { by, body: { token: `${token?.slice(0, -4)}0000`, action: 'seen' } }, 404);
  for (const action of ['delivered', 'seen', 'snooze', 'acknowledge'])
    await ask('push-action', { by, body: { token, action } });
  await pass(MINUTE);
}

/** Put away for a while and back again: by itself, by hand, and many at once. */
async function putAway(tale: Tale): Promise<void> {
  const { ask, refused, pass } = tale;
  for (const kind of ['trial-started', 'product-added', 'contract-renewed'] as const)
    tell(tale, 'carmen', kind);
  await pass(MINUTE);
  const idFor = (kind: NoticeKind) => idOf(last(tale, 'notification', { kind, recipientId: 'carmen' }));
  const one = { by: carmen, params: { notificationId: idFor('trial-started') } };
  await refused('snooze-notification', { ...one, body: { until: inTime(tale, -HOUR) } }, 422);
  const nap = { until: inTime(tale, 10 * MINUTE), reason: 'in a call' };
  await ask('snooze-notification', { ...one, body: nap });
  await ask('unsnooze-notification', { ...one, body: {} });
  const ids = [idFor('product-added'), idFor('contract-renewed'), 'ntf_nobody'];
  await ask('act-on-notifications', { by: carmen, body: { ids, do: 'snooze', ...nap } });
  await pass(30 * MINUTE);
  await ask('act-on-notifications', { by: fatima, body: { ids, do: 'acknowledge' } });
  await pass(MINUTE);
}

/** A push service fails for a while; a mailbox bounces; a reason to call somebody is gone. */
async function fromOutside(tale: Tale): Promise<void> {
  const { fact, pass, world } = tale;
  const answers = world.channels.push;
  world.channels.push = () => ({ status: 503 });
  tell(tale, 'emil', 'contract-adjusted');
  await pass(MINUTE);
  world.channels.push = answers;
  await pass(10 * MINUTE);
  fact(channelSwitchedOff.of({ agentId: 'bruno', channel: 'mail', why: 'bounced' }), '-');
  const taskId = 'out_1';
  const about = { subjectKind: 'outreach', subjectId: taskId, taskId };
  tell(tale, 'emil', 'outreach-opened', about);
  await pass(MINUTE);
  fact(outreachSettled.of({ outreachId: taskId, cause: 'burst', ending: 'reached' }), 'acme');
  await pass(MINUTE);
}

/** What Emil was told of a task goes to Fatima, who never looks. */
async function handedOver(tale: Tale): Promise<void> {
  const { fact, pass } = tale;
  tell(tale, 'emil', 'signed-up', { taskId: 'tsk_9' });
  await pass(MINUTE);
  const over = { fromId: 'emil', toId: 'fatima', reason: 'handed-over', taskId: 'tsk_9' } as const;
  fact(notificationReassigned.of(over), 'acme');
  await pass(DAY + HOUR);
}
