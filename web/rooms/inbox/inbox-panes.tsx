import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import { type InboxView, useInbox } from '../../api/notification-queries.ts';
import { useMe } from '../../api/queries.ts';
import { useServices } from '../../app/services.ts';
import { catchUpTeam, heldNotification } from '../../live/catch-up-inbox.ts';
import { isUnseen, laterVersion } from '../../live/inbox-lists.ts';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { useHeldIds } from './acknowledgers.ts';
import css from './inbox.module.css';
import { InboxDetail } from './inbox-detail.tsx';
import { InboxList } from './inbox-list.tsx';
import { InboxToolbar } from './inbox-toolbar.tsx';
import { everything, isEverything, type Sieve, sieved } from './sieve.ts';
import { canSnooze, useInboxActs } from './use-inbox-acts.ts';
import { useInboxKeys } from './use-inbox-keys.ts';
import { type Picks, usePicks } from './use-picks.ts';
import { useSeen } from './use-seen.ts';

const SnoozeDialog = lazy(() => import('./snooze-dialog.tsx'));

type Items = readonly NotificationView[];
type PanesProps = { readonly view: InboxView; readonly notificationId: string | undefined };

/** What a list holds here: what is held as acknowledged is gone from it, or shown so where it stays. */
function useInboxItems(view: InboxView) {
  const inbox = useInbox(view);
  const held = useHeldIds();
  const pages = inbox.data?.pages;
  const heldKey = [...held].join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the held ids are new with each drawing, their text is not
  const items = useMemo(() => {
    const all = once(pages?.flatMap(page => page.items) ?? []);
    if (held.size === 0) return all;
    if (view !== 'all') return all.filter(item => !held.has(item.id));
    return all.map(item => (held.has(item.id) ? ({ ...item, state: 'acknowledged' } as const) : item));
  }, [pages, heldKey, view]);
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = inbox;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { inbox, items, more };
}

/** Each notification once, where it stands first: one that was read while pages were loaded comes again further down. */
const once = (items: Items): Items => {
  const latest = new Map<string, NotificationView>();
  for (const item of items) latest.set(item.id, laterVersion(item, latest.get(item.id) ?? item));
  return [...latest.values()];
};

const TEAM_EVERY_MS = 30_000;

/** Nobody is told of a change in the lead's list, so it is looked at again while it is shown. */
function useTeamNews(view: InboxView): void {
  const services = useServices();
  useEffect(() => {
    if (view !== 'team') return;
    const timer = setInterval(() => void catchUpTeam(services).catch(() => undefined), TEAM_EVERY_MS);
    return () => clearInterval(timer);
  }, [view, services]);
}

/** What is done with what is selected or read; to snooze asks until when first. */
function useDesk(view: InboxView, { shown, picks, notificationId }: Asked) {
  const [snoozing, setSnoozing] = useState<Items>([]);
  const acts = useInboxActs();
  const targets = useTargets(picks, notificationId);
  const snooze = (of: Items) => setSnoozing(of.filter(canSnooze));
  const acknowledge = (of: Items) => {
    acts.acknowledge(of);
    picks.clear();
  };
  const keyed = { tab: view, selectedId: notificationId, picks, targets, acknowledge, snooze };
  useInboxKeys(shown, keyed);
  const bringBack = (of: Items) => void acts.bringBack(of);
  return { snoozing, stopAsking: () => setSnoozing([]), acts: { acknowledge, snooze, bringBack } };
}
type Asked = Pick<PanesProps, 'notificationId'> & { readonly shown: Items; readonly picks: Picks };

