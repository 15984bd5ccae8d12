import { useCalendars } from '../../api/promise-queries.ts';
import { useMessages } from '../../messages/messages.ts';
import { DialogRow } from '../../parts/dialog.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import type { WrongAt } from '../../parts/field-problem.ts';
import type { PromisedDraft } from './promised-draft.ts';
import css from './promises.module.css';

type PromisedProps = {
  readonly draft: PromisedDraft;
  readonly set: (part: Partial<PromisedDraft>) => void;
  /** The path of this promise in the policy, such as `legs.ship`. */
  readonly path: string;
  readonly at: WrongAt;
};

/** A goal in days, hours and minutes, the calendar that it is counted in, and its warnings. */
export function PromisedFields({ draft, set, path, at }: PromisedProps) {
  const { form: f, always } = useMessages().promises;
  const calendars = useCalendars().data?.calendars ?? [];
  const wrongGoal = at(`${path}.goal`);
  return (
    <>
      <div className={css['goal']}>
        {(['days', 'hours', 'minutes'] as const).map(unit => (
          <Field
            key={unit}
            label={f[unit]}
            inputMode="numeric"
            value={draft[unit]}
            onChange={text => set({ [unit]: text })}
            wrong={unit === 'days' ? wrongGoal : wrongGoal && ''}
          />
        ))}
      </div>
      <DialogRow>
        <Choice
          label={f.calendar}
          value={draft.calendar}
          onChange={calendar => set({ calendar })}
          options={[
            { value: 'always', label: always },
            ...calendars.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          wrong={at(`${path}.calendar`)}
        />
        <Field
          label={f.warnAt}
          value={draft.warnAt}
          onChange={warnAt => set({ warnAt })}
          wrong={at(`${path}.warnAt`)}
        />
      </DialogRow>
    </>
  );
}
