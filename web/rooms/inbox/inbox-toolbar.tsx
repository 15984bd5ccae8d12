import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import { isSnoozed } from '../../live/inbox-lists.ts';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import css from './inbox.module.css';
import type { Sieve } from './sieve.ts';
import { kindsOf } from './sieve.ts';
import { MOST_PICKED, type Picks } from './use-picks.ts';

type Acts = {
  readonly acknowledge: (items: readonly NotificationView[]) => void;
  readonly snooze: (items: readonly NotificationView[]) => void;
  readonly bringBack: (items: readonly NotificationView[]) => void;
};
type ToolbarProps = {
  readonly all: readonly NotificationView[];
  readonly sieve: Sieve;
  readonly onSieve: (sieve: Sieve) => void;
  readonly picks: Picks;
  readonly acts: Acts;
};

/** Above the list: what of it is shown, or, once some are selected, what can be done with those. */
export function InboxToolbar({ all, sieve, onSieve, picks, acts }: ToolbarProps) {
  const m = useMessages();
  const some = picks.items.length > 0;
  return (
    <div className={css['toolbar']} role="toolbar" aria-label={m.inbox.toolbar}>
      <input
        type="checkbox"
        checked={some}
        ref={box => {
          if (box) box.indeterminate = some && picks.items.length < Math.min(all.length, MOST_PICKED);
        }}
        aria-label={some ? m.inbox.clearPicks : m.inbox.pickAll(MOST_PICKED)}
        title={some ? m.inbox.clearPicks : m.inbox.pickAll(MOST_PICKED)}
        onChange={picks.toggleAll}
      />
      {some ? <Bulk picks={picks} acts={acts} /> : <Filters all={all} sieve={sieve} onSieve={onSieve} />}
    </div>
  );
}

function Bulk({ picks, acts }: Pick<ToolbarProps, 'picks' | 'acts'>) {
  const m = useMessages();
  const away = picks.items.every(isSnoozed);
  const then = (act: (items: readonly NotificationView[]) => void) => () => {
    act(picks.items);
    picks.clear();
  };
  return (
    <>
      <span className={css['picked']} role="status" data-testid="picked">
        {m.inbox.picked(picks.items.length)}
      </span>
      <Button look="primary" onPress={then(acts.acknowledge)}>
        {m.inbox.acknowledge}
      </Button>
      {away ? (
        <Button onPress={then(acts.bringBack)}>{m.inbox.bringBack}</Button>
      ) : (
        <Button onPress={() => acts.snooze(picks.items)}>{m.inbox.snoozeMore}</Button>
      )}
    </>
  );
}

function Filters({ all, sieve, onSieve }: Pick<ToolbarProps, 'all' | 'sieve' | 'onSieve'>) {
  const m = useMessages();
  return (
    <>
      <input
        type="search"
        className={css['search']}
        value={sieve.text}
        placeholder={m.inbox.search}
        aria-label={m.inbox.search}
        onChange={event => onSieve({ ...sieve, text: event.target.value })}
      />
      <select
        className={css['kinds']}
        value={sieve.kind}
        aria-label={m.inbox.kind}
        onChange={event => onSieve({ ...sieve, kind: event.target.value })}
      >
        <option value="">{m.inbox.everyKind}</option>
        {kindsOf(all).map(kind => (
          <option key={kind} value={kind}>
            {wordFor(m.noticeKinds, kind)}
          </option>
        ))}
      </select>
    </>
  );
}
