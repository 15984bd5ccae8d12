import { type FormEvent, useState } from 'react';
import type { DepotPage } from '../../api/depot-queries.ts';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/field.tsx';
import { useMoveStock } from '../depots/stock-task.ts';
import { CaseList } from './case-list.tsx';
import css from './counter.module.css';
import { caseOf, knownSerial, owing } from './counter-steps.ts';
import { CounterTrouble } from './counter-trouble.tsx';
import { useFocusedHeading } from './focused-heading.ts';
import { PickSerial } from './which-step.tsx';

type Step = { readonly at: 'which' } | { readonly at: 'take-in' | 'done'; readonly serial: string };

/** A device only comes back: which one, of which model, and it is in stock, not ready. */
export function TakeBackStep({ page }: { readonly page: DepotPage }) {
  const [step, setStep] = useState<Step>({ at: 'which' });
  const restart = () => setStep({ at: 'which' });
  if (step.at === 'which')
    return <Which page={page} onSerial={serial => setStep({ at: 'take-in', serial })} />;
  if (step.at === 'done') return <Done serial={step.serial} onNext={restart} />;
  const { serial } = step;
  return (
    <TakeIn page={page} serial={serial} onBack={restart} onDone={() => setStep({ at: 'done', serial })} />
  );
}

type WhichProps = { readonly page: DepotPage; readonly onSerial: (serial: string) => void };

function Which({ page, onSerial }: WhichProps) {
  const { counter: m } = useMessages();
  const [typed, setTyped] = useState('');
  const expected = owing(page.cases);
  const known = expected.map(one => one.serial);
  return (
    <PickSerial
      question={m.returnWhich}
      typed={typed}
      onTyped={setTyped}
      onSerial={serial => onSerial(knownSerial(serial, known))}
    >
      <section className={css['step']} aria-label={m.owing}>
        <h2>{m.owing}</h2>
        {expected.length === 0 && <p className={css['soft']}>{m.noOwing}</p>}
        <CaseList cases={expected} onPick={one => onSerial(one.serial)} />
      </section>
    </PickSerial>
  );
}

type TakeInProps = {
  readonly page: DepotPage;
  readonly serial: string;
  readonly onBack: () => void;
  readonly onDone: () => void;
};

function TakeIn({ page: { depot, stock, cases }, serial, onBack, onDone }: TakeInProps) {
  const { counter: m } = useMessages();
  const heading = useFocusedHeading();
  const move = useMoveStock(depot.id);
  const ofCase = caseOf(cases, serial)?.model;
  const models = [...new Set([...(ofCase ? [ofCase] : []), ...stock.map(one => one.model)])];
  const [chosen, setModel] = useState<string>();
  const model = chosen ?? models[0] ?? '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (move.isPending || model === '') return;
    move.mutate({ do: 'receive', model, serials: [serial], ready: false }, { onSuccess: onDone });
  };
  return (
    <form className={css['step']} onSubmit={submit} noValidate>
      <h2 ref={heading} tabIndex={-1}>
        {m.comesIn}: <span className={css['serial']}>{serial}</span>
      </h2>
      <Choice
        label={m.returnModel}
        value={model}
        onChange={setModel}
        options={models.map(one => ({ value: one, label: one }))}
      />
      {move.error && <CounterTrouble error={move.error} />}
      <div className={css['big']}>
        <Button type="submit" look="primary" isDisabled={move.isPending || model === ''}>
          {move.isPending ? m.working : m.returnSubmit}
        </Button>
        <Button onPress={onBack}>{m.back}</Button>
      </div>
    </form>
  );
}

function Done({ serial, onNext }: { readonly serial: string; readonly onNext: () => void }) {
  const { counter: m } = useMessages();
  const heading = useFocusedHeading();
  return (
    <div className={css['step']}>
      <section className={`${css['result']} ${css['good']}`} data-testid="taken-back">
        <h2 ref={heading} tabIndex={-1}>
          {m.returned}
        </h2>
        <p className={css['outgoing']}>{serial}</p>
        <p>{m.returnedText(serial)}</p>
      </section>
      <div className={css['big']}>
        <Button look="primary" onPress={onNext}>
          {m.next}
        </Button>
      </div>
    </div>
  );
}
