import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import { isProblem } from '../../api/problem.ts';
import { useAgentNames, useNotification } from '../../api/queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { productName, wordFor } from '../../messages/words.ts';
import { Button, buttonClass } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Chip, KindMark, LanguageTag, When } from '../../parts/marks.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import css from './inbox.module.css';
import { canAcknowledge } from './inbox-actions.ts';

type DetailProps = {
  readonly id: string;
  readonly listed: NotificationView | undefined;
  readonly onAcknowledge: (item: NotificationView) => void;
};

/** One notification: what it says, why this person, and what was done to tell them. */
export function InboxDetail({ id, listed, onAcknowledge }: DetailProps) {
  const m = useMessages();
  const read = useNotification(id);
  const item = laterOf(listed, read.data);
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
        <Link className={buttonClass('quiet')} to={{ room: 'inbox' }}>
          <Icon name="back" /> {m.nav.inbox}
        </Link>
      </div>
      <div className={css['top']}>
        <KindMark kind={item.kind} />
        <div>
          <h2 id="notification-title">{item.title}</h2>
          <p>{item.text}</p>
        </div>
      </div>
      <Actions item={item} onAcknowledge={onAcknowledge} />
      <Facts item={item} />
      <Deliveries list={read.data?.deliveries} />
    </article>
  );
}

function laterOf(one: NotificationView | undefined, other: NotificationView | undefined) {
  if (!one || !other) return one ?? other;
  return one.version >= other.version ? one : other;
}

function Actions({
  item,
  onAcknowledge,
}: {
  item: NotificationView;
  onAcknowledge: (item: NotificationView) => void;
}) {
  const m = useMessages();
  const agentName = useAgentNames();
  const format = useFormat();
  const now = useNow();
  return (
    <div className={css['actions']}>
      {canAcknowledge(item) ? (
        <Button look="primary" keyHint="A" onPress={() => onAcknowledge(item)}>
          {m.inbox.acknowledge}
        </Button>
      ) : (
        <span className={css['acknowledged']} data-testid="acknowledged">
          <Icon name="check" />
          {item.acknowledgedAt
            ? m.inbox.acknowledgedBy(
                agentName(item.acknowledgedBy ?? item.recipientId),
                format.when(item.acknowledgedAt, now),
              )
            : m.states[item.state]}
        </span>
      )}
      <Link className={buttonClass()} to={{ room: 'account', accountId: item.accountId }}>
        {m.inbox.openAccount}
      </Link>
    </div>
  );
}

function Facts({ item }: { readonly item: NotificationView }) {
  const m = useMessages();
  const format = useFormat();
  return (
    <dl className={`${css['card']} ${css['facts']}`}>
      <dt>{m.inbox.why}</dt>
      <dd data-testid="why-me">{wordFor(m.whyYou, item.reason)}</dd>
      <dt>{m.inbox.customer}</dt>
      <dd>
        <Link to={{ room: 'account', accountId: item.accountId }}>{item.accountName}</Link>
      </dd>
      <dt>{m.inbox.language}</dt>
      <dd>
        {format.language(item.language)} <LanguageTag tag={item.language} />
      </dd>
      {item.product && (
        <>
          <dt>{m.inbox.product}</dt>
          <dd>{productName(item.product)}</dd>
        </>
      )}
      <dt>{m.inbox.happened}</dt>
      <dd>
        <When at={item.occurredAt} />
      </dd>
      <dt>{m.inbox.told}</dt>
      <dd>
        <When at={item.createdAt} />
      </dd>
      <dt>{m.inbox.seen}</dt>
      <dd>{item.seenAt ? <When at={item.seenAt} /> : m.common.no}</dd>
    </dl>
  );
}

type DeliveryList = NonNullable<ReturnType<typeof useNotification>['data']>['deliveries'];

function Deliveries({ list }: { readonly list: DeliveryList | undefined }) {
  const m = useMessages();
  return (
    <section className={css['card']}>
      <h2>{m.inbox.deliveries}</h2>
      <ul className={css['deliveries']}>
        {list?.length === 0 && <li className={css['small']}>{m.inbox.noDeliveries}</li>}
        {list?.map(delivery => (
          <li key={`${delivery.channel} ${delivery.at} ${delivery.state}`}>
            <span>{m.channels[delivery.channel]}</span>
            <Chip tone={delivery.state === 'sent' ? 'good' : delivery.state === 'failed' ? 'bad' : 'plain'}>
              {m.states[delivery.state]}
            </Chip>
            <span className={css['small']}>
              <When at={delivery.at} />
              {delivery.attempts > 1 && ` · ${m.inbox.attempts(delivery.attempts)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
