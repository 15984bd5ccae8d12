import { afterPush, conclude, type Delivery } from '../../shared/domain/notifications/delivery.ts';
import { checkEndpoint } from '../../shared/domain/notifications/push-endpoint.ts';
import type { Subscription } from '../../shared/domain/notifications/push-subscription.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { StoredDelivery } from '../../shared/store/delivery-store.ts';
import { unsubscribeWrites } from '../../shared/store/subscription-store.ts';
import { attemptOn, type Sent } from './attempt.ts';
import type { PushPorts } from './ports.ts';
import type { Message } from './push-message.ts';
import { retryOf, type Subject } from './subject.ts';

type Job = {
  readonly subject: Subject;
  readonly subscription: Subscription;
  readonly message: Message;
  readonly held: StoredDelivery | undefined;
};

/** One attempt on one browser, whose address is checked again right before. */
export function pushTo(ports: PushPorts, { subject, subscription, message, held }: Job): Promise<Sent> {
  const { id, round, usefulUntil } = subject;
  return attemptOn(ports, {
    ...{ notificationId: id, channel: 'push', target: subscription.id, held },
    ...(round > 1 ? { round } : {}),
    retry: retryOf(subject),
    send: claimed => push(ports, { claimed, subscription, message, usefulUntil }),
    gone: () =>
      ports.table.commit({ commitId: ports.ids.random('cmt'), writes: unsubscribeWrites(subscription) }),
  });
}

type Push = Pick<Job, 'subscription' | 'message'> & { claimed: Delivery; usefulUntil: Instant };

async function push(
  ports: PushPorts,
  { claimed, subscription, message, usefulUntil }: Push,
): Promise<Delivery> {
  const { endpoint, keys } = subscription;
  if (!checkEndpoint(endpoint, ports.extraPushHost).ok)
    return conclude(claimed, { state: 'gone', detail: 'endpoint-not-allowed', at: ports.clock.now() });
  const answer = await ports.webPush.send({ ...message, endpoint, keys });
  return afterPush(claimed, answer, { now: ports.clock.now(), usefulUntil });
}
