import { pushUsefulUntil } from '../../shared/domain/notifications/delivery.ts';
import { isOpen, isUnseen, roundOf } from '../../shared/domain/notifications/notification.ts';
import { type Hold, heldBy, opensAt, quietOf, staleHold } from '../../shared/domain/notifications/pace.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { bundleClosed, notificationQueued } from '../../shared/events/team-events.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { loadDeliveries } from '../../shared/store/delivery-store.ts';
import {
  changeWrites,
  loadNotification,
  type StoredNotification,
} from '../../shared/store/notification-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import type { StoredAgent } from '../../shared/store/roster-store.ts';
import { holdWrites, howFor, limitsFor, loadReach, type Reach } from './bring.ts';
import { moveNotification } from './move-notification.ts';
import type { PushPorts } from './ports.ts';
import { pushBundle } from './push-bundle.ts';
import { pushOne } from './push-one.ts';
import { settledIfOver } from './settle-escalation.ts';
import { skipRetries } from './skip-retries.ts';

/** Sends what is due on the channels that interrupt: one notification, or a bundle of many. */
export async function pushNotification(ports: PushPorts, fact: Fact): Promise<Handled> {
  if (bundleClosed.is(fact)) return pushBundle(ports, fact);
  if (!notificationQueued.is(fact)) return { decision: 'not-ours' };
  const found = await loadNotification(ports.table, fact.data.notificationId);
  const detail = { notification: fact.data.notificationId };
  if (!found) return { decision: 'not-found', detail };
  const notification = await settledIfOver(ports, found);
  if (!isUnseen(notification)) {
    const why = isOpen(notification) ? 'seen' : 'ended';
    await skipRetries(ports, await loadDeliveries(ports.table, notification.id), why);
    return { decision: `${why}-before`, detail };
  }
  const reach = await loadReach(ports.table, notification.recipientId);
  if (!reach.agent?.active) return cancel(ports, notification, fact);
  const now = ports.clock.now();
  if ((notification.heldUntil ?? now) > now) return { decision: 'held', detail };
  // Its bundle brings it; only what that tried on its own is tried again.
  if (notification.bundleId !== undefined && !(await isTried(ports, notification, notification.heldUntil)))
    return { decision: 'held', detail };
  const hold = await holdAgain(ports, notification, { ...reach, agent: reach.agent });
  return hold ? gather(ports, notification, hold) : pushOne(ports, notification, reach);
}

/** As long as a push that is on its way may take until what was decided for it holds no longer. */
const FRESH = 2 * MINUTE;

/**
 * What was decided when the notification was brought holds for a moment. One that was held up longer, or is too old, goes
 * with others like it, which asks for hours and cap again; one that is tried again keeps to the hours.
 */
async function holdAgain(
  { table, clock }: Ports,
  notification: StoredNotification,
  reach: Reach & { agent: StoredAgent },
): Promise<Hold | undefined> {
  if (notification.critical === true) return undefined;
  const { createdAt, listedAt = createdAt, heldUntil = listedAt, recipientId } = notification;
  const now = clock.now();
  const { usefulMs } = limitsFor(reach.settings, notification.kind);
  if (pushUsefulUntil(notification, usefulMs) <= now) return staleHold(recipientId, now);
  if (now <= heldUntil + FRESH) return undefined;
  if (!(await isTried({ table }, notification))) return staleHold(recipientId, now);
  const quiet = quietOf({ how: howFor(notification, reach), notification });
  const opens = opensAt({ ...reach, quiet }, now) ?? notification.openUntil;
  return opens > now ? heldBy(recipientId, { why: 'off-duty', until: opens }) : undefined;
}

/** A channel that interrupts took it, or was tried, since it was brought last, and since an instant. */
async function isTried(
  { table }: Pick<Ports, 'table'>,
  notification: StoredNotification,
  since = Number.NEGATIVE_INFINITY,
): Promise<boolean> {
  const now = roundOf(notification);
  const deliveries = await loadDeliveries(table, notification.id);
  return deliveries.some(({ channel, round = 1, at }) => channel !== 'mail' && round === now && at >= since);
}

async function cancel(ports: Ports, { id }: StoredNotification, fact: Fact): Promise<Handled> {
  await moveNotification(ports, {
    notificationId: id,
    command: { do: 'end', as: 'cancelled', reason: 'recipient-inactive' },
    at: ports.clock.now(),
    cause: () => fact,
  });
  await skipRetries(ports, await loadDeliveries(ports.table, id), 'recipient-inactive');
  return { decision: 'cancelled', detail: { notification: id, why: 'recipient-inactive' } };
}

/** Not now, or not on its own: told together with whatever else is. */
async function gather(
  { table, clock, ids }: Ports,
  notification: StoredNotification,
  hold: Hold,
): Promise<Handled> {
  const { id } = notification;
  const now = clock.now();
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
