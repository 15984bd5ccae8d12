import { type FormEvent, type ReactNode, useState } from 'react';
import type { CounterCase } from '../../../shared/contracts/depots-contract.ts';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { isSerial } from '../depots/serials.ts';
import { CaseList } from './case-list.tsx';
import css from './counter.module.css';
import { knownSerial } from './counter-steps.ts';
import { SerialEntry } from './serial-entry.tsx';

type WhichProps = { readonly cases: readonly CounterCase[]; readonly onSerial: (serial: string) => void };

const matching = (cases: readonly CounterCase[], typed: string) =>
  cases.filter(one => one.serial.toLowerCase().includes(typed.trim().toLowerCase()));

/** The first step: the serial of the device that comes in, or one of the open cases. */
export function WhichStep({ cases, onSerial }: WhichProps) {
  const { counter: m } = useMessages();
  const [typed, setTyped] = useState('');
  const shown = matching(cases, typed);
  return (
    <PickSerial
      question={m.which}
      typed={typed}
      onTyped={setTyped}
      onSerial={serial =>
        onSerial(
          knownSerial(
            serial,
            cases.map(one => one.serial),
          ),
        )
      }
    >
      <section className={css['step']} aria-label={m.open}>
        <h2>{m.open}</h2>
        {shown.length === 0 && <p className={css['soft']}>{cases.length === 0 ? m.noOpen : m.noMatch}</p>}
        <CaseList cases={shown} onPick={one => onSerial(one.serial)} />
      </section>
    </PickSerial>
  );
}

type PickSerialProps = {
  readonly question: string;
  readonly typed: string;
  readonly onTyped: (text: string) => void;
  readonly onSerial: (serial: string) => void;
  readonly children: ReactNode;
};

/** Asks for a serial; below stands what may be picked instead. */
export function PickSerial({ question, typed, onTyped, onSerial, children }: PickSerialProps) {
  const m = useMessages();
  const [tried, setTried] = useState(false);
  const text = typed.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isSerial(text)) onSerial(text);
  };
  return (
    <div className={css['step']}>
      <form className={css['big']} onSubmit={submit} noValidate>
        <SerialEntry
          label={question}
          hint={m.counter.whichHint}
          wrong={tried && !isSerial(text) ? m.formWrong.serial : undefined}
          value={typed}
          onChange={onTyped}
          onScanned={onSerial}
          autoFocus
        />
        <Button type="submit" look="primary" isDisabled={text === ''}>
          {m.counter.goOn}
        </Button>
      </form>
      {children}
    </div>
  );
}