/** A list and the notification that is read. */
export function InboxPanes({ view, notificationId }: PanesProps) {
  const { inbox, items, more } = useInboxItems(view);
  const [sieve, setSieve] = useState(everything);
  const shown = useMemo(() => sieved(items, sieve), [items, sieve]);
  const picks = usePicks(shown);
  const { snoozing, stopAsking, acts } = useDesk(view, { shown, picks, notificationId });
  useTeamNews(view);
  const listed = { view, all: items, shown, sieve, picks, more, notificationId, hasMore: inbox.hasNextPage };
  return (
    <>
      {inbox.isError && <Trouble error={inbox.error} onRetry={() => void inbox.refetch()} />}
      <div className={css['panes']} data-open={notificationId !== undefined}>
        <div className={css['listPane']}>
          <InboxToolbar all={items} sieve={sieve} onSieve={setSieve} picks={picks} acts={acts} />
          {inbox.isPending && <Loading />}
          {inbox.isSuccess && <Listed {...listed} />}
        </div>
        <div className={css['detailPane']}>
          <Reading view={view} id={notificationId} empty={items.length === 0} onSnooze={acts.snooze} />
        </div>
      </div>
      {snoozing.length > 0 && (
        <Suspense fallback={null}>
          <SnoozeDialog items={snoozing} onClose={stopAsking} onDone={picks.clear} />
        </Suspense>
      )}
    </>
  );
}

/** What an action is about: what is selected, else the notification that is read, wherever it is listed. */
function useTargets(picks: Picks, notificationId: string | undefined): () => Items {
  const { queries } = useServices();
  const held = useHeldIds();
  return () => {
    if (picks.items.length > 0) return picks.items;
    const read = notificationId === undefined ? undefined : heldNotification(queries, notificationId);
    return read && !held.has(read.id) ? [read] : [];
  };
}

type ListedProps = {
  readonly view: InboxView;
  readonly all: Items;
  readonly shown: Items;
  readonly sieve: Sieve;
  readonly picks: Picks;
  readonly more: () => void;
  readonly hasMore: boolean;
  readonly notificationId: string | undefined;
};

function Listed({ view, all, shown, sieve, picks, more, hasMore, notificationId }: ListedProps) {
  const m = useMessages();
  const [inView, setInView] = useState<readonly string[]>([]);
  const me = useMe().data?.agent.id;
  const whole = isEverything(sieve);
  const onEnd = useCallback(() => {
    if (whole) more();
  }, [whole, more]);
  useSeen(unseenAmong(all, inView, { selectedId: notificationId, me }));
  if (all.length === 0) return <Empty icon="inbox" {...m.inbox.empty[view]} />;
  return (
    <>
      {shown.length > 0 && (
        <InboxList
          tab={view}
          items={shown}
          selectedId={notificationId}
          picks={picks}
          onInView={setInView}
          onEnd={onEnd}
        />
      )}
      {shown.length === 0 && (
        <Empty icon="inbox" title={m.inbox.noMatch} text={m.inbox.searched(all.length)} />
      )}
      {!whole && hasMore && (
        <div className={css['older']}>
          <span>{m.inbox.searched(all.length)}</span>
          <Button onPress={more}>{m.inbox.searchOlder}</Button>
        </div>
      )}
    </>
  );
}

/** One's own that nobody has looked at and that are in front of somebody now. */
function unseenAmong(
  items: Items,
  inView: readonly string[],
  { selectedId, me }: { readonly selectedId: string | undefined; readonly me: string | undefined },
): readonly string[] {
  const front = new Set(selectedId ? [...inView, selectedId] : inView);
  return items
    .filter(item => front.has(item.id) && isUnseen(item) && item.recipientId === me)
    .map(item => item.id);
}

type ReadingProps = {
  readonly view: InboxView;
  readonly id: string | undefined;
  readonly empty: boolean;
  readonly onSnooze: (items: Items) => void;
};

function Reading({ view, id, empty, onSnooze }: ReadingProps) {
  const m = useMessages();
  if (id) return <InboxDetail key={id} id={id} tab={view} onSnooze={item => onSnooze([item])} />;
  return empty ? null : <Empty icon="open" title={m.inbox.title} text={m.inbox.pick} />;
}
