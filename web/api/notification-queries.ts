import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { InboxCounts, NotificationView } from '../../shared/contracts/notifications-contract.ts';
import { useServices } from '../app/services.ts';
import type { Page } from '../lists/merge-head.ts';
import type { Api } from './api.ts';
import { routes } from './routes.ts';

/** Lists of notifications: one's own by what they are, and what the whole team has open. */
export const inboxViews = ['open', 'unread', 'snoozed', 'all', 'team'] as const;
export type InboxView = (typeof inboxViews)[number];

export type InboxPage = Page<NotificationView> & { readonly unseen: number; readonly counts: InboxCounts };

export const inboxKeys = {
  lists: ['inbox'],
  list: (view: InboxView) => ['inbox', view] as const,
  notification: (id: string) => ['notification', id] as const,
  preferences: ['preferences'],
} as const;

const PAGE = '50';
/** The team's list has one page. */
const TEAM_PAGE = '100';

export async function readInbox(
  api: Api,
  { view, cursor }: { readonly view: InboxView; readonly cursor?: string | undefined },
  signal?: AbortSignal,
): Promise<InboxPage> {
  const what = view === 'team' ? { of: 'team', filter: 'open' } : { filter: view };
  const { notifications, ...rest } = await api(routes.listNotifications, {
    query: { ...what, cursor, limit: view === 'team' ? TEAM_PAGE : PAGE },
    signal,
  });
  return { items: notifications, ...rest };
}

/**
 * A list of notifications, page after page. It is never read again as a whole: `catchUpInbox` puts news in front. The
 * open ones are kept for as long as the page lives, since they hold the counts; the others go when nobody looks.
 */
export function useInbox(view: InboxView) {
  const { api } = useServices();
  return useInfiniteQuery({
    queryKey: inboxKeys.list(view),
    queryFn: ({ pageParam, signal }) => readInbox(api, { view, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: InboxPage) => last.cursor,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: view === 'open' ? Number.POSITIVE_INFINITY : 0,
  });
}

/** How many of one's own are unread, open and snoozed; undefined until they are known. */
export const useInboxCounts = (): InboxCounts | undefined => useInbox('open').data?.pages[0]?.counts;

export function useNotification(id: string) {
  const { api } = useServices();
  return useQuery({
    queryKey: inboxKeys.notification(id),
    queryFn: ({ signal }) => api(routes.getNotification, { params: { notificationId: id }, signal }),
  });
}

export function usePreferences() {
  const { api } = useServices();
  return useQuery({
    queryKey: inboxKeys.preferences,
    queryFn: ({ signal }) => api(routes.getPreferences, { signal }),
  });
}
