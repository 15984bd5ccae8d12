import type { InboxCounts, NotificationView } from '../../shared/contracts/notifications-contract.ts';
import type { InboxPage, InboxView } from '../api/notification-queries.ts';

type Standing = Pick<NotificationView, 'state' | 'snoozedUntil'>;

const openStates: readonly string[] = ['queued', 'sent', 'delivered', 'seen'];
const unseenStates: readonly string[] = ['queued', 'sent', 'delivered'];

/** Nobody has taken it on yet, and it has not ended otherwise. */
export const isOpen = ({ state }: Pick<NotificationView, 'state'>): boolean => openStates.includes(state);
export const isSnoozed = (item: Standing): boolean => isOpen(item) && item.snoozedUntil !== undefined;
export const isUnseen = (item: Standing): boolean => unseenStates.includes(item.state) && !isSnoozed(item);

/** Whether a notification belongs into a list when that is read anew. */
export function belongs(view: InboxView, item: Standing): boolean {
  if (view === 'snoozed') return isSnoozed(item);
  if (isSnoozed(item)) return false;
  if (view === 'all') return true;
  return view === 'unread' ? isUnseen(item) : isOpen(item);
}

/** As `belongs`, but what was read stays among the unread until that list is opened again: nothing goes while it is read. */
export const stays = (view: InboxView, item: Standing): boolean =>
  belongs(view, item) || (view === 'unread' && isOpen(item) && !isSnoozed(item));

export const laterVersion = (one: NotificationView, other: NotificationView): NotificationView =>
  one.version >= other.version ? one : other;

/**
 * What came to a list since it was read last: unseen and not loaded before, or told again. Nothing on the first reading,
 * which is no news; and what moved up at the head's end, since others left, is older than what was loaded.
 */
export function arrivedIn(loaded: readonly InboxPage[], head: InboxPage): readonly NotificationView[] {
  if (loaded.length === 0) return [];
  const known = knownIn(loaded);
  const lastKnown = head.items.findLastIndex(item => known.has(item.id));
  const allLoaded = loaded.at(-1)?.cursor === undefined || lastKnown < 0;
  return head.items.filter((item, at) => {
    const held = known.get(item.id);
    if (!isUnseen(item)) return false;
    return held ? !isUnseen(held) || held.times < item.times : allLoaded || at < lastKnown;
  });
}

const knownIn = (loaded: readonly InboxPage[]): ReadonlyMap<string, NotificationView> =>
  new Map(loaded.flatMap(page => page.items).map(item => [item.id, item]));

export type Merged = {
  readonly pages: readonly InboxPage[];
  /** Should have been in the head and were not: each must be asked for, since they may have ended elsewhere. */
  readonly doubtful: readonly string[];
};

/** The beginning of a list as it was just read. */
export type Head = InboxPage & {
  /** Goes down to what is loaded: what it lacks has left. Otherwise it says nothing of what is below. */
  readonly isDeep?: boolean;
  /** Heard of after the reading began: it says nothing of them. */
  readonly newer?: ReadonlySet<string>;
};

/**
 * A list with its freshly read head. News go to the front; what is loaded keeps its place, whatever the server's order is
 * now, so that nothing moves under the reader's eyes. Where the head is everything there is, or goes down to what is
 * loaded, what it lacks has left. When more came than one page holds, the rest is let go, so that no gap is ever shown.
 */
export function withHead(view: InboxView, loaded: readonly InboxPage[], read: Head): Merged {
  const { isDeep = false, newer = nothing, ...head } = read;
  const known = knownIn(loaded);
  const fresh = new Map(head.items.map(item => [item.id, laterVersion(item, known.get(item.id) ?? item)]));
  const lastKnown = head.items.findLastIndex(item => known.has(item.id));
  const isWhole = head.cursor === undefined || isDeep;
  if (lastKnown < 0 && !isWhole) return { pages: [head], doubtful: [] };
  const news = new Set(arrivedIn(loaded, head).map(item => item.id));
  const front = head.items.filter((item, at) => news.has(item.id) || (at < lastKnown && !known.has(item.id)));
  const first = new Set(front.map(item => item.id));
  const isKept = (item: NotificationView) =>
    fresh.has(item.id) || (isWhole && !newer.has(item.id) ? isJustRead(view, item) : stays(view, item));
  const kept = [...known.values()].filter(item => !first.has(item.id) && isKept(item));
  const older = head.items.filter(item => !known.has(item.id) && !first.has(item.id));
  const place = kept.findLastIndex(item => fresh.has(item.id)) + 1;
  const items = [...front, ...kept.toSpliced(place, 0, ...older)].map(item => fresh.get(item.id) ?? item);
  const { cursor: own, ...rest } = head;
  const cursor = isWhole ? own : loaded.at(-1)?.cursor;
  const missing = isWhole ? unheardOf(kept, fresh, isDeep) : missingFrom(view, kept, fresh);
  return {
    pages: [{ ...rest, items, ...(cursor === undefined ? {} : { cursor }) }],
    doubtful: missing.filter(id => !newer.has(id)),
  };
}

