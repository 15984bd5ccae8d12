import { conclude, type Delivery } from '../../shared/domain/notifications/delivery.ts';
import { decide, isOpen, roundOf } from '../../shared/domain/notifications/notification.ts';
import { deliveryWrite, type StoredDelivery } from '../../shared/store/delivery-store.ts';
import { arm, type TimerRow } from '../../shared/store/journal.ts';
import type { StoredNotification } from '../../shared/store/notification-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { DeliveryUnderWayError } from './delivery-under-way.ts';
import { dropTimer } from './drop-timer.ts';
import { commitMove, markSent } from './move-notification.ts';
import type { TickPorts } from './ports.ts';
import { tickFact } from './tick-fact.ts';

/** There is one address per person. */
export const MAIL_TARGET = 'address';

/** A mail that is being answered for: whose, by which timer, and the delivery as it stands. */
type Open = {
  readonly notification: StoredNotification;
  readonly timer: TimerRow;
  readonly held: StoredDelivery | undefined;
};

/** Writes the answer down. The timer moves to the next attempt or goes; both find themselves again after a crash. */
export async function recordMail(
  ports: TickPorts,
  given: { notification: StoredNotification; timer: TimerRow; delivery: Delivery; read: number },
): Promise<Handled> {
  const { notification, timer, delivery, read } = given;
  const { retryAt, attempts } = delivery;
  const moved =
    retryAt === undefined
      ? []
      : [
          arm({
            pk: timer.pk,
            kind: timer.kind,
            dueAt: retryAt,
            epoch: timer.epoch + 1,
            now: ports.clock.now(),
          }),
        ];
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [deliveryWrite(delivery, read), ...moved],
  });
  if (!answer.done) throw new DeliveryUnderWayError(notification.id);
  if (retryAt !== undefined)
    return { decision: 'mail-later', detail: { notification: notification.id, attempts } };
  return closeMail(ports, { notification, timer, held: { ...delivery, version: read + 1 } });
}

/** The mail has its end: the notification moves on, the timer goes. Nothing sent on any channel is said aloud. */
export async function closeMail(ports: TickPorts, { notification, timer, held }: Open): Promise<Handled> {
  if (held?.state === 'sent' || held?.state === 'delivered') {
    await markSent(ports, notification.id);
    return dropTimer(ports, timer, 'mailed');
  }
  const waits = (notification.heldUntil ?? 0) > ports.clock.now();
  const nobody = notification.state === 'queued' && held?.state === 'failed' && !waits;
  return dropTimer(ports, timer, nobody ? 'nobody-reachable' : 'mail-failed');
}

/** Seen or ended meanwhile, or not wanted any more: no mail, and that is written down. */
export async function skipMail(
  ports: TickPorts,
  { notification, timer, held }: Open,
  detail = isOpen(notification) ? 'seen' : 'ended',
): Promise<Handled> {
  const at = ports.clock.now();
  if (held === undefined) {
    const round = roundOf(notification);
    const none = {
      ...({ notificationId: notification.id, channel: 'mail', target: MAIL_TARGET, attempts: 0 } as const),
      ...(round > 1 ? { round } : {}),
    };
    await writeDelivery(ports, { ...none, state: 'skipped', detail, at }, undefined);
  } else if (held.state === 'sending' && (held.leaseUntil ?? 0) <= at) {
    const end = held.retryAt === undefined ? { detail: 'answer-unknown', answerLost: true } : { detail };
    await writeDelivery(ports, conclude(held, { state: 'skipped', at, ...end }), held.version);
  }
  return dropTimer(ports, timer, 'not-needed');
}

/** The recipient's mailbox does not work, as was found before: no mail, and whoever is reached by nothing else rings. */
export async function mailIsOff(ports: TickPorts, open: Open): Promise<Handled> {
  const { notification, held } = open;
  const none = {
    notificationId: notification.id,
    channel: 'mail',
    target: MAIL_TARGET,
    attempts: 0,
  } as const;
  const round = roundOf(notification);
  const failed = { ...none, state: 'failed', detail: 'switched-off', at: ports.clock.now() } as const;
  const delivery = { ...failed, ...(round > 1 ? { round } : {}) };
  if (held && held.state !== 'sending') return closeMail(ports, open);
  const end = held ? conclude(held, { state: 'failed', detail: 'switched-off', at: failed.at }) : delivery;
  await writeDelivery(ports, end, held?.version);
  return closeMail(ports, { ...open, held: { ...end, version: (held?.version ?? 0) + 1 } });
}

/** The recipient left: nobody is told by this notification. */
export async function cancelMail(
  ports: TickPorts,
  before: StoredNotification,
  timer: TimerRow,
): Promise<Handled> {
  const ended = decide(before, { do: 'end', as: 'cancelled', reason: 'recipient-inactive' }, timer.dueAt);
  const cause = tickFact(before, timer, ports.clock.now());
  const after = ended.ok ? ended.value : before;
  const answer = await commitMove(ports, { before, after, cause, timer });
  if (!answer.done) throw new DeliveryUnderWayError(before.id);
  return { decision: 'cancelled', detail: { notification: before.id, why: 'recipient-inactive' } };
}

/** False when somebody else took the attempt. */
export const writeDelivery = async (
  { table, ids }: Ports,
  delivery: Delivery,
  read: number | undefined,
): Promise<boolean> =>
  (await table.commit({ commitId: ids.random('cmt'), writes: [deliveryWrite(delivery, read)] })).done;
