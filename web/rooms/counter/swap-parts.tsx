import type { CounterCase } from '../../../shared/contracts/depots-contract.ts';
import { now } from '../../app/clock.ts';
import { wallTime } from '../../app/zoned.ts';
import { useMessages } from '../../messages/messages.ts';
import { Field } from '../../parts/field.tsx';
import { type Damage, damages } from '../promises/kinds.ts';
import { Left } from './case-list.tsx';
import css from './counter.module.css';
import { useFocusedHeading } from './focused-heading.ts';
import { SerialEntry } from './serial-entry.tsx';
import type { readSwap } from './swap-draft.ts';

type ComesInProps = { readonly serial: string; readonly of: CounterCase | undefined };

/** The device that comes in, with its open case. */
export function ComesIn({ serial, of }: ComesInProps) {
  const m = useMessages();
  const heading = useFocusedHeading();
  return (
    <section className={css['card']} data-testid="comes-in">
      <h2 ref={heading} tabIndex={-1}>
        {m.counter.comesIn}: <span className={css['serial']}>{serial}</span>
      </h2>
      {of ? (
        <>
          <p>
            {m.counter.model(of.model)} · {m.damages[of.damage]}
          </p>
          <p>
            <Left of={of} />
          </p>
        </>
      ) : (
        <p>{m.counter.noCase}</p>
      )}
    </section>
  );
}

export function DamageChoice(props: {
  readonly damage: Damage;
  readonly onChange: (damage: Damage) => void;
}) {
  const m = useMessages();
  return (
    <fieldset className={css['choices']}>
      <legend>{m.counter.damage}</legend>
      {damages.map(damage => (
        <label key={damage} className={css['choice']}>
          <input
            type="radio"
            name="damage"
            checked={damage === props.damage}
            onChange={() => props.onChange(damage)}
          />
          {m.damages[damage]}
        </label>
      ))}
    </fieldset>
  );
}

type GoesOutProps = {
  readonly read: Pick<ReturnType<typeof readSwap>, 'shown' | 'proposal' | 'unreadable'>;
  /** There is an open case, so that the model is known. */
  readonly known: boolean;
  readonly onChange: (text: string) => void;
};

/** The unit that is handed out: the proposed one, or another that is typed or scanned. */
export function GoesOut({ read: { shown, proposal, unreadable }, known, onChange }: GoesOutProps) {
  const { counter: m, formWrong } = useMessages();
  const own = shown.trim() !== '' && shown.trim() !== proposal?.serial;
  const why = own ? 'own' : (proposal?.why ?? (known ? 'none' : 'open'));
  const model = proposal && !own ? `${m.model(proposal.model)}. ` : '';
  return (
    <SerialEntry
      label={m.goesOut}
      hint={`${model}${m.goesOutHint[why]}`}
      wrong={unreadable ? formWrong.serial : undefined}
      value={shown}
      onChange={onChange}
    />
  );
}

type ToggleProps = {
  readonly checked: boolean;
  readonly onChange: (on: boolean) => void;
  readonly label: string;
};

export const Toggle = ({ checked, onChange, label }: ToggleProps) => (
  <label className={css['toggle']}>
    <input type="checkbox" checked={checked} onChange={event => onChange(event.target.checked)} />
    {label}
  </label>
);

type EarlierProps = {
  readonly zone: string;
  readonly value: string | undefined;
  readonly future: boolean;
  readonly onChange: (part: { earlier: string }) => void;
};

export function Earlier({ zone, value = '', future, onChange }: EarlierProps) {
  const { counter: m } = useMessages();
  return (
    <>
      <Toggle
        checked={value !== ''}
        onChange={on => onChange({ earlier: on ? wallTime(now(), zone) : '' })}
        label={m.earlier}
      />
      {value !== '' && (
        <Field
          label={m.earlierAt}
          type="datetime-local"
          hint={m.earlierHint(zone)}
          wrong={future ? m.future : undefined}
          value={value}
          onChange={earlier => onChange({ earlier })}
        />
      )}
    </>
  );
}
