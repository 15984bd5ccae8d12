import { useState } from 'react';
import type { CallView } from '../../../shared/contracts/calls-contract.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { productName, wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { Chip } from '../../parts/marks.tsx';
import { Trouble } from '../../parts/states.tsx';
import css from './call.module.css';
import { useCallAct } from './use-call-acts.ts';

type Props = {
  readonly call: CallView;
  /** Whether steps may be marked by whoever looks. */
  readonly writes: boolean;
};
type Item = CallView['agenda'][number];
type Step = Item['steps'][number];
type Mark = (step: Step, state: Step['state'], why?: string) => void;

/** What is to be spoken of, each with the steps that every agent goes through. */
export function Agenda({ call, writes }: Props) {
  const { call: m } = useMessages();
  const act = useCallAct(call.id);
  const shown = call.agenda.filter(({ state }) => state !== 'dropped');
  return (
    <section className={css['card']} data-testid="agenda">
      <h2>{m.agenda}</h2>
      {act.error && <Trouble error={act.error} />}
      {shown.length === 0 && <p className={css['soft']}>{m.agendaEmpty}</p>}
      {shown.map(item => (
        <AgendaItem
          key={item.id}
          item={item}
          writes={writes}
          onMark={(step, state, why) =>
            act.mutate({
              do: 'step',
              itemId: item.id,
              stepId: step.id,
              state,
              ...(why === undefined ? {} : { why }),
            })
          }
        />
      ))}
    </section>
  );
}

type ItemProps = { readonly item: Item; readonly writes: boolean; readonly onMark: Mark };

function AgendaItem({ item, writes, onMark }: ItemProps) {
  const { call: m, calls } = useMessages();
  const format = useFormat();
  const now = useNow();
  const name = wordFor(calls.kinds, item.kind);
  return (
    <div className={css['item']} data-testid="agenda-item">
      <p className={css['chips']}>
        <strong>{name}</strong>
        {item.product && <span>{productName(item.product)}</span>}
        {item.state === 'open' ? (
          <span className={css['small']}>{m.itemDue(format.due(item.dueAt, now))}</span>
        ) : (
          <Chip tone="good">{item.result ? wordFor(m.ending.values, item.result) : m.item[item.state]}</Chip>
        )}
      </p>
      {item.steps.length === 0 && <p className={css['soft']}>{m.noSteps}</p>}
      <ul aria-label={name}>
        {item.steps.map(step => (
          <StepLine key={step.id} step={step} writes={writes} onMark={onMark} />
        ))}
      </ul>
    </div>
  );
}

type StepProps = { readonly step: Step; readonly writes: boolean; readonly onMark: Mark };

function StepLine({ step, writes, onMark }: StepProps) {
  const { call: m } = useMessages();
  const [skipping, setSkipping] = useState(false);
  return (
    <li className={css['step']} data-testid="step" data-state={step.state}>
      <label className={css['tick']}>
        <input
          type="checkbox"
          checked={step.state === 'done'}
          disabled={!writes}
          onChange={event => onMark(step, event.target.checked ? 'done' : 'open')}
        />
        <span>{step.text}</span>
      </label>
      {step.state === 'skipped' && (
        <span className={css['small']}>{step.why ? m.skipped(step.why) : m.skippedAlone}</span>
      )}
      {writes && step.state === 'open' && (
        <Button
          look="quiet"
          aria-label={m.skipOne(step.text)}
          aria-expanded={skipping}
          onPress={() => setSkipping(!skipping)}
        >
          {m.skip}
        </Button>
      )}
      {writes && step.state === 'skipped' && (
        <Button look="quiet" aria-label={m.againOne(step.text)} onPress={() => onMark(step, 'open')}>
          {m.again}
        </Button>
      )}
      {skipping && step.state === 'open' && (
        <SkipForm
          onSkip={why => {
            setSkipping(false);
            onMark(step, 'skipped', why);
          }}
        />
      )}
    </li>
  );
}

/** A step is skipped with a word why. */
function SkipForm({ onSkip }: { readonly onSkip: (why: string) => void }) {
  const { call: m } = useMessages();
  const [why, setWhy] = useState('');
  return (
    <form
      className={css['skip']}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (why.trim() !== '') onSkip(why.trim());
      }}
    >
      <Field label={m.skipWhy} value={why} onChange={setWhy} maxLength={200} autoFocus />
      <Button type="submit" isDisabled={why.trim() === ''}>
        {m.skipSubmit}
      </Button>
    </form>
  );
}
