import { useState } from 'react';
import type { ScheduleInput, ScheduleView } from '../../../shared/contracts/duty-contract.ts';
import { routes } from '../../api/routes.ts';
import { now } from '../../app/clock.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog, DialogForm, DialogRow } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { useFormProblem, type WrongAt } from '../../parts/field-problem.ts';
import { Icon } from '../../parts/icons.tsx';
import { Trouble } from '../../parts/states.tsx';
import css from './duty.module.css';
import { mondayOf } from './duty-place.ts';
import { RotationFields } from './rotation-fields.tsx';
import {
  fieldsOf,
  newRotation,
  nextKey,
  type RotationDraft,
  readSchedule,
  type ScheduleDraft,
  scheduleDraft,
} from './schedule-draft.ts';
import { useDutyWrite } from './use-duty-write.ts';

type ScheduleProps = { readonly schedule?: ScheduleView; readonly onClose: () => void };

function useSave(scheduleId: string, version: number | undefined, onDone: () => void) {
  const { duty: m } = useMessages();
  return useDutyWrite<ScheduleInput>({
    write: (api, input) =>
      api(routes.putSchedule, {
        params: { scheduleId },
        body: { ...input, ...(version === undefined ? {} : { version }) },
      }),
    word: () => m.form.saved,
    onDone,
  });
}

/** The lead writes who takes turns and when, layer by layer. */
export function ScheduleDialog({ schedule, onClose }: ScheduleProps) {
  const m = useMessages();
  const { zone, dayOf } = useFormat();
  const monday = mondayOf(dayOf(now()));
  const [draft, setDraft] = useState(() => scheduleDraft(schedule, { zone, monday }));
  const [tried, setTried] = useState(false);
  const { input, wrong } = readSchedule(draft);
  const save = useSave(draft.id.trim(), schedule?.version, onClose);
  const problem = useFormProblem({
    wrong: tried ? wrong : new Map(),
    error: save.error,
    fields: fieldsOf(draft),
  });
  const set = (part: Partial<ScheduleDraft>) => setDraft({ ...draft, ...part });
  const submit = () => {
    setTried(true);
    if (wrong.size === 0) save.mutate(input);
  };
  return (
    <Dialog title={schedule ? m.duty.edit(schedule.name) : m.duty.form.new} onClose={onClose}>
      <DialogForm submit={m.common.save} busy={save.isPending} onCancel={onClose} onSubmit={submit}>
        {Boolean(problem.elsewhere) && <Trouble error={problem.elsewhere} />}
        <Name draft={draft} set={set} at={problem.at} isNew={schedule === undefined} />
        <Layers draft={draft} set={set} at={problem.at} monday={monday} />
      </DialogForm>
    </Dialog>
  );
}

type PartProps = {
  readonly draft: ScheduleDraft;
  readonly set: (part: Partial<ScheduleDraft>) => void;
  readonly at: WrongAt;
};

function Name({ draft, set, at, isNew }: PartProps & { readonly isNew: boolean }) {
  const { form: f } = useMessages().duty;
  return (
    <DialogRow>
      {isNew && (
        <Field
          label={f.id}
          hint={f.idHint}
          value={draft.id}
          onChange={id => set({ id })}
          wrong={at('id') ?? at('scheduleId')}
          autoFocus
        />
      )}
      <Field label={f.name} value={draft.name} onChange={name => set({ name })} wrong={at('name')} />
      <Field label={f.zone} value={draft.zone} onChange={zone => set({ zone })} wrong={at('zone')} />
    </DialogRow>
  );
}

function Layers({ draft: { rotations }, set, at, monday }: PartProps & { readonly monday: string }) {
  const { form: f } = useMessages().duty;
  const change = (place: number, part: Partial<RotationDraft>) =>
    set({ rotations: rotations.map((one, n) => (n === place ? { ...one, ...part } : one)) });
  const wrong = at('rotations');
  return (
    <fieldset className={css['set']}>
      <legend>{f.layers}</legend>
      <p className={css['small']}>{f.layersHint}</p>
      {wrong && <p className={css['wrong']}>{wrong}</p>}
      {rotations.map((rotation, place) => (
        <fieldset key={rotation.key} className={css['layer']}>
          <legend>
            {f.layer(place + 1)}
            {rotations.length > 1 && (
              <Button
                look="quiet"
                compact
                aria-label={f.dropLayer(place + 1)}
                onPress={() => set({ rotations: rotations.filter((_, n) => n !== place) })}
              >
                <Icon name="close" size={16} />
              </Button>
            )}
          </legend>
          <RotationFields
            draft={rotation}
            set={part => change(place, part)}
            path={`rotations.${place}`}
            at={at}
          />
        </fieldset>
      ))}
      <span>
        <Button onPress={() => set({ rotations: [...rotations, newRotation(nextKey(rotations), monday)] })}>
          <Icon name="plus" size={16} />
          {f.addLayer}
        </Button>
      </span>
    </fieldset>
  );
}
