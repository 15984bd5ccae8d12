import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import { visit } from '../../app/router.tsx';
import { isUnseen } from '../../live/catch-up.ts';
import { useMessages } from '../../messages/messages.ts';
import { Icon } from '../../parts/icons.tsx';
import { KindMark, LanguageTag, When } from '../../parts/marks.tsx';
import { useKeepPlace } from '../../parts/virtual-list.tsx';
import css from './inbox.module.css';
import { canAcknowledge } from './inbox-actions.ts';

export const ROW_HEIGHT = 68;
const rules = { idOf: (item: NotificationView) => item.id, rowHeight: () => ROW_HEIGHT };
const optionId = (id: string) => `notification-${id}`;

type InboxListProps = {
  readonly items: readonly NotificationView[];
  readonly selectedId: string | undefined;
  readonly onInView: (ids: readonly string[]) => void;
  readonly onEnd: () => void;
};

type Watched = Omit<InboxListProps, 'selectedId'> & { readonly scroller: RefObject<HTMLDivElement | null> };

/** The rows in the page; tells which of them are in view, and when the end comes near. */
function useRows({ items, scroller, onInView, onEnd }: Watched) {
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: index => items[index]?.id ?? index,
    overscan: 6,
  });
  useKeepPlace(scroller, items, rules);
  const { range } = rows;
  const isShown = range !== null && (scroller.current?.clientHeight ?? 0) > 0;
  const shown = isShown ? items.slice(range.startIndex, range.endIndex + 1) : [];
  const inView = shown.map(item => item.id).join('\n');
  useEffect(() => onInView(inView === '' ? [] : inView.split('\n')), [inView, onInView]);
  useEffect(() => {
    if (range && range.endIndex >= items.length - 10) onEnd();
  }, [range, items.length, onEnd]);
  return rows;
}

/** The list of one's notifications: a listbox of which only the rows in view are in the page. */
export function InboxList({ items, selectedId, onInView, onEnd }: InboxListProps) {
  const m = useMessages();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRows({ items, scroller, onInView, onEnd });
  const selectedIndex = items.findIndex(item => item.id === selectedId);
  const shownId = useRef<string>(undefined);
  useEffect(() => {
    if (selectedId === shownId.current || selectedIndex < 0) return;
    shownId.current = selectedId;
    rows.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedId, selectedIndex, rows]);
  return (
    <>
      <NewerButton scroller={scroller} items={items} />
      <div
        ref={scroller}
        className={css['list']}
        role="listbox"
        tabIndex={0}
        aria-label={m.inbox.list}
        aria-activedescendant={selectedIndex >= 0 && selectedId ? optionId(selectedId) : undefined}
      >
        <div className={css['canvas']} role="presentation" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const item = items[index];
            const place = { index, count: items.length, top: start };
            return item && <Row key={item.id} item={item} place={place} selected={item.id === selectedId} />;
          })}
        </div>
      </div>
    </>
  );
}

type RowProps = {
  readonly item: NotificationView;
  readonly place: { readonly index: number; readonly count: number; readonly top: number };
  readonly selected: boolean;
};

function Row({ item, place, selected }: RowProps) {
  const m = useMessages();
  const unread = isUnseen(item);
  const settled = !canAcknowledge(item);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around it has the focus and the keys
    // biome-ignore lint/a11y/useFocusableInteractive: as an option it is named by aria-activedescendant
    <div
      id={optionId(item.id)}
      role="option"
      aria-selected={selected}
      aria-setsize={place.count}
      aria-posinset={place.index + 1}
      data-state={item.state}
      data-testid="notification"
      className={`${css['row']} ${unread ? css['isUnread'] : ''} ${settled ? css['settled'] : ''}`}
      style={{ transform: `translateY(${place.top}px)` }}
      onClick={() => select(item.id)}
    >
      <span>{unread && <span className={css['unread']} role="img" aria-label={m.inbox.unseen} />}</span>
      <KindMark kind={item.kind} />
      <Lines item={item} settled={settled} />
    </div>
  );
}

/** The customer is named once: in the heading where it is long enough for that, else here. */
const secondLine = ({ title, accountName, text }: NotificationView): string =>
  title.includes(accountName) ? text : accountName;

function Lines({ item, settled }: { readonly item: NotificationView; readonly settled: boolean }) {
  const m = useMessages();
  return (
    <div className={css['lines']}>
      <div className={css['line']}>
        <span className={css['title']}>{item.title}</span>
        <span className={css['small']}>
          <When at={item.createdAt} />
        </span>
      </div>
      <div className={`${css['line']} ${css['small']}`}>
        <span className={css['title']}>{secondLine(item)}</span>
        {settled && (
          <span className={css['done']}>
            <Icon name="check" size={14} />
            <span className="visually-hidden">{m.states[item.state]}</span>
          </span>
        )}
        <LanguageTag tag={item.language} />
      </div>
    </div>
  );
}

/** Opens a notification; beside the list the address is replaced, on a phone it is a step that "back" undoes. */
export function select(notificationId: string): void {
  visit({ room: 'inbox', notificationId }, { replace: !matchMedia('(max-width: 719px)').matches });
}

type NewerProps = {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly items: readonly NotificationView[];
};

/** For those who have scrolled down: how many have come in above since. */
function NewerButton({ scroller, items }: NewerProps) {
  const m = useMessages();
  const first = items[0]?.id;
  const [topId, setTopId] = useState(first);
  const atTop = (scroller.current?.scrollTop ?? 0) < ROW_HEIGHT / 2;
  useEffect(() => {
    if (atTop) setTopId(first);
  }, [atTop, first]);
  const came = topId === undefined ? 0 : items.findIndex(item => item.id === topId);
  if (atTop || came <= 0) return null;
  return (
    <button type="button" className={css['newer']} onClick={() => scroller.current?.scrollTo({ top: 0 })}>
      {m.inbox.newOnes(came)}
    </button>
  );
}
