import { pushUsefulUntil } from '../../shared/domain/notifications/delivery.ts';
import { isOpen, isUnseen } from '../../shared/domain/notifications/notification.ts';
import { staleHold } from '../../shared/domain/notifications/pace.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { bundleClosed, notificationQueued } from '../../shared/events/team-events.ts';
import {
  changeWrites,
  loadNotification,
  type StoredNotification,
} from '../../shared/store/notification-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { holdWrites, limitsFor, loadReach } from './bring.ts';
import { moveNotification } from './move-notification.ts';
import type { PushPorts } from './ports.ts';
import { pushBundle } from './push-bundle.ts';
import { pushOne } from './push-one.ts';
import { settledIfOver } from './settle-escalation.ts';

/** Sends what is due on the channels that interrupt: one notification, or a bundle of many. */
export async function pushNotification(ports: PushPorts, fact: Fact): Promise<Handled> {
  if (bundleClosed.is(fact)) return pushBundle(ports, fact);
  if (!notificationQueued.is(fact)) return { decision: 'not-ours' };
  const found = await loadNotification(ports.table, fact.data.notificationId);
  const detail = { notification: fact.data.notificationId };
  if (!found) return { decision: 'not-found', detail };
  const notification = await settledIfOver(ports, found);
  if (!isUnseen(notification))
    return { decision: isOpen(notification) ? 'seen-before' : 'ended-before', detail };
  const reach = await loadReach(ports.table, notification.recipientId);
  if (!reach.agent?.active) return cancel(ports, notification, fact);
  const now = ports.clock.now();
  if ((notification.heldUntil ?? now) > now) return { decision: 'held', detail };
  const { usefulMs } = limitsFor(reach.settings, notification.kind);
  if (notification.critical !== true && pushUsefulUntil(notification, usefulMs) <= now)
    return gather(ports, notification);
  return pushOne(ports, notification, reach);
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

/** Too late for a push of its own: told together with whatever else is. */
async function gather({ table, clock, ids }: Ports, notification: StoredNotification): Promise<Handled> {
  const { id } = notification;
  const now = clock.now();
  const hold = staleHold(notification.recipientId, now);
  const held = { ...notification, heldUntil: hold.until, heldWhy: hold.why, bundleId: hold.bundleId };
  const writes = [...changeWrites(notification, held), ...holdWrites(held, hold, now)];
  const answer = await table.commit({ commitId: ids.random('cmt'), writes });
  if (!answer.done && answer.refusal === 'bundle-closed') throw new BundleClosedError(hold.bundleId);
  return { decision: answer.done ? 'too-late' : answer.refusal, detail: { notification: id } };
}

/** The bundle's minute ended between reading and commit: the queue brings the fact back for the next one. */
class BundleClosedError extends Error {
  override readonly name = 'BundleClosedError';
}
