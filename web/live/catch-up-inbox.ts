import type { QueryClient } from '@tanstack/react-query';
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
import { heardIn, type Reading } from './heard.ts';
import { idle } from './idle.ts';
import {
  drop,
  type How,
  heldNotification,
  isThere,
  pagesOf,
  put,
  putNotification,
  spread,
} from './inbox-cache.ts';
import { arrivedIn, belongs, isUnseen, laterVersion, stays, withHead } from './inbox-lists.ts';
import { allTried, reread } from './reread.ts';

export { heldNotification, showNotification } from './inbox-cache.ts';

type Deps = {
  readonly api: Api;
  readonly queries: QueryClient;
  readonly signal?: AbortSignal | undefined;
};
/** The head is enough for news; everything that is loaded is looked at again when hints may have been missed. */
type Reach = 'head' | 'everything';

/** Pages that are read of one list at most; what is loaded beyond them is let go and read again by scrolling. */
const MOST_PAGES = 20;
const PAGE_SIZE = 50;
/** Notifications that are asked for one by one; more of them cost less with their lists. */
const MOST_SINGLE = 20;
/** Whoever reads the lead's list lets nobody else wait for longer. */
const TEAM_WITHIN_MS = 20_000;
/** How often a list is read again when something in it was heard of meanwhile. */
const MOST_TURNS = 3;

/**
 * Reads what is open and the list that is looked at, and puts news in front; answers with what arrived since the last
 * reading and is unseen.
 */
export async function catchUpInbox(deps: Deps, reach: Reach = 'head'): Promise<readonly NotificationView[]> {
  const came: NotificationView[] = [];
  const views = inboxViews.filter(view => view === 'open' || isThere(deps.queries, view));
  const tries = views.map(async view => {
    const arrived = await catchUp(deps, view, reach);
    if (view === 'open') came.push(...arrived);
  });
  await allTried(tries);
  return came;
}

async function catchUp(deps: Deps, view: InboxView, reach: Reach): Promise<readonly NotificationView[]> {
  const { queries } = deps;
  // A first reading that is under way may be older than what is to be caught up with.
  if (!pagesOf(queries, view)) await idle(queries, inboxKeys.list(view));
  if (!pagesOf(queries, view)) return [];
  // By when they come back: news may stand anywhere in it.
  if (view === 'snoozed') {
    await reread(queries, { queryKey: inboxKeys.list(view) });
    return [];
  }
  const heard = heardIn(queries);
  const came = new Map<string, NotificationView>();
  let [goesOn, how] = [true, reach];
  for (let turn = 0; goesOn && turn < MOST_TURNS; turn++)
    await heard.inTurn(view, async reading => {
      const read = await readOnce(deps, reading, how);
      for (const item of read.came) came.set(item.id, item);
      if (read.isTooDoubtful) how = 'everything';
      goesOn = read.isTooDoubtful || heard.isOvertaken(reading);
    });
  return [...came.values()];
}

type ReadOnce = { readonly came: readonly NotificationView[]; readonly isTooDoubtful: boolean };

async function readOnce(deps: Deps, reading: Reading, reach: Reach): Promise<ReadOnce> {
  const { queries } = deps;
  const { view } = reading;
  const read =
    reach === 'head' ? await readInbox(deps.api, { view }, deps.signal) : await readDeep(deps, view);
  await idle(queries, inboxKeys.list(view));
  const loaded = pagesOf(queries, view);
  if (!loaded) return { came: [], isTooDoubtful: false };
  const head = { ...asHeard(queries, reading, read), isDeep: reach === 'everything' };
  const came = arrivedIn(loaded, head);
  const { pages, doubtful } = withHead(view, loaded, head);
  heardIn(queries).take();
  put(queries, view, pages);
  spread(queries, view, head.items);
  const isTold = new Set<unknown>(head.items.map(({ id }) => id));
  void queries.invalidateQueries({
    predicate: ({ queryKey: [kind, id] }) => kind === 'notification' && isTold.has(id),
  });
  if (reach === 'head' && doubtful.length > MOST_SINGLE) return { came, isTooDoubtful: true };
  await allTried(doubtful.map(id => refreshNotification(deps, id)));
  return { came, isTooDoubtful: false };
}

