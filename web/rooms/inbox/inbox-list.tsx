import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import { useMessages } from '../../messages/messages.ts';
import { type RowHeights, useRowHeight } from '../../parts/row-height.ts';
import css from './inbox.module.css';
import { InboxRow, optionId } from './inbox-row.tsx';
import type { InboxTab } from './inbox-tab.ts';
import { useAnchor } from './use-anchor.ts';
import type { Picks } from './use-picks.ts';

const ROW: RowHeights = [68, 52];

type InboxListProps = {
  readonly tab: InboxTab;
  readonly items: readonly NotificationView[];
  readonly selectedId: string | undefined;
  readonly picks: Picks;
  readonly onInView: (ids: readonly string[]) => void;
  readonly onEnd: () => void;
};

type Watched = Pick<InboxListProps, 'items' | 'onInView' | 'onEnd'> & {
  readonly scroller: RefObject<HTMLDivElement | null>;
};

/** The rows in the page; tells which of them are in view, and when the end comes near. */
function useRows({ items, scroller, onInView, onEnd }: Watched) {
  const rowHeight = useRowHeight()(ROW);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: index => items[index]?.id ?? index,
    overscan: 6,
  });
  const ids = useMemo(() => items.map(item => item.id), [items]);
  useAnchor(scroller, { ids, rowHeight });
  const { range } = rows;
  const isShown = range !== null && (scroller.current?.clientHeight ?? 0) > 0;
  const shown = isShown ? items.slice(range.startIndex, range.endIndex + 1) : [];
  const inView = shown.map(item => item.id).join('\n');
  useEffect(() => onInView(inView === '' ? [] : inView.split('\n')), [inView, onInView]);
  useEffect(() => {
    if (range && range.endIndex >= items.length - 10) onEnd();
  }, [range, items.length, onEnd]);
  return { rows, ids, rowHeight };
}

/** Brings what is selected into view, once. */
function useInView(id: string | undefined, index: number, show: (index: number) => void): void {
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (id === shown.current || index < 0) return;
    shown.current = id;
    show(index);
  });
}

/** The list of notifications: a listbox of which only the rows in view are in the page. */
export function InboxList({ tab, items, selectedId, picks, onInView, onEnd }: InboxListProps) {
  const m = useMessages();
  const scroller = useRef<HTMLDivElement>(null);
  const { rows, ids, rowHeight } = useRows({ items, scroller, onInView, onEnd });
  const selectedIndex = selectedId === undefined ? -1 : ids.indexOf(selectedId);
  useInView(selectedId, selectedIndex, index => rows.scrollToIndex(index, { align: 'auto' }));
  return (
    <div className={css['listBox']}>
      <NewerButton scroller={scroller} ids={ids} rowHeight={rowHeight} />
      <div
        ref={scroller}
        className={css['list']}
        role="listbox"
        tabIndex={0}
        aria-label={m.inbox.lists[tab === 'queue' ? 'open' : tab]}
        aria-multiselectable="true"
        aria-activedescendant={selectedIndex >= 0 && selectedId ? optionId(selectedId) : undefined}
      >
        <div className={css['canvas']} role="presentation" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start, size }) => {
            const item = items[index];
            return (
              item && (
                <InboxRow
                  key={item.id}
                  item={item}
                  tab={tab}
                  place={{ index, count: items.length, top: start, height: size }}
                  selected={item.id === selectedId}
                  picked={picks.has(item.id)}
                  onPick={picks.toggle}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

type NewerProps = {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly ids: readonly string[];
  readonly rowHeight: number;
};

/** For those who have scrolled down: how many have come in above since. */
function NewerButton({ scroller, ids, rowHeight }: NewerProps) {
  const m = useMessages();
  const [known, setKnown] = useState<ReadonlySet<string>>(new Set(ids));
  const atTop = (scroller.current?.scrollTop ?? 0) < rowHeight / 2;
  useEffect(() => {
    if (atTop) setKnown(new Set(ids));
  }, [atTop, ids]);
  const came = ids.findIndex(id => known.has(id));
  if (atTop || came <= 0) return null;
  return (
    <button type="button" className={css['newer']} onClick={() => scroller.current?.scrollTo({ top: 0 })}>
      {m.inbox.newOnes(came)}
    </button>
  );
}
