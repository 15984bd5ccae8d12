import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import type { Api } from '../api/api.ts';
import {
  type InboxPage,
  type InboxView,
  inboxKeys,
  inboxViews,
  readInbox,
} from '../api/notification-queries.ts';
import { isProblem } from '../api/problem.ts';
import { routes } from '../api/routes.ts';
import { idle } from './idle.ts';
import { arrivedIn, isUnseen, laterVersion, recounted, withHead, withItem } from './inbox-lists.ts';

type Deps = { readonly api: Api; readonly queries: QueryClient };
type Loaded = InfiniteData<InboxPage, unknown>;
type How = 'put in' | 'bring up to date';

const pagesOf = (queries: QueryClient, view: InboxView): readonly InboxPage[] | undefined =>
  queries.getQueryData<Loaded>(inboxKeys.list(view))?.pages;

const put = (queries: QueryClient, view: InboxView, pages: readonly InboxPage[]): void =>
  void queries.setQueryData<Loaded>(inboxKeys.list(view), {
    pages: [...pages],
    pageParams: pages.map(() => undefined),
  });

/**
 * Reads the head of what is open and of the list that is looked at, and puts them in front; answers with what arrived
 * since the last reading and is unseen.
 */
export async function catchUpInbox(deps: Deps): Promise<readonly NotificationView[]> {
  const others = inboxViews.filter(view => view !== 'open' && pagesOf(deps.queries, view));
  const [came] = await Promise.all([catchUp(deps, 'open'), ...others.map(view => catchUp(deps, view))]);
  return came;
}

async function catchUp({ api, queries }: Deps, view: InboxView): Promise<readonly NotificationView[]> {
  if (!pagesOf(queries, view)) return [];
  // By when they come back: news may stand anywhere in it.
  if (view === 'snoozed') {
    await queries.invalidateQueries({ queryKey: inboxKeys.list(view) });
    return [];
  }
  const head = await readInbox(api, { view });
  await idle(queries, inboxKeys.list(view));
  const loaded = pagesOf(queries, view);
  if (!loaded) return [];
  const came = arrivedIn(loaded, head);
  const { pages, doubtful } = withHead(view, loaded, head);
  put(queries, view, pages);
  for (const id of doubtful) void refreshNotification({ api, queries }, id).catch(() => undefined);
  for (const item of head.items)
    void queries.invalidateQueries({ queryKey: inboxKeys.notification(item.id) });
  return came;
}

/** The lead's list is nobody's own, so no hint says when it changes: it is looked at again from time to time. */
export const catchUpTeam = (deps: Deps): Promise<unknown> => catchUp(deps, 'team');

/**
 * Puts one notification, as just read or answered, wherever it is shown; and into the lists that it belongs to now,
 * unless it is only brought up to date.
 */
export function showNotification(queries: QueryClient, item: NotificationView, how: How = 'put in'): void {
  putNotification(queries, item, how);
  for (const view of inboxViews)
    if (queries.isFetching({ queryKey: inboxKeys.list(view), exact: true }) > 0)
      void idle(queries, inboxKeys.list(view)).then(() => putNotification(queries, item, how));
}

function putNotification(queries: QueryClient, item: NotificationView, how: How): void {
  const was = heldNotification(queries, item.id);
  if (was && was.version > item.version) return;
  const mine = queries.getQueryData<{ agent: { id: string } }>(['me'])?.agent.id === item.recipientId;
  for (const view of inboxViews) {
    const loaded = pagesOf(queries, view);
    const isHere = loaded?.some(page => page.items.some(one => one.id === item.id));
    if (loaded && (isHere || (mine && how === 'put in'))) put(queries, view, withItem(view, loaded, item));
  }
  const open = pagesOf(queries, 'open');
  const [first, ...more] = open ?? [];
  if (first && mine) {
    const counts = recounted(first.counts, was, item);
    put(queries, 'open', [{ ...first, counts, unseen: counts.unread }, ...more]);
  }
  queries.setQueryData<NotificationView>(inboxKeys.notification(item.id), held =>
    held ? { ...parts(held, item), ...laterVersion(item, held) } : undefined,
  );
}

/** What only the whole notification has, and a line of a list says nothing of. */
function parts(held: NotificationView, item: NotificationView): Partial<NotificationView> {
  const { deliveries, history } = held as { deliveries?: unknown; history?: unknown };
  return item.version >= held.version ? ({ deliveries, history } as Partial<NotificationView>) : held;
}

/** A notification as it was last heard of, wherever it is held. */
export function heldNotification(queries: QueryClient, id: string): NotificationView | undefined {
  const listed = inboxViews.flatMap(
    view => pagesOf(queries, view)?.flatMap(page => page.items.filter(item => item.id === id)) ?? [],
  );
  const read = queries.getQueryData<NotificationView>(inboxKeys.notification(id));
  return [...listed, ...(read ? [read] : [])].reduce<NotificationView | undefined>(
    (latest, item) => (latest ? laterVersion(latest, item) : item),
    undefined,
  );
}

/**
 * A hint about one notification that the heads may not reach any more. What nobody has seen is left to the heads to
 * bring, since it is news then.
 */
export async function refreshNotification({ api, queries }: Deps, id: string): Promise<void> {
  if (!heldNotification(queries, id)) return;
  try {
    const item = await api(routes.getNotification, { params: { notificationId: id } });
    showNotification(queries, item, isUnseen(item) ? 'bring up to date' : 'put in');
    queries.setQueryData(inboxKeys.notification(id), held => held && item);
  } catch (error) {
    if (!isProblem(error, 404)) throw error;
  }
}
