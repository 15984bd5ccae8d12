import type * as z from 'zod/mini';
import type {
  deliveryView,
  historyLine,
  InboxCounts,
  NotificationView,
} from '../../shared/contracts/notifications-contract.ts';
import { isOpen, isSnoozed } from '../../shared/domain/notifications/notification.ts';
import { mayHandle, type Viewer } from '../../shared/domain/notifications/who-may.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadBundle } from '../../shared/store/bundle-store.ts';
import { loadDeliveries, type StoredDelivery } from '../../shared/store/delivery-store.ts';
import { notificationHistory } from '../../shared/store/notification-history.ts';
import {
  countOpen,
  loadInbox,
  loadNotification,
  loadOpenPage,
  type OpenList,
  type StoredNotification,
} from '../../shared/store/notification-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Table } from '../../shared/store/table.ts';
import { openOfTeam } from './open-of-team.ts';
import { viewFor, viewsFor } from './view.ts';

type DeliveryView = z.infer<typeof deliveryView>;
type HistoryLine = z.infer<typeof historyLine>;
type Filter = 'all' | 'open' | 'unread' | 'snoozed';
export type Asked = {
  readonly limit: number;
  readonly cursor?: string;
  readonly filter?: Filter | undefined;
  readonly of?: 'me' | 'team' | undefined;
};
type Listed = {
  readonly notifications: readonly StoredNotification[];
  readonly cursor?: string;
};
export type Inbox = {
  notifications: NotificationView[];
  unseen: number;
  counts: InboxCounts;
  cursor?: string;
};

/** Rows that are read side by side. */
const ABREAST = 25;

/** A person's own inbox, the newest first, with how much of it is open; or, for a lead, the whole team's. */
export async function listNotifications(
  { table }: Ports,
  viewer: Viewer,
  asked: Asked,
): Promise<Outcome<Inbox, 'forbidden'>> {
  if (asked.of === 'team' && !viewer.roles.includes('lead'))
    return refused('forbidden', { problem: 'Only a lead reads what others have open.' });
  const [page, counts] = await Promise.all([
    asked.of === 'team'
      ? openOfTeam(table, asked.filter ?? 'open', asked.limit)
      : pageOf(table, viewer.id, asked),
    countsOf(table, viewer.id),
  ]);
  const notifications = await viewsFor(table, viewer.id, page.notifications);
  const cursor = page.cursor === undefined ? {} : { cursor: page.cursor };
  return accepted({ notifications, unseen: counts.unread, counts, ...cursor });
}

async function countsOf(table: Table, agentId: string): Promise<InboxCounts> {
  const [unread, seen, snoozed] = await Promise.all(
    (['unread', 'seen', 'snoozed'] as const).map(of => countOpen(table, agentId, of)),
  );
  return { unread: unread ?? 0, open: (unread ?? 0) + (seen ?? 0), snoozed: snoozed ?? 0 };
}

function pageOf(
  table: Table,
  recipientId: string,
  { filter = 'all', limit, cursor }: Asked,
): Promise<Listed> {
  const page = { limit, ...(cursor === undefined ? {} : { cursor }) };
  switch (filter) {
    case 'all':
      return loadInbox(table, recipientId, page);
    case 'unread':
    case 'snoozed':
      return listed(table, { recipientId, of: filter, ...page });
    case 'open':
      return openPage(table, recipientId, page);
  }
}

/** Open is what is unseen, then what was seen: the cursor says in which of the two lists it goes on. */
async function openPage(
  table: Table,
  recipientId: string,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<Listed> {
  const seen = cursor?.startsWith(IN_SEEN) === true;
  const rest = seen ? cursor.slice(IN_SEEN.length) : cursor;
  const place = rest === undefined || rest === '' ? {} : { cursor: rest };
  const page = await listed(table, { recipientId, of: seen ? 'seen' : 'unread', limit, ...place });
  if (seen) return page.cursor === undefined ? page : { ...page, cursor: IN_SEEN + page.cursor };
  if (page.cursor !== undefined) return page;
  const left = limit - page.notifications.length;
  if (left <= 0) return { ...page, cursor: IN_SEEN };
  const more = await listed(table, { recipientId, of: 'seen', limit: left });
  const notifications = [...page.notifications, ...more.notifications];
  return more.cursor === undefined ? { notifications } : { notifications, cursor: IN_SEEN + more.cursor };
}

const IN_SEEN = 'seen:';

async function listed(
  table: Table,
  asked: { recipientId: string; of: OpenList; limit: number; cursor?: string },
): Promise<Listed> {
  const { ids, cursor } = await loadOpenPage(table, asked);
  const all = await inParallel(ids, ABREAST, ({ id }) => loadNotification(table, id));
  const notifications = all.filter(
    // The list may lag: what was put away, or came back, a moment ago is judged by its row.
    (one): one is StoredNotification =>
      one !== undefined && isOpen(one) && isSnoozed(one) === (asked.of === 'snoozed'),
  );
  return cursor === undefined ? { notifications } : { notifications, cursor };
}

/** One notification with everything that was tried to deliver it, and what happened to it. */
export async function getNotification(
  { table }: Ports,
  viewer: Viewer,
  notificationId: string,
): Promise<
  Outcome<
    NotificationView & { deliveries: DeliveryView[]; history: HistoryLine[] },
    'not-found' | 'forbidden'
  >
> {
  const notification = await loadNotification(table, notificationId);
  if (!notification) return refused('not-found');
  if (!mayHandle(viewer, notification)) return refused('forbidden');
  const { bundleId } = notification;
  const [view, own, shared, history] = await Promise.all([
    viewFor(table, viewer.id, notification),
    loadDeliveries(table, notificationId),
    deliveriesOfBundle(table, bundleId),
    notificationHistory(table, notification),
  ]);
  const deliveries = [...own, ...shared].sort((a, b) => a.at - b.at).map(deliveryOf);
  const lines = history.map(line => ({ ...line, at: formatInstant(line.at) }));
  return accepted({ ...view, deliveries, history: lines });
}

/** Of the message that carried it with others: the bundle it waited in, or the one that this went into. */
async function deliveriesOfBundle(
  table: Table,
  bundleId: string | undefined,
): Promise<readonly StoredDelivery[]> {
  if (bundleId === undefined) return [];
  const bundle = await loadBundle(table, bundleId);
  return bundle?.mergedInto === undefined
    ? loadDeliveries(table, bundleId)
    : deliveriesOfBundle(table, bundle.mergedInto);
}

const deliveryOf = (delivery: StoredDelivery): DeliveryView => {
  const { channel, state, attempts, at, detail, round = 1, notificationId } = delivery;
  return {
    ...{ channel, round, state, attempts, at: formatInstant(at) },
    ...(detail === undefined ? {} : { detail }),
    ...(notificationId.startsWith('bnd_') ? { bundleId: notificationId } : {}),
  };
};
