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
  const labelId = useId();
  const nameOf = (id: string) => options.find(option => option.id === id)?.name ?? id;
  const rest = options.filter(option => !picked.includes(option.id));
  return (
    <div className={css['set']}>
      <span id={labelId}>{label}</span>
      <ol aria-labelledby={labelId}>
        {picked.map((id, place) => (
          <Picked
            key={id}
            name={nameOf(id)}
            place={place}
            onUp={() => onChange(movedUp(picked, place))}
            onDrop={() => onChange(picked.filter(one => one !== id))}
          />
        ))}
      </ol>
      {rest.length > 0 && <AddOne rest={rest} onAdd={id => onChange([...picked, id])} />}
      {wrong && <p className={css['wrong']}>{wrong}</p>}
    </div>
  );
}

type PickedProps = {
  readonly name: string;
  readonly place: number;
  readonly onUp: () => void;
  readonly onDrop: () => void;
};

function Picked({ name, place, onUp, onDrop }: PickedProps) {
  const { form: f } = useMessages().promises;
  return (
    <li className={css['picked']}>
      <span>
        {place + 1}. {name}
      </span>
      {place > 0 && (
        <Button look="quiet" compact aria-label={f.up(name)} onPress={onUp}>
          <Icon name="up" size={16} />
        </Button>
      )}
      <Button look="quiet" compact aria-label={f.drop(name)} onPress={onDrop}>
        <Icon name="close" size={16} />
      </Button>
    </li>
  );
}

type AddOneProps = { readonly rest: OrderedPickProps['options']; readonly onAdd: (id: string) => void };

function AddOne({ rest, onAdd }: AddOneProps) {
  const { form: f } = useMessages().promises;
  const [next, setNext] = useState('');
  const add = () => {
    onAdd(next);
    setNext('');
  };
  const options = rest.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className={css['picked']}>
      <Choice
        label={f.addOne}
        value={next}
        onChange={setNext}
        options={[{ value: '', label: f.pick }, ...options]}
      />
      <Button onPress={add} isDisabled={next === ''}>
        <Icon name="plus" size={16} />
        {f.addOne}
      </Button>
    </div>
  );
}
