import { pushUsefulUntil } from '../../shared/domain/notifications/delivery.ts';
import { isOpen, isUnseen } from '../../shared/domain/notifications/notification.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { notificationQueued } from '../../shared/events/team-events.ts';
import { deliveryWrite, loadDeliveries, type StoredDelivery } from '../../shared/store/delivery-store.ts';
import { loadNotification, type StoredNotification } from '../../shared/store/notification-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { loadSubscriptions } from '../../shared/store/subscription-store.ts';
import { DeliveryUnderWayError } from './delivery-under-way.ts';
import { markSent, moveNotification } from './move-notification.ts';
import type { PushPorts } from './ports.ts';
import { messageFor } from './push-message.ts';
import { pushTo, type Sent } from './push-to.ts';
import { settledIfOver } from './settle-escalation.ts';
import { skipRetries } from './skip-retries.ts';

/**
 * Pushes a queued notification to every browser of its recipient, who is looked up again right now. The rows of the
 * deliveries remember what was answered, so a repeat of the fact sends only what has no answer yet.
 */
export async function pushNotification(ports: PushPorts, fact: Fact): Promise<Handled> {
  if (!notificationQueued.is(fact)) return { decision: 'not-ours' };
  const found = await loadNotification(ports.table, fact.data.notificationId);
  const detail = { notification: fact.data.notificationId };
  if (!found) return { decision: 'not-found', detail };
  const notification = await settledIfOver(ports, found);
  if (!isUnseen(notification))
    return { decision: isOpen(notification) ? 'seen-before' : 'ended-before', detail };
  const agent = await loadAgent(ports.table, notification.recipientId);
  if (!agent?.active) return cancel(ports, notification, fact);
  if (pushUsefulUntil(notification) <= ports.clock.now()) return { decision: 'too-late', detail };
  return { ...(await pushToAll(ports, notification, agent.languages)) };
}

async function cancel(ports: Ports, { id }: StoredNotification, fact: Fact): Promise<Handled> {
  await moveNotification(ports, {
    notificationId: id,
    command: { do: 'end', as: 'cancelled', reason: 'recipient-inactive' },
    at: ports.clock.now(),
    cause: () => fact,
  });
  return { decision: 'cancelled', detail: { notification: id, why: 'recipient-inactive' } };
}

async function pushToAll(
  ports: PushPorts,
  notification: StoredNotification,
  languages: readonly string[],
): Promise<Handled> {
  const [settings, subscriptions, deliveries] = await Promise.all([
    loadSettings(ports.table),
    loadSubscriptions(ports.table, notification.recipientId),
    loadDeliveries(ports.table, notification.id),
  ]);
  const pushes = deliveries.filter(delivery => delivery.channel === 'push');
  const heldBy = new Map(pushes.map(delivery => [delivery.target, delivery]));
  const here = new Set(subscriptions.map(subscription => subscription.id));
  await skipRetries(
    ports,
    pushes.filter(({ target }) => !here.has(target)),
    'subscription-removed',
  );
  if (subscriptions.length === 0) return noSubscription(ports, notification, heldBy.get(NONE));
  const { tokenKey } = await ports.secrets.read();
  const message = messageFor(notification, { settings, languages, tokenKey, now: ports.clock.now() });
  const sent = await Promise.all(
    subscriptions.map(subscription =>
      pushTo(ports, { notification, subscription, message, held: heldBy.get(subscription.id) }),
    ),
  );
  if (sent.includes('sent')) await markSent(ports, notification.id);
  if (sent.includes('busy')) throw new DeliveryUnderWayError(notification.id);
  return { decision: 'pushed', detail: { notification: notification.id, ...counts(sent) } };
}

const NONE = 'none';

async function noSubscription(
  { table, clock, ids }: Ports,
  { id }: StoredNotification,
  held: StoredDelivery | undefined,
): Promise<Handled> {
  const detail = { notification: id };
  if (held) return { decision: 'no-subscription', detail };
  const skipped = {
    ...({ notificationId: id, channel: 'push', target: NONE, state: 'skipped', attempts: 0 } as const),
    at: clock.now(),
    detail: 'no-subscription',
  };
  await table.commit({ commitId: ids.random('cmt'), writes: [deliveryWrite(skipped, undefined)] });
  return { decision: 'no-subscription', detail };
}

const counts = (sent: readonly Sent[]): Record<string, number> =>
  Object.fromEntries([...new Set(sent)].map(word => [word, sent.filter(one => one === word).length]));
