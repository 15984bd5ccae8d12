import type { useNotification } from '../../api/notification-queries.ts';
import { useAgentNames, useAgents } from '../../api/queries.ts';
import { type Messages, useMessages } from '../../messages/messages.ts';
import { humanise, wordFor } from '../../messages/words.ts';
import { Chip, type Tone, When } from '../../parts/marks.tsx';
import css from './inbox.module.css';

type Whole = NonNullable<ReturnType<typeof useNotification>['data']>;
type Delivery = Whole['deliveries'][number];

const tones: Readonly<Record<string, Tone>> = {
  sent: 'good',
  delivered: 'good',
  failed: 'bad',
  gone: 'warn',
};

/** What was done to tell somebody, and what became of it. */
export function NotificationStory({ of }: { readonly of: Whole | undefined }) {
  const m = useMessages();
  return (
    <>
      <section className={css['card']}>
        <h2>{m.inbox.deliveries}</h2>
        <ul className={css['deliveries']}>
          {of?.deliveries.length === 0 && <li className={css['small']}>{m.inbox.noDeliveries}</li>}
          {of?.deliveries.map(delivery => (
            <DeliveryLine key={`${delivery.channel} ${delivery.round} ${delivery.at}`} delivery={delivery} />
          ))}
        </ul>
      </section>
      <section className={css['card']}>
        <h2>{m.inbox.history}</h2>
        <ol className={css['deliveries']} data-testid="history">
          {of?.history.map(line => (
            <HistoryLine key={`${line.at} ${line.what}`} line={line} />
          ))}
        </ol>
      </section>
    </>
  );
}

/** What a channel answered, in words: a status of its service, or one of the words that are known. */
function detailWords(detail: string, m: Messages): string {
  const status = /^answered-(\d{3})$/.exec(detail)?.[1];
  return status && !Object.hasOwn(m.deliveryDetails, detail)
    ? m.inbox.answered(status)
    : wordFor(m.deliveryDetails, detail);
}

function DeliveryLine({ delivery }: { readonly delivery: Delivery }) {
  const m = useMessages();
  const { channel, state, round, attempts, at, detail, bundleId } = delivery;
  const more = [
    ...(round > 1 ? [m.inbox.round(round)] : []),
    ...(attempts > 1 ? [m.inbox.attempts(attempts)] : []),
    ...(detail ? [detailWords(detail, m)] : []),
    ...(bundleId ? [m.inbox.bundled] : []),
  ];
  return (
    <li data-testid="delivery">
      <span>{m.channels[channel]}</span>
      <Chip tone={tones[state] ?? 'plain'}>{m.states[state]}</Chip>
      <span className={css['small']}>
        <When at={at} />
        {more.map(words => ` · ${words}`)}
      </span>
    </li>
  );
}

/** Why something ended, in words; what a person typed stays as it is. */
const whyWords = (why: string, m: Messages): string =>
  /^[a-z]+(-[a-z]+)*$/.test(why) ? wordFor(m.notificationEndings, why) : why;

function HistoryLine({ line }: { readonly line: Whole['history'][number] }) {
  const m = useMessages();
  const agentName = useAgentNames();
  const isAgent = useAgents().data?.agents.some(agent => agent.id === line.by) ?? false;
  return (
    <li>
      <span>{wordFor(m.notificationHistory, line.what)}</span>
      <span className={css['small']}>
        <When at={line.at} />
        {line.by && ` · ${isAgent ? agentName(line.by) : humanise(line.by)}`}
        {line.why && line.why !== line.what && ` · ${whyWords(line.why, m)}`}
      </span>
    </li>
  );
}
