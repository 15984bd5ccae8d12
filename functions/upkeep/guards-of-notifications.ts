import type { Delivery } from '../../shared/domain/notifications/delivery.ts';
import { MAX_ATTEMPTS } from '../../shared/domain/notifications/delivery.ts';
import { isOpen, isSnoozed, isUnseen, roundOf } from '../../shared/domain/notifications/notification.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import type { TimerRow } from '../../shared/store/journal.ts';
import { deliveryPrefix, journalKey, lists, notificationKey, timerKey } from '../../shared/store/keys.ts';
import type { StoredNotification } from '../../shared/store/notification-store.ts';
import { bare, type Row } from '../../shared/store/table.ts';
import { type Guard, isLookedAfter, type Missing, type Must, stillSo } from './guard.ts';

/** The number under which the auditor arms a mail: above every one of its round. */
const MENDED_MAIL = 90;

/**
 * An open notification ends by itself, comes back from a snooze, is mailed when nobody looks, and is sent again when a
 * channel could not take it. Everything about it lies in one partition: one query shows whether each of these stands.
 */
export const openNotification: Guard = {
  name: 'notification',
  timers: ['notification.expire', 'notification.snooze', 'notification.mail-fallback', 'notification.retry'],
  listsOf: agentId => [lists.unseen(agentId), lists.seen(agentId), lists.snoozed(agentId)],
  missing: async (read, { pk }) => {
    const rows = await read.all(pk);
    const state = rows.find(({ sk }) => sk === notificationKey('').sk);
    if (!state) return [];
    const notification = bare(state) as unknown as StoredNotification;
    if (!isOpen(notification)) return [];
    const musts: readonly Named[] = [
      ...lifeOf(notification),
      ...mailOf(notification, rows),
      ...deliveriesIn(rows).flatMap(one => retryOf(one, { notification, rows })),
    ];
    return musts.flatMap(must => missingIn(rows, { ...must, pk }, { state, now: read.now }));
  },
};

/** A timer of the partition that is looked at. */
type Named = Omit<Must, 'pk'>;

function missingIn(rows: readonly Row[], must: Must, given: { state: Row; now: number }): Missing[] {
  const { sk } = timerKey(must.pk, must.kind, must.name);
  const held = rows.find(row => row.sk === sk) as TimerRow | undefined;
  return held && isLookedAfter(held, given.now) ? [] : [{ must, held, still: stillSo(given.state) }];
}

function lifeOf(notification: StoredNotification): Named[] {
  const { version: epoch, openUntil, snooze } = notification;
  return [
    { kind: 'notification.expire', dueAt: openUntil, epoch },
    ...(isSnoozed(notification) && snooze
      ? [{ kind: 'notification.snooze', dueAt: snooze.until, epoch } as const]
      : []),
  ];
}

const deliveriesIn = (rows: readonly Row[]): Delivery[] =>
  rows.filter(({ sk }) => sk.startsWith(deliveryPrefix)).map(row => bare(row) as unknown as Delivery);

/** The mail stands until it has an end, which its delivery says. */
function mailOf(notification: StoredNotification, rows: readonly Row[]): Named[] {
  const { mailAt } = notification;
  if (mailAt === undefined || !isUnseen(notification)) return [];
  const round = roundOf(notification);
  const mail = deliveriesIn(rows).find(one => one.channel === 'mail' && (one.round ?? 1) === round);
  if (mail && mail.state !== 'sending') return [];
  const epoch = round * 100 + MENDED_MAIL + (mail?.attempts ?? 0);
  return [{ kind: 'notification.mail-fallback', dueAt: mail?.retryAt ?? mailAt, epoch }];
}

/** The next attempt on a channel that was not ready; its tick leaves a line in the journal when it is answered. */
function retryOf(
  delivery: Delivery,
  { notification, rows }: { notification: StoredNotification; rows: readonly Row[] },
): Named[] {
  const { channel, state, retryAt, target, attempts, round = 1 } = delivery;
  if (channel === 'mail' || state !== 'sending' || retryAt === undefined) return [];
  if (!isUnseen(notification) || round !== roundOf(notification)) return [];
  const pk = rows[0]?.pk ?? '';
  const { sk } = timerKey(pk, 'notification.retry', target);
  const epoch = (round - 1) * MAX_ATTEMPTS + attempts;
  const answered = journalKey(pk, derivedId('evt', pk, sk, epoch), 'notifications').sk;
  if (rows.some(row => row.sk === answered)) return [];
  return [{ kind: 'notification.retry', name: target, dueAt: retryAt, epoch }];
}
