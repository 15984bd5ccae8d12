import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import css from './virtual-list.module.css';

type VirtualListProps<T> = {
  readonly items: readonly T[];
  readonly idOf: (item: T) => string;
  readonly rowHeight: (item: T) => number;
  readonly label: string;
  readonly children: (item: T) => ReactNode;
  /** Called when the end comes near. */
  readonly onEnd?: (() => void) | undefined;
  readonly foot?: ReactNode;
};

/**
 * A long list of rows of known height, of which only those in view are in the page. Rows that come in above what
 * somebody reads do not move it.
 */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { items, idOf, rowHeight, label, onEnd, foot } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: index => rowHeight(items[index] as T),
    getItemKey: index => idOf(items[index] as T),
    overscan: 8,
  });
  useKeepPlace(scroller, items, props);
  const last = rows.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (items.length > 0 && last >= items.length - 12) onEnd?.();
  }, [last, items.length, onEnd]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section ref={scroller} className={css['scroller']} aria-label={label} tabIndex={0}>
      <ol className={css['canvas']} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(row => (
          <li
            key={row.key}
            className={css['row']}
            aria-setsize={items.length}
            aria-posinset={row.index + 1}
            style={{ height: row.size, transform: `translateY(${row.start}px)` }}
          >
            {props.children(items[row.index] as T)}
          </li>
        ))}
      </ol>
      {foot && <div className={css['foot']}>{foot}</div>}
    </section>
  );
}

type Rows<T> = Pick<VirtualListProps<T>, 'idOf' | 'rowHeight'>;

/** When rows come in above while somebody has scrolled down, what they look at stays where it is. */
export function useKeepPlace<T>(
  scroller: { readonly current: HTMLElement | null },
  items: readonly T[],
  { idOf, rowHeight }: Rows<T>,
): void {
  const first = items[0];
  const firstId = first === undefined ? undefined : idOf(first);
  const before = useRef(firstId);
  useLayoutEffect(() => {
    const wasFirst = before.current;
    before.current = firstId;
    const element = scroller.current;
    if (!element || element.scrollTop === 0 || wasFirst === undefined || wasFirst === firstId) return;
    const cameIn = items.findIndex(item => idOf(item) === wasFirst);
    if (cameIn > 0)
      element.scrollTop += items.slice(0, cameIn).reduce((sum, item) => sum + rowHeight(item), 0);
  }, [firstId, items, idOf, rowHeight, scroller]);
}
