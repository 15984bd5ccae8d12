import type { MouseEvent } from 'react';
import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import { useAgentNames } from '../../api/queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { isOpen, isSnoozed, isUnseen, toldAt } from '../../live/inbox-lists.ts';
import { useMessages } from '../../messages/messages.ts';
import { Icon } from '../../parts/icons.tsx';
import { Chip, KindMark, LanguageTag, When } from '../../parts/marks.tsx';
import { DueMark } from './due-mark.tsx';
import css from './inbox.module.css';
import type { InboxTab } from './inbox-tab.ts';
import { select } from './select.ts';

export const optionId = (id: string) => `notification-${id}`;

export type RowProps = {
  readonly item: NotificationView;
  readonly tab: InboxTab;
  readonly place: {
    readonly index: number;
    readonly count: number;
    readonly top: number;
    readonly height: number;
  };
  readonly selected: boolean;
  readonly picked: boolean;
  readonly onPick: (id: string) => void;
};

/** One notification in the list. Its mark is where a mouse or a finger selects it; the key for that is X. */
export function InboxRow({ item, tab, place, selected, picked, onPick }: RowProps) {
  const m = useMessages();
  const unread = isUnseen(item);
  const settled = !isOpen(item);
  const pick = (event: MouseEvent) => {
    event.stopPropagation();
    onPick(item.id);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around it has the focus and the keys
    // biome-ignore lint/a11y/useFocusableInteractive: as an option it is named by aria-activedescendant
    <div
      id={optionId(item.id)}
      role="option"
      aria-selected={selected}
      aria-checked={picked}
      aria-setsize={place.count}
      aria-posinset={place.index + 1}
      data-state={item.state}
      data-testid="notification"
      className={`${css['row']} ${unread ? css['isUnread'] : ''} ${settled ? css['settled'] : ''}`}
      style={{ height: place.height, transform: `translateY(${place.top}px)` }}
      onClick={event => (event.ctrlKey || event.metaKey ? onPick(item.id) : select(item.id, tab))}
    >
      <span>{unread && <span className={css['unread']} role="img" aria-label={m.inbox.unseen} />}</span>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: X does the same for the option it stands in */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: an option holds nothing that takes the focus */}
      <span className={css['pick']} data-testid="pick" title={m.inbox.pickOne} onClick={pick}>
        <KindMark kind={item.kind} />
        <span className={css['box']} data-on={picked}>
          {picked && <Icon name="check" size={14} />}
        </span>
      </span>
      <Lines item={item} team={tab === 'team'} />
    </div>
  );
}

/** The customer is named once: in the heading where it is long enough for that, else here. */
const secondLine = ({ title, accountName, text }: NotificationView): string =>
  title.includes(accountName) ? text : accountName;

function Lines({ item, team }: { readonly item: NotificationView; readonly team: boolean }) {
  const agentName = useAgentNames();
  return (
    <div className={css['lines']}>
      <div className={css['line']}>
        <span className={css['title']}>{item.title}</span>
        <Times item={item} />
        <span className={css['small']}>
          <When at={toldAt(item)} />
        </span>
      </div>
      <div className={`${css['line']} ${css['small']}`}>
        <span className={css['title']}>
          {team && <span className={css['for']}>{agentName(item.recipientId)} · </span>}
          {secondLine(item)}
        </span>
        <Marks item={item} />
        <LanguageTag tag={item.language} />
      </div>
    </div>
  );
}

/** How often the same was told while it was open. */
export function Times({ item }: { readonly item: NotificationView }) {
  const m = useMessages();
  if (item.times < 2) return null;
  return (
    <span className={css['times']} title={m.inbox.toldTimes(item.times)}>
      <span aria-hidden="true">×{item.times}</span>
      <span className="visually-hidden">{m.inbox.toldTimes(item.times)}</span>
    </span>
  );
}

function Marks({ item }: { readonly item: NotificationView }) {
  const m = useMessages();
  const format = useFormat();
  const now = useNow();
  if (!isOpen(item))
    return (
      <span className={css['done']}>
        <Icon name="check" size={14} />
        <span className="visually-hidden">{m.states[item.state]}</span>
      </span>
    );
  return (
    <span className={css['marks']}>
      {item.critical && (
        <span className={css['critical']} title={m.inbox.critical}>
          <Icon name="warn" size={15} />
          <span className="visually-hidden">{m.inbox.critical}</span>
        </span>
      )}
      {isSnoozed(item) && item.snoozedUntil && (
        <Chip tone="info">{m.inbox.backAt(format.due(item.snoozedUntil, now))}</Chip>
      )}
      {item.dueAt && !isSnoozed(item) && <DueMark at={item.dueAt} />}
    </span>
  );
}
