import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
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
  const { product, taskId, seenAt, acknowledgedAt, acknowledgedBy } = notification;
  return {
    ...{ id, recipientId, kind, state, accountId, language, reason, version },
    accountName: account,
    ...inboxText(notification, { account, shownIn }),
    occurredAt: formatInstant(notification.occurredAt),
    createdAt: formatInstant(notification.createdAt),
    ...(product === undefined ? {} : { product }),
    ...(taskId === undefined ? {} : { taskId }),
    ...(seenAt === undefined ? {} : { seenAt: formatInstant(seenAt) }),
    ...(acknowledgedAt === undefined ? {} : { acknowledgedAt: formatInstant(acknowledgedAt) }),
    ...(acknowledgedBy === undefined ? {} : { acknowledgedBy }),
  };
}
