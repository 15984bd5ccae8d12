import { useCallback, useMemo, useState } from 'react';
import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import { useInbox } from '../../api/queries.ts';
import { useKeys } from '../../app/keys.ts';
import { visit } from '../../app/router.tsx';
import { isUnseen } from '../../live/catch-up.ts';
import { useMessages } from '../../messages/messages.ts';
import { Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { PushNudge } from '../../push/push-nudge.tsx';
import css from './inbox.module.css';
import { canAcknowledge, useAcknowledge, useSeen } from './inbox-actions.ts';
import { InboxDetail } from './inbox-detail.tsx';
import { InboxList, select } from './inbox-list.tsx';

function useInboxItems() {
  const inbox = useInbox();
  const items = useMemo(() => inbox.data?.pages.flatMap(page => page.items) ?? [], [inbox.data]);
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = inbox;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { inbox, items, more };
}

/** The signed-in agent's notifications: the list, and the one that is read. */
export default function InboxRoom({ notificationId }: { readonly notificationId?: string | undefined }) {
  const m = useMessages();
  const { inbox, items, more } = useInboxItems();
  const [inView, setInView] = useState<readonly string[]>([]);
  const listed = items.find(item => item.id === notificationId);
  const acknowledge = useAcknowledge().mutate;
  useSeen(unseenAmong(items, inView, notificationId));
  useInboxKeys(items, { selected: listed, acknowledge });
  return (
    <Room title={m.inbox.title} actions={<PushNudge />}>
      {inbox.isError && <Trouble error={inbox.error} onRetry={() => void inbox.refetch()} />}
      <div className={css['panes']} data-open={notificationId !== undefined}>
        <div className={css['listPane']}>
          {inbox.isPending && <Loading />}
          {inbox.isSuccess && items.length === 0 && (
            <Empty icon="inbox" title={m.inbox.emptyTitle} text={m.inbox.emptyText} />
          )}
          {items.length > 0 && (
            <InboxList items={items} selectedId={notificationId} onInView={setInView} onEnd={more} />
          )}
        </div>
        <div className={css['detailPane']}>
          {notificationId ? (
            <InboxDetail
              key={notificationId}
              id={notificationId}
              listed={listed}
              onAcknowledge={acknowledge}
            />
          ) : (
            items.length > 0 && <Empty icon="open" title={m.inbox.title} text={m.inbox.pick} />
          )}
        </div>
      </div>
    </Room>
  );
}

function unseenAmong(
  items: readonly NotificationView[],
  inView: readonly string[],
  selectedId: string | undefined,
): readonly string[] {
  const front = new Set(selectedId ? [...inView, selectedId] : inView);
  return items.filter(item => front.has(item.id) && isUnseen(item)).map(item => item.id);
}

type Keyed = {
  readonly selected: NotificationView | undefined;
  readonly acknowledge: (item: NotificationView) => void;
};

function useInboxKeys(items: readonly NotificationView[], { selected, acknowledge }: Keyed): void {
  const step = (by: 1 | -1) => () => {
    const at = selected ? items.indexOf(selected) + by : 0;
    const next = items[Math.min(Math.max(at, 0), items.length - 1)];
    if (next) select(next.id);
  };
  const edge = (item: NotificationView | undefined) => () => item && select(item.id);
  useKeys({
    j: step(1),
    arrowdown: step(1),
    k: step(-1),
    arrowup: step(-1),
    home: edge(items[0]),
    end: edge(items.at(-1)),
    a: () => selected && canAcknowledge(selected) && acknowledge(selected),
    enter: () => selected && visit({ room: 'account', accountId: selected.accountId }),
    escape: () => visit({ room: 'inbox' }),
  });
}
