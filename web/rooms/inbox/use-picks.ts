import { useMemo, useState } from 'react';
import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';

/** As many as one call may act on. */
export const MOST_PICKED = 100;

export type Picks = {
  readonly items: readonly NotificationView[];
  readonly has: (id: string) => boolean;
  readonly toggle: (id: string) => void;
  /** All that are shown, up to as many as may be; none when some are picked. */
  readonly toggleAll: () => void;
  readonly clear: () => void;
};

/** What is selected to be acted on together; what leaves the list is not selected any more. */
export function usePicks(shown: readonly NotificationView[]): Picks {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return useMemo(() => {
    const items = shown.filter(item => ids.has(item.id));
    const picked = new Set(items.map(item => item.id));
    const toggle = (id: string) => {
      if (picked.delete(id)) setIds(picked);
      else if (picked.size < MOST_PICKED) setIds(new Set([...picked, id]));
    };
    return {
      items,
      has: id => ids.has(id),
      toggle,
      toggleAll: () =>
        setIds(new Set(items.length > 0 ? [] : shown.slice(0, MOST_PICKED).map(item => item.id))),
      clear: () => setIds(new Set()),
    };
  }, [shown, ids]);
}
