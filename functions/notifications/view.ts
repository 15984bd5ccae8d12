import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import type { Snooze } from '../../shared/domain/notifications/notification.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { type MessageLanguage, pickLanguage } from '../../shared/messages/languages.ts';
import { inboxText } from '../../shared/messages/render.ts';
import { loadAccountNames } from '../../shared/store/account-store.ts';
import type { StoredNotification } from '../../shared/store/notification-store.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { Table } from '../../shared/store/table.ts';

/** Notifications as the viewer reads them: in the viewer's language, with the customers' names. */
export async function viewsFor(
  table: Table,
  viewerId: string,
  notifications: readonly StoredNotification[],
): Promise<NotificationView[]> {
  const [agent, settings, names] = await Promise.all([
    loadAgent(table, viewerId),
    loadSettings(table),
    loadAccountNames(
      table,
      notifications.map(notification => notification.accountId),
    ),
  ]);
  const shownIn = pickLanguage(agent?.languages ?? [], settings.company.languages);
  return notifications.map(notification => {
    const account = names.get(notification.accountId) ?? notification.accountId;
    return viewOf(notification, { account, shownIn });
  });
}

export async function viewFor(
  table: Table,
  viewerId: string,
  notification: StoredNotification,
): Promise<NotificationView> {
  const [view] = await viewsFor(table, viewerId, [notification]);
  return view as NotificationView;
}

function viewOf(
  notification: StoredNotification,
  { account, shownIn }: { account: string; shownIn: MessageLanguage },
): NotificationView {
  const { id, recipientId, kind, state, accountId, language, reason, version } = notification;
  const { critical = false, times = 1, snooze } = notification;
  return {
    ...{ id, recipientId, kind, state, accountId, language, reason, version, critical, times },
    accountName: account,
    ...inboxText(notification, { account, shownIn }),
    occurredAt: formatInstant(notification.occurredAt),
    createdAt: formatInstant(notification.createdAt),
    ...idsOf(notification),
    ...instantsOf(notification),
    ...(snooze ? snoozeOf(snooze) : {}),
  };
}

function idsOf(notification: StoredNotification): Partial<NotificationView> {
  const { product, taskId, acknowledgedBy, subjectKind, subjectId, escalationId, heldWhy } = notification;
  return spoken({ product, taskId, acknowledgedBy, subjectKind, subjectId, escalationId, heldWhy });
}

function instantsOf(notification: StoredNotification): Partial<NotificationView> {
  const { seenAt, acknowledgedAt, dueAt, heldUntil } = notification;
  const said = spoken({ seenAt, acknowledgedAt, dueAt, heldUntil });
  return Object.fromEntries(Object.entries(said).map(([name, at]) => [name, formatInstant(at as number)]));
}

const snoozeOf = ({ until, reason, capped }: Snooze): Partial<NotificationView> => ({
  snoozedUntil: formatInstant(until),
  ...spoken({ snoozeReason: reason, snoozeCapped: capped }),
});

const spoken = <T extends object>(said: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as never;