/** The pages down to everything that is loaded, as one. */
async function readDeep({ api, queries, signal }: Deps, view: InboxView): Promise<InboxPage> {
  const wanted = new Set(pagesOf(queries, view)?.flatMap(page => page.items.map(item => item.id)));
  const most = Math.min(MOST_PAGES, Math.ceil(wanted.size / PAGE_SIZE) + 1);
  let read = await readInbox(api, { view }, signal);
  const isFound = () => {
    const found = new Set(read.items.map(item => item.id));
    return [...wanted].every(id => found.has(id));
  };
  for (let pages = 1; pages < most && read.cursor !== undefined && !isFound(); pages++) {
    const next = await readInbox(api, { view, cursor: read.cursor }, signal);
    read = { ...read, items: once([...read.items, ...next.items]), cursor: next.cursor };
  }
  return read;
}

function once(items: readonly NotificationView[]): readonly NotificationView[] {
  const latest = new Map<string, NotificationView>();
  for (const item of items) latest.set(item.id, laterVersion(item, latest.get(item.id) ?? item));
  return [...latest.values()];
}

/** What was read, each in the latest version that was heard of, and without what has left since. */
function asHeard(queries: QueryClient, reading: Reading, read: InboxPage) {
  const { view } = reading;
  const heard = heardIn(queries);
  const loaded = (pagesOf(queries, view) ?? []).flatMap(page => page.items.map(item => item.id));
  const known = new Set(loaded);
  const items = read.items
    .map(item => heard.hear(item, reading))
    .filter(item => belongs(view, item) || (known.has(item.id) && stays(view, item)));
  return { ...read, items, newer: new Set(loaded.filter(id => heard.isNewer(id, reading))) };
}

/** The lead's list is nobody's own, so no hint says when it changes: it is looked at again from time to time. */
export const catchUpTeam = (deps: Deps): Promise<unknown> =>
  catchUp({ ...deps, signal: AbortSignal.timeout(TEAM_WITHIN_MS) }, 'team', 'head');

export type Hint = { readonly id: string; readonly version: number };

/**
 * Hints about notifications: those that are shown are asked for first, for the heads bring the counts; those that the
 * heads did not bring either afterwards, for they may belong further down. What was heard of already is not asked for.
 * Answers as `catchUpInbox`.
 */
export async function catchUpHinted(
  deps: Deps,
  hints: readonly Hint[],
): Promise<readonly NotificationView[]> {
  const { queries } = deps;
  const isNews = ({ id, version }: Hint) =>
    Math.max(heardIn(queries).get(id)?.version ?? 0, heldNotification(queries, id)?.version ?? 0) < version;
  const news = hints.filter(isNews);
  if (news.length > MOST_SINGLE) {
    for (const { id } of news) void queries.invalidateQueries({ queryKey: inboxKeys.notification(id) });
    return catchUpInbox(deps, 'everything');
  }
  await allTried(news.map(({ id }) => refreshNotification(deps, id)));
  const came = await catchUpInbox(deps);
  await allTried(
    news.map(async ({ id, version }) => {
      const item = heardIn(queries).get(id);
      if (item && item.version >= version) putNotification(queries, item, { how: 'put in', counted: false });
      else await askFor(deps, id, () => 'put in');
    }),
  );
  return came;
}

/**
 * Asks for one notification that is shown and that the heads may not reach any more. What nobody has seen is left to the
 * heads to bring, since it is news then; what a list was read without meanwhile is not put back.
 */
export async function refreshNotification(deps: Deps, id: string): Promise<void> {
  if (!heldNotification(deps.queries, id)) return;
  const heard = heardIn(deps.queries);
  const before = heard.taken;
  await askFor(deps, id, item => (isUnseen(item) || heard.taken > before ? 'bring up to date' : 'put in'));
}

async function askFor(
  { api, queries, signal }: Deps,
  id: string,
  howTo: (item: NotificationView) => How,
): Promise<void> {
  try {
    const read = await api(routes.getNotification, { params: { notificationId: id }, signal });
    const item = heardIn(queries).hear(read);
    putNotification(queries, item, { how: howTo(item), counted: false });
    queries.setQueryData<NotificationView>(inboxKeys.notification(id), held =>
      held && item.version === read.version ? read : held,
    );
  } catch (error) {
    if (!isProblem(error, 404) && !isProblem(error, 403)) throw error;
    drop(queries, id);
  }
}
