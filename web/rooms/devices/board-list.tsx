import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState } from 'react';
import { NARROW, type RowHeights, useRowHeight } from '../../parts/row-height.ts';
import type { BoardItem } from './board-order.ts';
import { BoardRow, rowId } from './board-row.tsx';
import css from './devices.module.css';
import { useFocusSoon, useListKeys } from './use-list-keys.ts';
import { useMedia } from './use-media.ts';

type ListProps = {
  readonly items: readonly BoardItem[];
  readonly label: string;
  readonly groupName: (group: string) => string;
};

const HEAD: RowHeights = [40, 32];
const ROW: RowHeights = [76, 60];
const NARROW_ROW: RowHeights = [118, 108];

/** The rows in the page: those in view, and the one that the keyboard is on wherever it is. */
function useRows(items: readonly BoardItem[], current: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const high = useRowHeight();
  const height = high(useMedia(NARROW) ? NARROW_ROW : ROW);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: index => (items[index]?.is === 'head' ? high(HEAD) : height),
    getItemKey: index => items[index]?.key ?? index,
    overscan: 6,
    rangeExtractor: useCallback(
      (range: Range) => {
        const shown = defaultRangeExtractor(range);
        return current < 0 || shown.includes(current) ? shown : [...shown, current].sort((a, b) => a - b);
      },
      [current],
    ),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights depend on the order of headings and rows
  useEffect(() => rows.measure(), [rows, height, items]);
  return { scroller, rows };
}

/** The board's rows, one link each; arrows go from one to the next. */
export function BoardList({ items, label, groupName }: ListProps) {
  const [currentKey, setCurrentKey] = useState<string>();
  const held = items.findIndex(item => item.key === currentKey);
  const current = held >= 0 ? held : items.findIndex(item => item.is === 'case');
  const { scroller, rows } = useRows(items, current);
  const focus = useFocusSoon();
  const goTo = (index: number) => {
    const item = items[index];
    if (item?.is !== 'case') return;
    setCurrentKey(item.key);
    rows.scrollToIndex(index, { align: 'auto' });
    focus(rowId(item.line.id));
  };
  const onKeyDown = useListKeys(items, { current, goTo });
  return (
    <section ref={scroller} className={css['list']} aria-label={label} onKeyDown={onKeyDown}>
      <ol className={css['canvas']} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start, size }) => (
          <li
            key={key}
            className={css['item']}
            aria-setsize={items.length}
            aria-posinset={index + 1}
            style={{ height: size, transform: `translateY(${start}px)` }}
          >
            <Item item={items[index]} current={index === current} groupName={groupName} />
          </li>
        ))}
      </ol>
    </section>
  );
}

type ItemProps = Pick<ListProps, 'groupName'> & {
  readonly item: BoardItem | undefined;
  readonly current: boolean;
};

function Item({ item, current, groupName }: ItemProps) {
  if (!item) return null;
  if (item.is === 'case') return <BoardRow line={item.line} current={current} />;
  return (
    <h2 className={css['group']}>
      {groupName(item.group)} <span className={css['small']}>{item.count}</span>
    </h2>
  );
}
