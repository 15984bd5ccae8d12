import type { ReactNode } from 'react';
import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import { useAgentNames, useMe } from '../../api/queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { isOpen, isSnoozed } from '../../live/inbox-lists.ts';
import { useMessages } from '../../messages/messages.ts';
import { productName, wordFor } from '../../messages/words.ts';
import { Chip, LanguageTag, When } from '../../parts/marks.tsx';
import { DueMark } from './due-mark.tsx';
import css from './inbox.module.css';

type Props = { readonly item: NotificationView };

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);

/** Why this person, about whom and what, until when, and when they were told. */
export function NotificationFacts({ item }: Props) {
  const m = useMessages();
  const format = useFormat();
  return (
    <dl className={`${css['card']} ${css['facts']}`}>
      <Recipient item={item} />
      <dt>{m.inbox.why}</dt>
      <dd data-testid="why-me">{wordFor(m.whyYou, item.reason)}</dd>
      <Fact name={m.inbox.customer}>
        <Link to={{ room: 'account', accountId: item.accountId }}>{item.accountName}</Link>
      </Fact>
      <Fact name={m.inbox.language}>
        {format.language(item.language)} <LanguageTag tag={item.language} />
      </Fact>
      {item.product && <Fact name={m.inbox.product}>{productName(item.product)}</Fact>}
      <Subject item={item} />
      {item.critical && (
        <Fact name={m.inbox.weight}>
          <Chip tone="bad">{m.inbox.critical}</Chip>
        </Fact>
      )}
      <Until item={item} />
      <Fact name={m.inbox.happened}>
        <When at={item.occurredAt} />
      </Fact>
      <Fact name={m.inbox.told}>
        <When at={item.createdAt} />
        {item.times > 1 && ` · ${m.inbox.toldTimes(item.times)}`}
      </Fact>
      <Fact name={m.inbox.seen}>{item.seenAt ? <When at={item.seenAt} /> : m.common.no}</Fact>
    </dl>
  );
}

/** Whose it is, where that is somebody else. */
function Recipient({ item }: Props) {
  const m = useMessages();
  const agentName = useAgentNames();
  const me = useMe().data?.agent.id;
  if (me === undefined || item.recipientId === me) return null;
  return <Fact name={m.inbox.recipient}>{agentName(item.recipientId)}</Fact>;
}

/** What it is about beside the account: the case, the depot, the task. */
function Subject({ item }: Props) {
  const m = useMessages();
  const agentName = useAgentNames();
  const { subjectKind, subjectId, taskId } = item;
  return (
    <>
      {subjectKind && subjectId && (
        <Fact name={m.inbox.about}>
          {subjectKind === 'agent' ? (
            `${m.inbox.subjects.agent}: ${agentName(subjectId)}`
          ) : (
            <Link to={placeOf(subjectKind, subjectId)}>{m.inbox.subjects[subjectKind]}</Link>
          )}
        </Fact>
      )}
      {taskId && (
        <Fact name={m.inbox.task}>
          <Link to={{ room: 'tasks', of: 'me' }}>{m.inbox.openTasks}</Link>
        </Fact>
      )}
    </>
  );
}

const placeOf = (kind: 'device-case' | 'depot' | 'call' | 'outreach', id: string) => {
  if (kind === 'depot') return { room: 'depot', depotId: id } as const;
  if (kind === 'outreach') return { room: 'outreach', id } as const;
  return kind === 'call'
    ? ({ room: 'call', callId: id } as const)
    : ({ room: 'device-case', caseId: id } as const);
};

/** Until when it is promised, put away or held back, and why. */
function Until({ item }: Props) {
  const m = useMessages();
  const format = useFormat();
  const now = useNow();
  const { dueAt, snoozedUntil, snoozeReason, snoozeCapped, heldUntil, heldWhy } = item;
  return (
    <>
      {dueAt && (
        <Fact name={m.inbox.due}>
          {format.due(dueAt, now)} {isOpen(item) && <DueMark at={dueAt} />}
        </Fact>
      )}
      {isSnoozed(item) && snoozedUntil && (
        <Fact name={m.inbox.snoozed}>
          {snoozeCapped
            ? m.inbox.snoozedCapped(format.due(snoozedUntil, now))
            : m.inbox.snoozedUntil(format.due(snoozedUntil, now))}{' '}
          {snoozeReason}
        </Fact>
      )}
      {isOpen(item) && heldUntil && (
        <Fact name={m.inbox.held}>
          <span data-testid="held">
            {m.inbox.heldUntil(format.due(heldUntil, now), wordFor(m.inbox.heldWhy, heldWhy ?? 'quiet'))}
          </span>
        </Fact>
      )}
    </>
  );
}
