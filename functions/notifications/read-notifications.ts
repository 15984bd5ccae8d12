import type * as z from 'zod/mini';
import type { deliveryView, NotificationView } from '../../shared/contracts/notifications-contract.ts';
import { mayHandle, type Viewer } from '../../shared/domain/notifications/who-may.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadDeliveries, type StoredDelivery } from '../../shared/store/delivery-store.ts';
import { countUnseen, loadInbox, loadNotification } from '../../shared/store/notification-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { viewFor, viewsFor } from './view.ts';

type DeliveryView = z.infer<typeof deliveryView>;

/** The viewer's own inbox, the newest first, with how many they have not seen. */
export async function listNotifications(
  { table }: Ports,
  viewer: Viewer,
  asked: { limit: number; cursor?: string },
): Promise<{ notifications: NotificationView[]; unseen: number; cursor?: string }> {
  const [page, unseen] = await Promise.all([
    loadInbox(table, viewer.id, asked),
    countUnseen(table, viewer.id),
  ]);
  const notifications = await viewsFor(table, viewer.id, page.notifications);
  return { notifications, unseen, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
}

/** One notification with everything that was tried to deliver it. */
export async function getNotification(
  { table }: Ports,
  viewer: Viewer,
  notificationId: string,
): Promise<Outcome<NotificationView & { deliveries: DeliveryView[] }, 'not-found' | 'forbidden'>> {
  const notification = await loadNotification(table, notificationId);
  if (!notification) return refused('not-found');
  if (!mayHandle(viewer, notification)) return refused('forbidden');
  const [view, deliveries] = await Promise.all([
    viewFor(table, viewer.id, notification),
    loadDeliveries(table, notificationId),
  ]);
  return accepted({ ...view, deliveries: deliveries.map(deliveryOf) });
}

const deliveryOf = ({ channel, state, attempts, at, detail }: StoredDelivery): DeliveryView => ({
  channel,
  state,
  attempts,
  at: formatInstant(at),
  ...(detail === undefined ? {} : { detail }),
});
