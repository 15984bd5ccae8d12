import { isOpen, isSnoozed, isUnseen, type Notification } from '../domain/notifications/notification.ts';
import type { TimerKind } from '../events/timers.ts';
import { DAY, type Instant } from '../kernel/instant.ts';
import { stillUnanswered, tellingWrites } from './escalation-store.ts';
import { arm, disarm, replace } from './journal.ts';
import {
  lists,
  markKey,
  matterKey,
  notificationIdOf,
  notificationKey,
  notificationPk,
  taskNotificationKey,
  taskNotificationPrefix,
  taskSettledKey,
  timeKey,
} from './keys.ts';
import { bare, type Check, type Delete, type Put, type Row, type Table, type Write } from './table.ts';
import { type Task, taskAsRead } from './task-store.ts';

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

/** The row of a notification; what ended before anybody could be told, or is put away, is in no inbox. */
function notificationRow({ version: _, ...notification }: Notification & { version?: number }): Row {
  const { createdAt, listedAt = createdAt, outcome, outcomeAt } = notification;
  const shown = !isSnoozed(notification) && (outcome === undefined || outcomeAt !== createdAt);
  return {
    ...notificationKey(notification.id),
    type: 'notification',
    ...notification,
    ...(shown
      ? {
          list: lists.inbox(notification.recipientId),
          listKey: timeKey(listedAt, notification.id),
        }
      : {}),
    expiresAt: keptUntil(notification.openUntil),
  };
}

/**
 * Everything a new notification consists of. An open one stands in its recipient's counts, is the one about its matter,
 * can be found by its task and its escalation, and ends by itself; it is refused with `task-done` when the task was
 * finished before anybody was told of it, with `escalation-over` when somebody has taken the escalation on, and with
 * `stale` when another about the same matter was faster. `held` is the row that names the matter's last one, if any, and `again` the task when it was done and is open again.
 */
export function newNotificationWrites(
  notification: Notification,
  given: { held?: Matter | undefined; again?: Task | undefined } = {},
): Write[] {
  const row = replace(notificationRow(notification), undefined);
  if (!isOpen(notification)) return [row];
  const { id, createdAt: now, openUntil, escalationId, taskId } = notification;
  return [
    row,
    markRow(notification),
    ...matterWrite(notification, given.held),
    ...(taskId === undefined ? [] : taskWrites(id, { taskId, again: given.again }, now)),
    ...(escalationId === undefined ? [] : tellingWrites(escalationId, id, keptUntil(openUntil))),
    arm({ pk: notificationPk(id), kind: 'notification.expire', dueAt: openUntil, epoch: 1, now }),
  ];
}

/** Which notification is the open one about a matter. */
export type Matter = { readonly notificationId: string; readonly version: number };

export async function loadMatter(
  table: Table,
  recipientId: string,
  matter: string,
): Promise<Matter | undefined> {
  const row = await table.get(matterKey(recipientId, matter));
  return row && (bare(row) as unknown as Matter);
}

