import {
  afterPush,
  claim,
  conclude,
  type Delivery,
  pushUsefulUntil,
} from '../../shared/domain/notifications/delivery.ts';
import { checkEndpoint } from '../../shared/domain/notifications/push-endpoint.ts';
import type { Subscription } from '../../shared/domain/notifications/push-subscription.ts';
import { deliveryWrite, type StoredDelivery } from '../../shared/store/delivery-store.ts';
import { arm } from '../../shared/store/journal.ts';
import { notificationPk } from '../../shared/store/keys.ts';
import type { StoredNotification } from '../../shared/store/notification-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { unsubscribeWrites } from '../../shared/store/subscription-store.ts';
import type { Write } from '../../shared/store/table.ts';
import type { PushPorts } from './ports.ts';
import type { Message } from './push-message.ts';

/** How one delivery stands after this try; `busy` and `not-yet` are other runs' business. */
export type Sent = 'sent' | 'later' | 'failed' | 'gone' | 'skipped' | 'busy' | 'not-yet' | 'finished';

type Job = {
  readonly notification: StoredNotification;
  readonly subscription: Subscription;
  readonly message: Message;
  readonly held: StoredDelivery | undefined;
};

/** One attempt on one browser: take it, check the address again, send, write down what was answered. */
export async function pushTo(ports: PushPorts, job: Job): Promise<Sent> {
  const { notification, subscription, held } = job;
  const claimed = claim(held, {
    notificationId: notification.id,
    channel: 'push',
    target: subscription.id,
    attemptId: ports.ids.random('att'),
    now: ports.clock.now(),
  });
  if (!claimed.ok && claimed.refusal !== 'spent')
    return claimed.refusal === 'finished' && held?.state === 'sent' ? 'sent' : claimed.refusal;
  if (!claimed.ok) {
    if (!held) return 'finished';
    const spent = conclude(held, { state: 'failed', detail: 'attempts-used-up', at: ports.clock.now() });
    return record(ports, { delivery: spent, read: held.version, subscription });
  }
  const read = (held?.version ?? 0) + 1;
  const taken = await commit(ports, [deliveryWrite(claimed.value, held?.version)]);
  if (!taken) return 'busy';
  return record(ports, { delivery: await attempt(ports, job, claimed.value), read, subscription });
}

async function attempt(ports: PushPorts, job: Job, claimed: Delivery): Promise<Delivery> {
  const { notification, subscription, message } = job;
  const { endpoint, keys } = subscription;
  if (!checkEndpoint(endpoint, ports.extraPushHost).ok)
    return conclude(claimed, { state: 'gone', detail: 'endpoint-not-allowed', at: ports.clock.now() });
  const answer = await ports.webPush.send({ ...message, endpoint, keys });
  return afterPush(claimed, answer, { now: ports.clock.now(), usefulUntil: pushUsefulUntil(notification) });
}

/** Writes the answer down, with what it leads to: the next attempt's timer, or the end of the subscription. */
async function record(
  ports: PushPorts,
  { delivery, read, subscription }: { delivery: Delivery; read: number; subscription: Subscription },
): Promise<Sent> {
  const { retryAt, attempts, notificationId, target, state } = delivery;
  const retry = {
    ...{ pk: notificationPk(notificationId), kind: 'notification.retry' as const, name: target },
    ...{ epoch: attempts, now: ports.clock.now() },
  };
  const written = await commit(ports, [
    deliveryWrite(delivery, read),
    ...(retryAt === undefined ? [] : [arm({ ...retry, dueAt: retryAt })]),
  ]);
  if (!written) return 'busy';
  // In a commit of its own: somebody may have moved or renewed the browser meanwhile, and the answer counts all the same.
  if (state === 'gone') await commit(ports, unsubscribeWrites(subscription));
  return state === 'sending' ? 'later' : state;
}

/** False when somebody was faster. */
const commit = async ({ table, ids }: Ports, writes: readonly Write[]): Promise<boolean> =>
  (await table.commit({ commitId: ids.random('cmt'), writes })).done;
