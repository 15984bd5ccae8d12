import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import { type InboxPage, type InboxView, inboxKeys, inboxViews } from '../api/notification-queries.ts';
import { heardIn } from './heard.ts';
import { idle } from './idle.ts';
import { laterVersion, recounted, withItem } from './inbox-lists.ts';

type Loaded = InfiniteData<InboxPage, unknown>;
export type How = 'put in' | 'bring up to date';

export const pagesOf = (queries: QueryClient, view: InboxView): readonly InboxPage[] | undefined =>
  queries.getQueryData<Loaded>(inboxKeys.list(view))?.pages;

export const put = (queries: QueryClient, view: InboxView, pages: readonly InboxPage[]): void =>
  void queries.setQueryData<Loaded>(inboxKeys.list(view), {
    pages: [...pages],
    pageParams: pages.map(() => undefined),
  });

export const isThere = (queries: QueryClient, view: InboxView): boolean =>
  queries.getQueryCache().find({ queryKey: inboxKeys.list(view), exact: true }) !== undefined;

/**
 * Puts one notification, as just read or answered, wherever it is shown; and into the lists that it belongs to now,
 * unless it is only brought up to date.
 */
export function showNotification(queries: QueryClient, item: NotificationView, how: How = 'put in'): void {
  const latest = heardIn(queries).hear(item);
  putNotification(queries, latest, { how, counted: true });
  for (const view of inboxViews)
    if (isRead(queries, view))
      void idle(queries, inboxKeys.list(view)).then(() =>
        putNotification(queries, heardIn(queries).latest(item), { how, counted: true }),
      );
}

type Putting = { readonly how: How; readonly counted: boolean };

export function putNotification(
  queries: QueryClient,
  item: NotificationView,
  { how, counted }: Putting,
): void {
  const was = heldNotification(queries, item.id);
  if (was && was.version > item.version) return;
  const mine = meIn(queries) === item.recipientId;
  for (const view of inboxViews) {
    const loaded = pagesOf(queries, view);
    const isHere = loaded?.some(page => page.items.some(one => one.id === item.id));
    if (loaded && (isHere || (mine && how === 'put in')))
      put(queries, view, placed(queries, view, loaded)(item));
  }
  const open = pagesOf(queries, 'open');
  const [first, ...more] = open ?? [];
  if (first && mine && counted) {
    const counts = recounted(first.counts, was, item);
    put(queries, 'open', [{ ...first, counts, unseen: counts.unread }, ...more]);
  }
  queries.setQueryData<NotificationView>(inboxKeys.notification(item.id), held =>
    held ? { ...parts(held, item), ...laterVersion(item, held) } : undefined,
  );
}

const meIn = (queries: QueryClient): string | undefined =>
  queries.getQueryData<{ agent: { id: string } }>(['me'])?.agent.id;

/** The list with one notification as it is now; without it where it went to somebody else, but for the team's list. */
function placed(queries: QueryClient, view: InboxView, loaded: readonly InboxPage[]) {
  const me = meIn(queries);
  return (item: NotificationView, pages = loaded): readonly InboxPage[] =>
    view === 'team' || me === undefined || item.recipientId === me
      ? withItem(view, pages, item)
      : without(pages, item.id);
}

const without = (pages: readonly InboxPage[], id: string): readonly InboxPage[] =>
  pages.map(page => ({ ...page, items: page.items.filter(item => item.id !== id) }));

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

/** What one list was told goes into the others that show an older version of it. */
export function spread(queries: QueryClient, from: InboxView, items: readonly NotificationView[]): void {
  const told = new Map(items.map(item => [item.id, item]));
  const spreadTo = (view: InboxView) => {
    const loaded = pagesOf(queries, view);
    const shown = loaded?.flatMap(page => page.items) ?? [];
    const older = shown.filter(item => (told.get(item.id)?.version ?? 0) > item.version);
    const newer = older.flatMap(({ id }) => told.get(id) ?? []);
    if (!loaded || newer.length === 0) return;
    const place = placed(queries, view, loaded);
    put(
      queries,
      view,
      newer.reduce((pages, item) => place(item, pages), loaded),
    );
  };
  for (const view of inboxViews.filter(one => one !== from)) {
    if (isRead(queries, view)) void idle(queries, inboxKeys.list(view)).then(() => spreadTo(view));
    else spreadTo(view);
  }
}

const isRead = (queries: QueryClient, view: InboxView): boolean =>
  queries.isFetching({ queryKey: inboxKeys.list(view), exact: true }) > 0;

/** One that is not there any more, or somebody else's, leaves every list. */
export function drop(queries: QueryClient, id: string): void {
  heardIn(queries).forget(id);
  for (const view of inboxViews) {
    const loaded = pagesOf(queries, view);
    if (loaded?.some(page => page.items.some(item => item.id === id)))
      put(queries, view, without(loaded, id));
  }
}
