import type { InboxView } from '../../api/notification-queries.ts';

/** What the inbox shows: a list of notifications, or the tasks that nobody has. */
export type InboxTab = InboxView | 'queue';
export const inboxTabs = ['open', 'unread', 'snoozed', 'all', 'team', 'queue'] as const satisfies InboxTab[];

/** Reads the tab from an address; nothing said, or what is not understood, is the open ones. */
export function inboxTabIn(query: URLSearchParams): { readonly tab?: InboxTab } {
  const tab = inboxTabs.find(one => one === query.get('filter')) ?? 'open';
  return tab === 'open' ? {} : { tab };
}

/** The path of a tab, and of a notification in it. */
export function inboxPath(tab: InboxTab = 'open', notificationId?: string): string {
  const path = notificationId ? `/inbox/${encodeURIComponent(notificationId)}` : '/inbox';
  return tab === 'open' ? path : `${path}?filter=${tab}`;
}
