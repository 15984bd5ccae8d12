import { useId, useState } from 'react';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/field.tsx';
import { Icon } from '../../parts/icons.tsx';
import { movedUp } from './moved-up.ts';
import css from './promises.module.css';

type OrderedPickProps = {
  readonly label: string;
  readonly picked: readonly string[];
  readonly onChange: (picked: readonly string[]) => void;
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly wrong: string | undefined;
};

/** Some of many in an order: each can be moved up or removed, and another added. */
export function OrderedPick({ label, picked, onChange, options, wrong }: OrderedPickProps) {
  const { form: f } = useMessages().promises;
  const [next, setNext] = useState('');
  const labelId = useId();
  const nameOf = (id: string) => options.find(option => option.id === id)?.name ?? id;
  const rest = options.filter(option => !picked.includes(option.id));
  const add = () => {
    if (next !== '') onChange([...picked, next]);
    setNext('');
  };
  return (
    <div className={css['set']}>
      <span id={labelId}>{label}</span>
      <ol aria-labelledby={labelId}>
        {picked.map((id, place) => (
          <li key={id} className={css['picked']}>
            <span>
              {place + 1}. {nameOf(id)}
            </span>
            {place > 0 && (
              <Button
                look="quiet"
                compact
                aria-label={f.up(nameOf(id))}
                onPress={() => onChange(movedUp(picked, place))}
              >
                <Icon name="up" size={16} />
              </Button>
            )}
            <Button
              look="quiet"
              compact
              aria-label={f.drop(nameOf(id))}
              onPress={() => onChange(picked.filter(one => one !== id))}
            >
              <Icon name="close" size={16} />
            </Button>
          </li>
        ))}
      </ol>
      {rest.length > 0 && (
        <div className={css['picked']}>
          <Choice
            label={f.addOne}
            value={next}
            onChange={setNext}
            options={[
              { value: '', label: f.pick },
              ...rest.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <Button onPress={add} isDisabled={next === ''}>
            <Icon name="plus" size={16} />
            {f.addOne}
          </Button>
        </div>
      )}
      {wrong && <p className={css['wrong']}>{wrong}</p>}
    </div>
  );
}
