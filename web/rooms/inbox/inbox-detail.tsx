import { lazy, Suspense, useState } from 'react';
import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import { useNotification } from '../../api/notification-queries.ts';
import { isProblem } from '../../api/problem.ts';
import { useAgentNames } from '../../api/queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useServices } from '../../app/services.ts';
import { heldNotification } from '../../live/catch-up-inbox.ts';
import { isOpen, isSnoozed } from '../../live/inbox-lists.ts';
import { useMessages } from '../../messages/messages.ts';
import { Button, buttonClass } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { KindMark } from '../../parts/marks.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { useHeldIds } from './acknowledgers.ts';
import css from './inbox.module.css';
import { Times } from './inbox-row.tsx';
import type { InboxTab } from './inbox-tab.ts';
import { NotificationFacts } from './notification-facts.tsx';
import { NotificationStory } from './notification-story.tsx';
import { undoLatest } from './undo.ts';
import { canSnooze, useInboxActs } from './use-inbox-acts.ts';

const TransferDialog = lazy(() => import('../tasks/transfer-dialog.tsx'));

type DetailProps = {
  readonly id: string;
  readonly tab: InboxTab;
  readonly onSnooze?: ((item: NotificationView) => void) | undefined;
};

/** One notification: what it says, why this person, what was done to tell them, and what became of it. */
export function InboxDetail({ id, tab, onSnooze }: DetailProps) {
  const m = useMessages();
  const { queries } = useServices();
  const read = useNotification(id);
  const item = heldNotification(queries, id);
  if (!item && read.isPending) return <Loading />;
  if (!item) {
    if (isProblem(read.error, 404) || isProblem(read.error, 403))
      return <Empty icon="inbox" title={m.errors.missing} text={m.inbox.missing} />;
    return (
      <div className={css['detail']}>
        <Trouble error={read.error} onRetry={() => void read.refetch()} />
      </div>
    );
  }
  return (
    <article className={css['detail']} aria-labelledby="notification-title" data-testid="notification-detail">
      <div className={css['back']}>
        <Link className={buttonClass('quiet')} to={{ room: 'inbox', tab }}>
          <Icon name="back" /> {m.nav.inbox}
        </Link>
      </div>
      <div className={css['top']}>
        <KindMark kind={item.kind} />
        <div>
          <h2 id="notification-title">
            {item.title} <Times item={item} />
          </h2>
          <p>{item.text}</p>
        </div>
      </div>
      <Actions item={item} onSnooze={onSnooze} />
      <NotificationFacts item={item} />
      <NotificationStory of={read.data} />
    </article>
  );
}

type ActionsProps = { readonly item: NotificationView; readonly onSnooze: DetailProps['onSnooze'] };

function Actions({ item, onSnooze }: ActionsProps) {
  const m = useMessages();
  const held = useHeldIds().has(item.id);
  const acts = useInboxActs();
  return (
    <div className={css['actions']} data-testid="answers">
      {held ? <Held /> : <Stands item={item} />}
      {!held && isOpen(item) && (
        <Button look="primary" keyHint="E" onPress={() => acts.acknowledge([item])}>
          {m.inbox.acknowledge}
        </Button>
      )}
      {!held && canSnooze(item) && onSnooze && (
        <Button keyHint="S" onPress={() => onSnooze(item)}>
          {m.inbox.snoozeMore}
        </Button>
      )}
      {!held && isSnoozed(item) && (
        <Button onPress={() => void acts.bringBack([item])}>{m.inbox.bringBack}</Button>
      )}
      <Link className={buttonClass()} to={{ room: 'account', accountId: item.accountId }}>
        {m.inbox.openAccount}
      </Link>
      {!held && isOpen(item) && <HandOver item={item} />}
    </div>
  );
}

/** Acknowledged a moment ago: it can still be undone. */
function Held() {
  const m = useMessages();
  return (
    <>
      <span className={css['acknowledged']} data-testid="acknowledged">
        <Icon name="check" />
        {m.inbox.acknowledgedOne}
      </span>
      <Button keyHint="U" onPress={undoLatest}>
        {m.inbox.undo}
      </Button>
    </>
  );
}

function Stands({ item }: { readonly item: NotificationView }) {
  const m = useMessages();
  const agentName = useAgentNames();
  const format = useFormat();
  const now = useNow();
  if (isOpen(item)) return null;
  return (
    <span className={css['acknowledged']} data-testid="acknowledged" data-state={item.state}>
      <Icon name="check" />
      {item.acknowledgedAt
        ? m.inbox.acknowledgedBy(
            agentName(item.acknowledgedBy ?? item.recipientId),
            format.when(item.acknowledgedAt, now),
          )
        : m.states[item.state]}
    </span>
  );
}

/** What is to be done about it can be given to a colleague. */
function HandOver({ item }: { readonly item: NotificationView }) {
  const m = useMessages();
  const [giving, setGiving] = useState(false);
  const { taskId, language, accountName } = item;
  if (taskId === undefined) return null;
  return (
    <>
      <Button onPress={() => setGiving(true)}>{m.tasks.handOver}</Button>
      {giving && (
        <Suspense fallback={null}>
          <TransferDialog task={{ id: taskId, language, accountName }} onClose={() => setGiving(false)} />
        </Suspense>
      )}
    </>
  );
}
