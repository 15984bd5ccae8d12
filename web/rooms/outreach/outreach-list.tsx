import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { OutreachView } from '../../../shared/contracts/outreach-contract.ts';
import { useMessages } from '../../messages/messages.ts';
import { NARROW, type RowHeights, useRowHeight } from '../../parts/row-height.ts';
import { useKeepPlace } from '../../parts/virtual-list.tsx';
import { useFocusSoon, useListKeys } from '../devices/use-list-keys.ts';
import { useMedia } from '../devices/use-media.ts';
import css from './outreach.module.css';
import { OutreachRow, rowId } from './outreach-row.tsx';
import type { OutreachTab } from './outreach-tab.ts';

type ListProps = {
  readonly tab: OutreachTab;
  readonly rows: readonly OutreachView[];
  readonly currency: string;
  /** Called when the end comes near. */
  readonly onEnd: () => void;
};

const ROW: RowHeights = [68, 60];
const NARROW_ROW: RowHeights = [132, 120];
/** So many rows before the end the next ones are read. */
const EARLY = 12;

/** The rows in the page: those in view, and the one that the keyboard is on wherever it is. */
function useRows(rows: readonly OutreachView[], current: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const high = useRowHeight();
  const height = high(useMedia(NARROW) ? NARROW_ROW : ROW);
  const shown = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: index => rows[index]?.id ?? index,
    overscan: 6,
    rangeExtractor: useCallback(
      (range: Range) => {
        const inView = defaultRangeExtractor(range);
        return inView.includes(current) ? inView : [...inView, current].sort((a, b) => a - b);
      },
      [current],
    ),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: all rows are measured anew when their height changes
  useEffect(() => shown.measure(), [shown, height]);
  useKeepPlace(scroller, rows, { idOf: ({ id }) => id, rowHeight: () => height });
  return { scroller, shown };
}

/** Signals, one link each; arrows, J and K go from one to the next. */
export function OutreachList({ tab, rows, currency, onEnd }: ListProps) {
  const { outreach: m } = useMessages();
  const [currentId, setCurrentId] = useState<string>();
  const current = Math.max(
    0,
    rows.findIndex(({ id }) => id === currentId),
  );
  const { scroller, shown } = useRows(rows, current);
  const focus = useFocusSoon();
  const goTo = (index: number) => {
    const row = rows[index];
    if (!row) return;
    setCurrentId(row.id);
    shown.scrollToIndex(index, { align: 'auto' });
    focus(rowId(row.id));
  };
  const items = useMemo(() => rows.map(() => ({ is: 'case' }) as const), [rows]);
  const onKeyDown = useListKeys(items, { current, goTo });
  const last = shown.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - EARLY) onEnd();
  }, [last, rows.length, onEnd]);
  return (
    <section ref={scroller} className={css['list']} aria-label={m.lists[tab]} onKeyDown={onKeyDown}>
      <ol className={css['canvas']} style={{ height: shown.getTotalSize() }}>
        {shown.getVirtualItems().map(({ index, key, start, size }) => (
          <li
            key={key}
            className={css['item']}
            aria-setsize={rows.length}
            aria-posinset={index + 1}
            style={{ height: size, transform: `translateY(${start}px)` }}
          >
            <OutreachRow
              tab={tab}
              view={rows[index] as OutreachView}
              currency={currency}
              current={index === current}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
