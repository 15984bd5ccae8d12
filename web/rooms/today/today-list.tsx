import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { useMessages } from '../../messages/messages.ts';
import { NARROW, type RowHeights, useRowHeight } from '../../parts/row-height.ts';
import { useFocusSoon, useListKeys } from '../devices/use-list-keys.ts';
import { useMedia } from '../devices/use-media.ts';
import { type LineActs, useLineActs } from './line-action.tsx';
import { type LineWords, useLineWords } from './line-words.ts';
import css from './today.module.css';
import type { TodayItem } from './today-lines.ts';
import { rowId, TodayRow } from './today-row.tsx';
import type { Subject } from './today-sources.ts';

const HEAD: RowHeights = [44, 36];
const ROW: RowHeights = [76, 60];
const NARROW_ROW: RowHeights = [138, 124];

type Items = readonly TodayItem[];

/** The rows in the page: those in view, and the one that the keyboard is on wherever it is. */
function useRows(items: Items, current: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const high = useRowHeight();
  const rowHeight = high(useMedia(NARROW) ? NARROW_ROW : ROW);
  const heightOf = (item: TodayItem | undefined) => (item?.is === 'head' ? high(HEAD) : rowHeight);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: index => heightOf(items[index]),
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
  useEffect(() => rows.measure(), [rows, rowHeight, items]);
  useKeepTop(scroller, startsOf(items, heightOf));
  return { scroller, rows };
}

/** Where each item begins. */
function startsOf(items: Items, heightOf: (item: TodayItem) => number): ReadonlyMap<string, number> {
  let end = 0;
  return new Map(
    items.map(item => {
      const start = end;
      end += heightOf(item);
      return [item.key, start];
    }),
  );
}

/** What somebody who has scrolled looks at stays where it is, whatever comes or goes above. */
function useKeepTop(
  scroller: { readonly current: HTMLElement | null },
  starts: ReadonlyMap<string, number>,
): void {
  const before = useRef(starts);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = starts;
    const element = scroller.current;
    if (!element || element.scrollTop === 0) return;
    const top = [...was].find(([key, start]) => start >= element.scrollTop && starts.has(key));
    const moved = top ? (starts.get(top[0]) ?? top[1]) - top[1] : 0;
    if (moved !== 0) element.scrollTop += moved;
  });
}

/** What waits, group by group; arrows, J and K go from line to line, A and E do what the line offers. */
export function TodayList({ items }: { readonly items: Items }) {
  const { today: m } = useMessages();
  const acts = useLineActs();
  const wordsOf = useLineWords();
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
    focus(rowId(item.key));
  };
  const onKeyDown = useListKeys(items, { current, goTo });
  // What cannot be undone is left to its button.
  const take = () =>
    document.activeElement?.closest('li')?.querySelector<HTMLElement>('[data-act] > *')?.click();
  useKeys({ a: take, e: take });
  return (
    <section ref={scroller} className={css['list']} aria-label={m.list} onKeyDown={onKeyDown}>
      <ol className={css['canvas']} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start, size }) => (
          <li
            key={key}
            className={css['item']}
            aria-setsize={items.length}
            aria-posinset={index + 1}
            style={{ height: size, transform: `translateY(${start}px)` }}
          >
            <Item item={items[index]} current={index === current} acts={acts} wordsOf={wordsOf} />
          </li>
        ))}
      </ol>
    </section>
  );
}

type ItemProps = {
  readonly item: TodayItem | undefined;
  readonly current: boolean;
  readonly acts: LineActs;
  readonly wordsOf: (subject: Subject) => LineWords;
};

function Item({ item, current, acts, wordsOf }: ItemProps) {
  const { today: m } = useMessages();
  if (!item) return null;
  if (item.is === 'case')
    return <TodayRow line={item.line} words={wordsOf(item.line.subject)} acts={acts} current={current} />;
  return (
    <h2 className={css['group']} data-group={item.group}>
      {m.groups[item.group]} <span className={css['count']}>{item.count}</span>
    </h2>
  );
}
