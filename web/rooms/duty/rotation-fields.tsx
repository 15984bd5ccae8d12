import { useAgents } from '../../api/queries.ts';
import { useMessages } from '../../messages/messages.ts';
import { DialogRow } from '../../parts/dialog.tsx';
import { Choice, Field, Tick } from '../../parts/field.tsx';
import type { WrongAt } from '../../parts/field-problem.ts';
import { OrderedPick } from '../promises/ordered-pick.tsx';
import { weekDays } from '../team/hours.ts';
import css from './duty.module.css';
import type { RotationDraft } from './schedule-draft.ts';

type RotationProps = {
  readonly draft: RotationDraft;
  readonly set: (part: Partial<RotationDraft>) => void;
  readonly path: string;
  readonly at: WrongAt;
};

/** People who take turns: in which order, how long each, and in which hours. */
export function RotationFields(props: RotationProps) {
  const { form: f } = useMessages().duty;
  const { draft, set, path, at } = props;
  const people = (useAgents().data?.agents ?? []).filter(
    ({ active, roles }) => active && roles.some(role => role !== 'clerk'),
  );
  return (
    <>
      <OrderedPick
        label={f.people}
        picked={draft.agents}
        onChange={agents => set({ agents })}
        options={people}
        wrong={at(`${path}.agents`)}
      />
      <TurnFields {...props} />
      <Tick checked={draft.inHours} onChange={inHours => set({ inHours })}>
        {f.inHours}
      </Tick>
      {draft.inHours && <WeekFields {...props} />}
    </>
  );
}

function TurnFields({ draft, set, path, at }: RotationProps) {
  const { form: f } = useMessages().duty;
  return (
    <DialogRow>
      <Field
        label={f.every}
        inputMode="numeric"
        value={draft.turn}
        onChange={turn => set({ turn })}
        wrong={at(`${path}.turn`)}
      />
      <Choice
        label={f.unit}
        value={draft.every}
        onChange={every => set({ every: every as RotationDraft['every'] })}
        options={(['day', 'week'] as const).map(every => ({ value: every, label: f.everyWords[every] }))}
      />
      <Field
        label={f.from}
        type="date"
        value={draft.from}
        onChange={from => set({ from })}
        wrong={at(`${path}.from`)}
      />
      <Field
        label={f.handoverAt}
        type="time"
        value={draft.handoverAt}
        onChange={handoverAt => set({ handoverAt })}
        wrong={at(`${path}.handoverAt`)}
      />
    </DialogRow>
  );
}

function WeekFields({ draft, set, path, at }: RotationProps) {
  const m = useMessages();
  const wrong = at(`${path}.hours`);
  return (
    <>
      <p className={wrong ? css['wrong'] : css['small']}>{wrong ?? m.duty.form.hoursHint}</p>
      <DialogRow>
        {weekDays.map(day => (
          <Field
            key={day}
            label={m.weekDays[day]}
            value={draft.hours[day]}
            onChange={text => set({ hours: { ...draft.hours, [day]: text } })}
            wrong={at(`${path}.hours.${day}`)}
          />
        ))}
      </DialogRow>
    </>
  );
}
