import { usePolicies } from '../../api/promise-queries.ts';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { DialogRow } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import type { WrongAt } from '../../parts/field-problem.ts';
import { Icon } from '../../parts/icons.tsx';
import { nextKey } from '../promises/calendar-draft.ts';
import type { ModelDraft } from './depot-draft.ts';
import css from './depots.module.css';

type ModelsProps = {
  readonly models: readonly ModelDraft[];
  readonly set: (models: readonly ModelDraft[]) => void;
  readonly at: WrongAt;
};

/** The models of a depot, one after another, and a button for one more. */
export function ModelsFields({ models, set, at }: ModelsProps) {
  const { form: f } = useMessages().depots;
  const add = () =>
    set([...models, { key: nextKey(models), model: '', substitutes: '', minimum: '0', floors: {} }]);
  return (
    <fieldset className={css['set']}>
      <legend>{f.models}</legend>
      {models.map((kept, place) => (
        <ModelFields
          key={kept.key}
          kept={kept}
          place={place}
          set={part => set(models.map(one => (one === kept ? { ...one, ...part } : one)))}
          remove={() => set(models.filter(one => one !== kept))}
          at={at}
        />
      ))}
      <span>
        <Button onPress={add}>
          <Icon name="plus" size={16} />
          {f.addModel}
        </Button>
      </span>
    </fieldset>
  );
}

type ModelProps = {
  readonly kept: ModelDraft;
  readonly place: number;
  readonly set: (part: Partial<ModelDraft>) => void;
  readonly remove: () => void;
  readonly at: WrongAt;
};

function ModelFields({ kept, place, set, remove, at }: ModelProps) {
  const { form: f } = useMessages().depots;
  const wrong = (field: string) => at(`models.${place}.${field}`) ?? at(`models.${kept.model}.${field}`);
  const name = kept.model || f.modelOf(place + 1);
  return (
    <fieldset className={css['model']}>
      <legend>{name}</legend>
      <DialogRow>
        <Field
          label={f.model}
          value={kept.model}
          onChange={model => set({ model })}
          wrong={wrong('model') ?? at(`models.${kept.model}`)}
        />
        <Field
          label={f.substitutes}
          hint={f.substitutesHint}
          optional
          value={kept.substitutes}
          onChange={substitutes => set({ substitutes })}
          wrong={wrong('substitutes')}
        />
        <Field
          label={f.minimum}
          inputMode="numeric"
          value={kept.minimum}
          onChange={minimum => set({ minimum })}
          wrong={wrong('minimum')}
        />
        <FloorFields kept={kept} set={set} wrong={wrong} />
      </DialogRow>
      <span>
        <Button look="quiet" aria-label={f.removeModel(name)} onPress={remove}>
          {f.remove}
        </Button>
      </span>
    </fieldset>
  );
}

type FloorProps = Pick<ModelProps, 'kept' | 'set'> & { readonly wrong: WrongAt };

/** How many ready units are kept for each policy in use; those kept for others stay as they are. */
function FloorFields({ kept, set, wrong }: FloorProps) {
  const { form: f } = useMessages().depots;
  const policies = usePolicies().data?.policies ?? [];
  const named = policies.filter(policy => policy.active || Object.hasOwn(kept.floors, policy.id));
  return named.map(policy => (
    <Field
      key={policy.id}
      label={f.floor(policy.name)}
      inputMode="numeric"
      value={kept.floors[policy.id] ?? ''}
      onChange={text => set({ floors: { ...kept.floors, [policy.id]: text } })}
      wrong={wrong(`floors.${policy.id}`)}
    />
  ));
}