/** Everything that is open for a person, read consistently. */
export async function loadMatters(
  table: Table,
  recipientId: string,
): Promise<readonly { notificationId: string; accountId: string; taskId?: string }[]> {
  const rows: Row[] = [];
  const { pk, sk: prefix } = matterKey(recipientId, '');
  let cursor: string | undefined;
  do {
    const page = await table.query({ pk, prefix, ...(cursor === undefined ? {} : { cursor }) });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows.map(row => bare(row) as never);
}

function matterWrite(notification: Notification, held: Matter | undefined): Write[] {
  const { id, recipientId, matter, accountId, taskId, openUntil } = notification;
  if (matter === undefined) return [];
  const about = { notificationId: id, accountId, ...(taskId === undefined ? {} : { taskId }) };
  const row = {
    ...matterKey(recipientId, matter),
    type: 'matter',
    ...about,
    expiresAt: keptUntil(openUntil),
  };
  return [replace(row, held?.version)];
}

/** Where an open notification is counted and listed: put away, unseen, or seen. */
function markRow(notification: Notification): Put {
  const { id, recipientId, createdAt, listedAt = createdAt, snooze, openUntil } = notification;
  const place = snooze
    ? { list: lists.snoozed(recipientId), listKey: timeKey(snooze.until, id) }
    : {
        list: isUnseen(notification) ? lists.unseen(recipientId) : lists.seen(recipientId),
        listKey: timeKey(listedAt, id),
      };
  return {
    do: 'put',
    row: { ...markKey(id), type: 'unseen', notificationId: id, ...place, expiresAt: keptUntil(openUntil) },
  };
}

const taskOpen = (taskId: string): Check => ({
  do: 'check',
  key: taskSettledKey(taskId),
  when: { is: 'absent' },
  orElse: 'task-done',
});

/** A task that was done and is open again: the mark goes, and the task must stand as it was read. */
const taskOpenWrites = (taskId: string, again: Task | undefined): Write[] =>
  again ? [{ do: 'delete', key: taskSettledKey(taskId) }, taskAsRead(again)] : [taskOpen(taskId)];

/** Its task is not done, or open again, and nobody has its escalation; refused with `task-done` or `escalation-over`. */
export const stillWanted = ({ taskId, escalationId }: Notification, again?: Task): Write[] => [
  ...(taskId === undefined ? [] : taskOpenWrites(taskId, again)),
  ...(escalationId === undefined ? [] : [stillUnanswered(escalationId)]),
];

const taskWrites = (id: string, task: { taskId: string; again: Task | undefined }, now: Instant): Write[] => [
  {
    do: 'put',
    row: {
      ...taskNotificationKey(task.taskId, id),
      type: 'task-notification',
      notificationId: id,
      expiresAt: keptUntil(now),
    },
  },
  ...taskOpenWrites(task.taskId, task.again),
];

/**
 * The notification in its new state, with what goes with it: its place in the counts, the timers for its return and its
 * end, the mail that is not needed any more, and at the end its matter. `acting` is the timer whose tick causes this; it
 * is finished by whoever answers it.
 */
export function changeWrites(before: StoredNotification, after: Notification, acting?: TimerKind): Write[] {
  const pk = notificationPk(before.id);
  const epoch = before.version + 1;
  const now = after.snooze?.at ?? after.createdAt;
  const ended = isOpen(before) && !isOpen(after);
  const silenced = isUnseen(before) && !isUnseen(after);
  const gone = (kind: TimerKind): Delete[] => (acting === kind ? [] : [disarm(pk, kind)]);
  const { matter, recipientId } = before;
  return [
    replace(notificationRow(after), before.version),
    ...markWrites(before, after),
    ...(silenced ? gone('notification.mail-fallback') : []),
    ...(ended ? gone('notification.expire') : []),
    ...(isSnoozed(before) && !isSnoozed(after) ? gone('notification.snooze') : []),
    ...(isSnoozed(after) && after.snooze && after.snooze.until !== before.snooze?.until
      ? [arm({ pk, kind: 'notification.snooze', dueAt: after.snooze.until, epoch, now })]
      : []),
    ...(isOpen(after) && after.openUntil !== before.openUntil
      ? [arm({ pk, kind: 'notification.expire', dueAt: after.openUntil, epoch, now })]
      : []),
    ...(ended && matter !== undefined
      ? [{ do: 'delete', key: matterKey(recipientId, matter) } as const]
      : []),
  ];
}

/** Sent and delivered change nothing in the counts, so they cost one row alone. */
function markWrites(before: StoredNotification, after: Notification): Write[] {
  if (!isOpen(before)) return [];
  if (!isOpen(after)) return [{ do: 'delete', key: markKey(before.id) }];
  const was = markRow(before).row;
  const is = markRow(after);
  return was.list === is.row.list && was.listKey === is.row.listKey ? [] : [is];
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

/** What of a person's is open: everything by newest, what is unseen, what is put away by when it returns. */
export type OpenList = 'unread' | 'seen' | 'snoozed';
const listOf = { unread: lists.unseen, seen: lists.seen, snoozed: lists.snoozed } as const;

/** Ids of one page of open notifications with their place in the list. */
export async function loadOpenPage(
  table: Table,
  asked: { recipientId: string; of: OpenList; limit: number; cursor?: string },
): Promise<{ ids: readonly { id: string; listKey: string }[]; cursor?: string }> {
  const { recipientId, of, limit, cursor } = asked;
  const page = await table.query({
    ...{ index: 'list', pk: listOf[of](recipientId), descending: of !== 'snoozed', limit },
    ...(cursor === undefined ? {} : { cursor }),
  });
  const ids = page.rows.map(row => ({
    id: notificationIdOf(row.pk),
    listKey: String(row.listKey),
  }));
  return page.cursor === undefined ? { ids } : { ids, cursor: page.cursor };
}

/** How many there are, up to 1,000. */
export async function countOpen(table: Table, recipientId: string, of: OpenList): Promise<number> {
  const page = await table.query({ index: 'list', pk: listOf[of](recipientId), limit: MOST_COUNTED });
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
