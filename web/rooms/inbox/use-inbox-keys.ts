import { useEffect, useRef } from 'react';
import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import { useKeys } from '../../app/keys.ts';
import { visit } from '../../app/router.tsx';
import type { InboxTab } from './inbox-tab.ts';
import { select } from './select.ts';
import type { Picks } from './use-picks.ts';

type Keyed = {
  readonly tab: InboxTab;
  readonly selectedId: string | undefined;
  readonly picks: Picks;
  /** What an action is about: what is selected, else what is open. */
  readonly targets: () => readonly NotificationView[];
  readonly acknowledge: (items: readonly NotificationView[]) => void;
  readonly snooze: (items: readonly NotificationView[]) => void;
};

/** Keys of the inbox. When the open notification has left the list, the next one is that which took its place. */
export function useInboxKeys(items: readonly NotificationView[], keyed: Keyed): void {
  const { tab, selectedId, picks, targets, acknowledge, snooze } = keyed;
  const index = items.findIndex(item => item.id === selectedId);
  const place = useRef(-1);
  useEffect(() => {
    if (index >= 0) place.current = index;
  }, [index]);
  const goTo = (at: number) => {
    const next = items[Math.min(Math.max(at, 0), items.length - 1)];
    if (next) select(next.id, tab);
  };
  const down = () => goTo(index >= 0 ? index + 1 : Math.max(place.current, 0));
  const up = () => goTo(index >= 0 ? index - 1 : place.current - 1);
  const take = () => acknowledge(targets());
  useKeys({
    ...{ j: down, arrowdown: down, k: up, arrowup: up },
    ...{ home: () => goTo(0), end: () => goTo(items.length - 1) },
    ...{ e: take, a: take },
    s: () => snooze(targets()),
    x: () => {
      const at = index >= 0 ? items[index] : items[0];
      if (!at) return;
      if (index < 0) select(at.id, tab);
      picks.toggle(at.id);
    },
    enter: () => {
      const [first] = targets();
      if (first) visit({ room: 'account', accountId: first.accountId });
    },
    escape: () => (picks.items.length > 0 ? picks.clear() : visit({ room: 'inbox', tab })),
  });
}
