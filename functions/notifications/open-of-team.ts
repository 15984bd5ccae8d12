import { isOpen, isSnoozed } from '../../shared/domain/notifications/notification.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import {
  loadNotification,
  loadOpenPage,
  type OpenList,
  type StoredNotification,
} from '../../shared/store/notification-store.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import type { Table } from '../../shared/store/table.ts';

const ABREAST = 25;
const listsOf: Readonly<Record<string, readonly OpenList[]>> = {
  unread: ['unread'],
  snoozed: ['snoozed'],
};

/**
 * What the whole team has open, the newest first, or has put away, what returns soonest first; as many as asked for:
 * there is no second page.
 */
export async function openOfTeam(
  table: Table,
  filter: string,
  limit: number,
): Promise<{ notifications: readonly StoredNotification[]; cursor?: string }> {
  const asleep = filter === 'snoozed';
  const agents = (await loadRoster(table)).filter(({ active }) => active);
  const asked = agents.flatMap(({ id }) =>
    (listsOf[filter] ?? ['unread', 'seen']).map(of => ({ recipientId: id, of, limit })),
  );
  const pages = await inParallel(asked, ABREAST, one => loadOpenPage(table, one));
  const newest = pages
    .flatMap(({ ids }) => ids)
    .sort((a, b) => (a.listKey < b.listKey ? 1 : -1) * (asleep ? -1 : 1))
    .slice(0, limit);
  const all = await inParallel(newest, ABREAST, ({ id }) => loadNotification(table, id));
  return {
    notifications: all.filter(
      (one): one is StoredNotification => one !== undefined && isOpen(one) && isSnoozed(one) === asleep,
    ),
  };
}
