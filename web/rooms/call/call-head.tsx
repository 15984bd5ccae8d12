import { lazy } from 'react';
import type { CallView, CallWorkspace } from '../../../shared/contracts/calls-contract.ts';
import { useMe } from '../../api/queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Button, buttonClass } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Chip, LanguageTag } from '../../parts/marks.tsx';
import { Trouble } from '../../parts/states.tsx';
import { Why } from '../../parts/why.tsx';
import { useWinner } from '../calls/accept-call.ts';
import { InTheWay, stateTones } from '../calls/call-row.tsx';
import { CallTime } from '../calls/call-time.tsx';
import { useAgentOf, useBothClocks, useContactName } from '../calls/call-words.ts';
import css from './call.module.css';
import type { CallAct } from './use-call-acts.ts';
import type { ActName } from './what-may.ts';

const CallAnswer = lazy(() => import('../../why/call-answer.tsx'));

/** What is asked before it is done. */
export type Asking = 'end' | 'book' | 'hand-over' | 'cancel';

export const askedBy = (name: ActName): Asking | undefined => {
  if (name === 'move') return 'book';
  return name === 'end' || name === 'book' || name === 'hand-over' || name === 'cancel' ? name : undefined;
};

type HeadProps = {
  readonly work: CallWorkspace;
  readonly may: readonly ActName[];
  readonly act: CallAct;
  readonly onPress: (name: ActName) => void;
};

/** How the call stands and what to do now; the number; and what may be done with the call. */
export function CallHead({ work, may, act, onPress }: HeadProps) {
  const { calls: m } = useMessages();
  const { call } = work;
  const contact = useContactName();
  return (
    <section className={`${css['card']} ${css['head']}`} data-testid="call-head">
      <div className={css['stands']}>
        <CallTime call={call} />
        <div className={css['now']}>
          <p className={css['chips']}>
            <Chip tone={stateTones[call.state]}>{m.states[call.state]}</Chip>
            <strong>{contact(call)}</strong>
            <LanguageTag tag={call.language} />
          </p>
          <p className={css['todo']} data-testid="todo">
            <WhatToDo call={call} />
          </p>
          <InTheWay call={call} />
          {call.about && <p>{m.about(call.about)}</p>}
          <Why of={`${m.states[call.state]}, ${call.accountName}`}>
            <CallAnswer callId={call.id} />
          </Why>
        </div>
        <Dial work={work} />
      </div>
      <Acts may={may} act={act} onPress={onPress} />
      <Refused act={act} />
    </section>
  );
}

function WhatToDo({ call }: { readonly call: CallView }) {
  const { call: m, calls } = useMessages();
  const format = useFormat();
  const now = useNow();
  const me = useMe().data?.agent.id;
  const agent = useAgentOf();
  const { todo } = m;
  const from = useBothClocks(call.booking?.from ?? call.dueAt, call.zone);
  switch (call.state) {
    case 'asked':
      return todo.asked;
    case 'accepted':
      return call.agentId === me
        ? todo.accepted(format.due(call.acceptedUntil ?? call.dueAt, now))
        : todo.acceptedOther(agent(call));
    case 'booked': {
      const said = todo.booked(from, format.time(call.booking?.to ?? call.dueAt));
      return call.agentId === me ? said : `${said} ${todo.bookedWith(agent(call))}`;
    }
    case 'running':
      return todo.running(format.due(call.attempts.at(-1)?.at ?? call.readyAt, now));
    case 'due':
      return Date.parse(call.readyAt) > now ? todo.early(format.due(call.readyAt, now)) : todo.due;
    case 'ended':
      return todo.ended(wordFor(calls.endings, call.ending ?? ''));
  }
}

/** The number as a link that the telephone takes; nothing dials by itself. */
function Dial({ work: { call, phone } }: { readonly work: CallWorkspace }) {
  const { call: m } = useMessages();
  if (call.state === 'ended') return null;
  if (!phone) return call.state === 'running' ? null : <p className={css['soft']}>{m.noNumber}</p>;
  return (
    <p className={css['dial']}>
      <a className={buttonClass('primary')} href={phone} data-testid="dial">
        <Icon name="calls" size={16} />
        {m.dial(phone.replace(/^tel:/, ''))}
      </a>
      <span className={css['small']}>{m.recorded}</span>
    </p>
  );
}

const keyHints: Readonly<Partial<Record<ActName, string>>> = {
  accept: 'A',
  start: 'S',
  end: 'E',
  book: 'B',
  move: 'B',
};

type ActsProps = Pick<HeadProps, 'may' | 'act' | 'onPress'>;

function Acts({ may, act, onPress }: ActsProps) {
  const { call: m } = useMessages();
  if (may.length === 0) return null;
  return (
    <div className={css['acts']} data-testid="acts">
      {may.map((name, at) => (
        <Button
          key={name}
          look={at === 0 ? 'primary' : name === 'cancel' ? 'danger' : 'plain'}
          isDisabled={act.isPending && act.variables?.do !== 'step'}
          keyHint={keyHints[name]}
          onPress={() => onPress(name)}
        >
          {name === 'extend' ? m.extendBy(15) : m.act[name]}
        </Button>
      ))}
    </div>
  );
}

/** Why it was not done; where a colleague was first, who. */
function Refused({ act }: Pick<HeadProps, 'act'>) {
  const { calls: m } = useMessages();
  const winner = useWinner();
  if (!act.error) return null;
  const first = winner(act.error);
  if (first === undefined) return <Trouble error={act.error} />;
  return (
    <p className={css['first']} role="alert">
      {first === '' ? m.fasterUnknown : m.faster(first)}
    </p>
  );
}