const nothing: ReadonlySet<string> = new Set();

/** What is kept only since it was just read may have ended; worth asking when everything is read again. */
const unheardOf = (
  kept: readonly NotificationView[],
  fresh: ReadonlyMap<string, NotificationView>,
  isDeep: boolean,
): readonly string[] => (isDeep ? kept.filter(item => !fresh.has(item.id)).map(item => item.id) : []);

/** Read a moment ago in the list of the unread: it belongs there no longer, and stays until that is opened again. */
const isJustRead = (view: InboxView, item: Standing): boolean => stays(view, item) && !belongs(view, item);

/**
 * Those that the head lacks although it reaches further. The server lists what is open with the unseen first, so each of
 * the two is looked at by itself.
 */
function missingFrom(
  view: InboxView,
  kept: readonly NotificationView[],
  fresh: ReadonlyMap<string, NotificationView>,
): readonly string[] {
  const isSecond = (item: NotificationView) => view === 'open' && !isUnseen(item);
  const reachesSecond = [...fresh.values()].some(isSecond);
  return [false, true].flatMap(second => {
    const group = kept.filter(item => isSecond(item) === second);
    const isPassed = view === 'open' && !second && reachesSecond;
    const reach = isPassed ? '' : reachOf([...fresh.values()].filter(item => isSecond(item) === second));
    const last = isPassed ? group.length : group.findLastIndex(item => fresh.has(item.id));
    return group
      .slice(0, Math.max(0, last))
      .filter(item => !fresh.has(item.id) && belongs(view, item) && toldAt(item) >= reach)
      .map(item => item.id);
  });
}

/**
 * How far back the head reaches: what was told before may stand below it. One that came back stands further up than when
 * it was told, so the last few are asked.
 */
const reachOf = (head: readonly NotificationView[]): string => head.slice(-3).map(toldAt).sort().at(-1) ?? '';

/** When a notification was told last: what was told again counts from then. */
export const toldAt = ({ createdAt, occurredAt, times }: NotificationView): string =>
  times > 1 && occurredAt > createdAt ? occurredAt : createdAt;

/**
 * A list with one notification as it is now: brought up to date where it is, taken out where it no longer belongs, put in
 * by its time where it is missing and what is loaded reaches back that far.
 */
export function withItem(
  view: InboxView,
  loaded: readonly InboxPage[],
  item: NotificationView,
): readonly InboxPage[] {
  const isHere = loaded.some(page => page.items.some(one => one.id === item.id));
  if (!isHere) return belongs(view, item) ? inserted(view, loaded, item) : loaded;
  return loaded.map(page => ({
    ...page,
    items: page.items.flatMap(held => {
      const now = held.id === item.id ? laterVersion(item, held) : held;
      return held.id !== item.id || stays(view, now) ? [now] : [];
    }),
  }));
}

function inserted(
  view: InboxView,
  loaded: readonly InboxPage[],
  item: NotificationView,
): readonly InboxPage[] {
  const comesAfter = (one: NotificationView) =>
    view === 'snoozed'
      ? (one.snoozedUntil ?? '') > (item.snoozedUntil ?? '')
      : one.createdAt < item.createdAt;
  const isComplete = loaded.at(-1)?.cursor === undefined;
  const at = loaded.findIndex(page => page.items.some(comesAfter));
  const place = at >= 0 ? at : isComplete ? loaded.length - 1 : -1;
  return loaded.map((page, index) => {
    if (index !== place) return page;
    const before = page.items.findIndex(comesAfter);
    return { ...page, items: page.items.toSpliced(before < 0 ? page.items.length : before, 0, item) };
  });
}

const standing = (item: Standing): InboxCounts => ({
  unread: isUnseen(item) ? 1 : 0,
  open: isOpen(item) && !isSnoozed(item) ? 1 : 0,
  snoozed: isSnoozed(item) ? 1 : 0,
});

/** The counts after a notification became another; the server's own come with the next reading. */
export function recounted(counts: InboxCounts, was: Standing | undefined, is: Standing): InboxCounts {
  if (!was) return counts;
  const [before, after] = [standing(was), standing(is)];
  const count = (of: keyof InboxCounts) => Math.max(0, counts[of] + after[of] - before[of]);
  return { unread: count('unread'), open: count('open'), snoozed: count('snoozed') };
}
