import { useState } from 'react';
import type { OutreachView } from '../../../shared/contracts/outreach-contract.ts';
import { useJudge } from '../../api/outreach-queries.ts';
import { useAgentNames } from '../../api/queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import css from './evidence.module.css';

type Props = { readonly view: OutreachView };

/** Whether it was useful, and what saying so changes. */
export function FeedbackCard({ view }: Props) {
  const { outreach: m } = useMessages();
  const [again, setAgain] = useState(false);
  return (
    <section className={css['card']} data-testid="feedback">
      <h2>{m.feedback.title}</h2>
      {view.feedback && !again ? (
        <>
          <Said feedback={view.feedback} />
          <p className={css['links']}>
            <Button look="quiet" onPress={() => setAgain(true)}>
              {m.feedback.again}
            </Button>
          </p>
        </>
      ) : (
        <Judge view={view} onDone={() => setAgain(false)} />
      )}
    </section>
  );
}

function Said({ feedback }: { readonly feedback: NonNullable<OutreachView['feedback']> }) {
  const { outreach: m } = useMessages();
  const agent = useAgentNames();
  const format = useFormat();
  const said = feedback.useful ? m.feedback.saidUseful : m.feedback.saidNot;
  return (
    <div role="status">
      <p>{said(agent(feedback.by), format.when(feedback.at, useNow()))}</p>
      {feedback.note && <p className={css['note']}>{feedback.note}</p>}
    </div>
  );
}

const MOST = 200;

function Judge({ view, onDone }: Props & { readonly onDone: () => void }) {
  const { outreach: m } = useMessages();
  const [note, setNote] = useState('');
  const judge = useJudge(view.id, onDone);
  const say = (useful: boolean) => {
    const said = note.trim();
    judge.mutate({ useful, ...(said === '' ? {} : { note: said }) });
  };
  return (
    <div className={css['form']}>
      <p className={css['soft']}>{view.cause === 'burst' ? m.feedback.changesBursts : m.feedback.changes}</p>
      <Field label={m.feedback.note} value={note} onChange={setNote} maxLength={MOST} optional />
      <p className={css['links']}>
        <Button isDisabled={judge.isPending} onPress={() => say(true)}>
          {m.feedback.useful}
        </Button>
        <Button isDisabled={judge.isPending} onPress={() => say(false)}>
          {m.feedback.notUseful}
        </Button>
      </p>
      {judge.error && <Trouble error={judge.error} />}
    </div>
  );
}
