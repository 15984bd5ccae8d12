import { beforeEach, expect, test } from '@jest/globals';
import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import type { Api } from '../../web/api/api.ts';
import { type InboxPage, inboxKeys, readInbox } from '../../web/api/notification-queries.ts';
import { catchUpInbox, showNotification } from '../../web/live/catch-up-inbox.ts';

const item = (n: number, more: Partial<NotificationView> = {}) =>
  ({ id: `n${n}`, recipientId: 'anna', state: 'queued', times: 1, version: 1, ...more }) as NotificationView;
const cursorAt = (n: number) => (n > 0 ? { cursor: String(n) } : {});

const openList = inboxKeys.list('open');

let top: number;
let held: (() => void)[];
let hold: boolean;
let queries: QueryClient;
let observer: InfiniteQueryObserver<
  InboxPage,
  Error,
  { pages: InboxPage[] },
  typeof openList,
  string | undefined
>;

/** A server whose inbox holds n1 … n(top), two a page; an answer can be held back. */
const api = (async (_route: unknown, given: { query: { cursor?: string } }) => {
  const from = Number(given.query.cursor ?? top);
  const notifications = [from, from - 1].filter(n => n > 0).map(n => item(n));
  if (hold && given.query.cursor) await new Promise<void>(go => held.push(go));
  const counts = { unread: top, open: top, snoozed: 0 };
  return { notifications, unseen: top, counts, ...cursorAt(from - 2) };
}) as unknown as Api;

beforeEach(async () => {
  [top, held, hold] = [6, [], false];
  queries = new QueryClient();
  queries.setQueryData(['me'], { agent: { id: 'anna' } });
  observer = new InfiniteQueryObserver(queries, {
    queryKey: openList,
    queryFn: ({ pageParam }) => readInbox(api, { view: 'open', cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.cursor,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  observer.subscribe(() => undefined);
  await observer.refetch();
});

const shown = () =>
  (queries.getQueryData<{ pages: InboxPage[] }>(openList)?.pages ?? []).flatMap(page => page.items);
const ids = () => shown().map(one => one.id);

test('news that come while an older page is being read are not lost when it arrives', async () => {
  hold = true;
  const reading = observer.fetchNextPage();
  for (let turn = 0; turn < 20 && held.length === 0; turn++) await Promise.resolve();
  top = 7;
  const caughtUp = catchUpInbox({ api, queries });
  for (const go of held) go();
  await reading;
  expect((await caughtUp).map(one => one.id)).toEqual(['n7']);
  expect(ids()).toEqual(['n7', 'n6', 'n5', 'n4', 'n3']);
});

test('what is acknowledged while an older page is being read stays away', async () => {
  hold = true;
  const reading = observer.fetchNextPage();
  for (let turn = 0; turn < 20 && held.length === 0; turn++) await Promise.resolve();
  showNotification(queries, item(6, { state: 'acknowledged', version: 2 }));
  expect(ids()).toEqual(['n5']);
  for (const go of held) go();
  await reading;
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  expect(ids()).toEqual(['n5', 'n4', 'n3']);
});

test('the number of unseen follows what is shown as seen', () => {
  const counts = () => queries.getQueryData<{ pages: InboxPage[] }>(openList)?.pages[0]?.counts;
  showNotification(queries, item(6, { state: 'seen', version: 2 }));
  expect(counts()).toEqual({ unread: 5, open: 6, snoozed: 0 });
  showNotification(queries, item(6, { state: 'acknowledged', version: 3 }));
  expect(counts()).toEqual({ unread: 5, open: 5, snoozed: 0 });
  showNotification(queries, item(5, { snoozedUntil: '2026-11-23T12:00:00.000Z', version: 2 }));
  expect(counts()).toEqual({ unread: 4, open: 4, snoozed: 1 });
});
