import { isOpen, isUnseen, type Notification } from '../domain/notifications/notification.ts';
import type { TimerKind } from '../events/timers.ts';
import { DAY, type Instant, SECOND } from '../kernel/instant.ts';
import { tellingWrites } from './escalation-store.ts';
import { arm, disarm, replace } from './journal.ts';
import {
  lists,
  notificationKey,
  notificationPk,
  taskNotificationKey,
  taskNotificationPrefix,
  taskSettledKey,
  timeKey,
  unseenKey,
} from './keys.ts';
import { bare, type Delete, type Put, type Row, type Table, type Write } from './table.ts';

export type StoredNotification = Notification & { readonly version: number };

/** What was told stays readable for more than a year. */
const KEPT_DAYS = 400;
/** As many unseen ones are counted; whoever has more knows it. */
const MOST_COUNTED = 1_000;

const keptUntil = (now: Instant): number => Math.floor((now + KEPT_DAYS * DAY) / 1000);

export async function loadNotification(
  table: Table,
  notificationId: string,
): Promise<StoredNotification | undefined> {
  const row = await table.get(notificationKey(notificationId));
  return row && notificationOf(row);
}

const notificationOf = (row: Row): StoredNotification => bare(row) as unknown as StoredNotification;

/** The row of a notification; what ended before anybody could be told is in no inbox. */
function notificationRow({ version: _, ...notification }: Notification & { version?: number }): Row {
  const shown = notification.outcome === undefined || notification.outcomeAt !== notification.createdAt;
  return {
    ...notificationKey(notification.id),
    type: 'notification',
    ...notification,
    ...(shown
      ? {
          list: lists.inbox(notification.recipientId),
          listKey: timeKey(notification.createdAt, notification.id),
        }
      : {}),
    expiresAt: keptUntil(notification.createdAt),
  };
}

/**
 * Everything a new notification consists of. An open one counts as unseen, can be found by its task and its
 * escalation, and has its timers; it is refused with `task-done` when the task was finished before anybody was told of
 * it, and with `escalation-over` when somebody has taken the escalation on. One that is held is pushed when that ends;
 * the mail, which wakes nobody, goes out as always.
 */
export function newNotificationWrites(notification: Notification, mailFallbackSeconds: number): Write[] {
  const row = replace(notificationRow(notification), undefined);
  if (!isOpen(notification)) return [row];
  const { id, createdAt: now, openUntil, heldUntil, escalationId } = notification;
  const timer = { pk: notificationPk(id), epoch: 1, now };
  return [
    row,
    unseenRow(notification),
    ...(notification.taskId === undefined ? [] : taskWrites(id, notification.taskId, now)),
    ...(escalationId === undefined ? [] : tellingWrites(escalationId, id, keptUntil(now))),
    ...(heldUntil === undefined
      ? []
      : [arm({ ...timer, kind: 'notification.retry', name: 'held', dueAt: heldUntil })]),
    arm({ ...timer, kind: 'notification.mail-fallback', dueAt: now + mailFallbackSeconds * SECOND }),
    arm({ ...timer, kind: 'notification.expire', dueAt: openUntil }),
  ];
}

const unseenRow = ({ id, recipientId, createdAt }: Notification): Put => ({
  do: 'put',
  row: {
    ...unseenKey(id),
    type: 'unseen',
    list: lists.unseen(recipientId),
    listKey: timeKey(createdAt, id),
    expiresAt: keptUntil(createdAt),
  },
});

const taskWrites = (id: string, taskId: string, now: Instant): Write[] => [
  {
    do: 'put',
    row: {
      ...taskNotificationKey(taskId, id),
      type: 'task-notification',
      notificationId: id,
      expiresAt: keptUntil(now),
    },
  },
  { do: 'check', key: taskSettledKey(taskId), when: { is: 'absent' }, orElse: 'task-done' },
];

/**
 * The notification in its new state, with what goes away by it: the unseen mark, the mail that is not needed any more,
 * and at the end the last timer. `acting` is the timer whose tick causes this; it is finished by whoever answers it.
 */
export function changeWrites(before: StoredNotification, after: Notification, acting?: TimerKind): Write[] {
  const pk = notificationPk(before.id);
  const seenNow = isUnseen(before) && !isUnseen(after);
  const endedNow = isOpen(before) && !isOpen(after);
  const disarmed: Delete[] = [
    ...(seenNow && acting !== 'notification.mail-fallback' ? [disarm(pk, 'notification.mail-fallback')] : []),
    ...(endedNow && acting !== 'notification.expire' ? [disarm(pk, 'notification.expire')] : []),
  ];
  return [
    replace(notificationRow(after), before.version),
    ...(seenNow ? [{ do: 'delete', key: unseenKey(before.id) } as const] : []),
    ...disarmed,
  ];
}

/** One page of an inbox, the newest first. */
export async function loadInbox(
  table: Table,
  recipientId: string,
  asked: { limit: number; cursor?: string },
): Promise<{ notifications: readonly StoredNotification[]; cursor?: string }> {
  const page = await table.query({ index: 'list', pk: lists.inbox(recipientId), descending: true, ...asked });
  const notifications = page.rows.map(notificationOf);
  return page.cursor === undefined ? { notifications } : { notifications, cursor: page.cursor };
}

export async function countUnseen(table: Table, recipientId: string): Promise<number> {
  const page = await table.query({ index: 'list', pk: lists.unseen(recipientId), limit: MOST_COUNTED });
  return page.rows.length;
}

/** Marks the task as done for whatever is told of it later. */
export const taskSettled = (taskId: string, now: Instant): Put => ({
  do: 'put',
  row: { ...taskSettledKey(taskId), type: 'task-settled', at: now, expiresAt: keptUntil(now) },
});

/** What was told about a task. */
export async function notificationsOfTask(table: Table, taskId: string): Promise<readonly string[]> {
  const ids: string[] = [];
  const { pk } = taskSettledKey(taskId);
  let cursor: string | undefined;
  do {
    const page = await table.query({
      pk,
      prefix: taskNotificationPrefix,
      ...(cursor === undefined ? {} : { cursor }),
    });
    ids.push(...page.rows.map(row => String(row['notificationId'])));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return ids;
}
