import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CalendarInput, CalendarView } from '../../../shared/contracts/promises-contract.ts';
import { ApiError } from '../../api/problem.ts';
import { promiseKeys, type Regions } from '../../api/promise-queries.ts';
import { routes } from '../../api/routes.ts';
import { useFormat } from '../../app/locale.tsx';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm, DialogRow } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { useFormProblem, type WrongAt } from '../../parts/field-problem.ts';
import { Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import { weekDays } from '../team/hours.ts';
import { type CalendarDraft, calendarDraft, readCalendar } from './calendar-draft.ts';
import { DayLines, HolidayLines } from './calendar-lines.tsx';
import css from './promises.module.css';

type CalendarDialogProps = {
  readonly calendar?: CalendarView;
  readonly regions: Regions;
  readonly onClose: () => void;
};

function useSave(calendarId: string, onDone: () => void) {
  const { promises: m } = useMessages();
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: (body: CalendarInput) => api(routes.putCalendar, { params: { calendarId }, body }),
    onSuccess: () => {
      onDone();
      showWord(m.form.saved);
      return queries.invalidateQueries({ queryKey: promiseKeys.calendars });
    },
  });
}

/** Every field that can show what is wrong with it; the server names days of their own by their date. */
const fieldsOf = ({ holidays, closures, overrides }: CalendarDraft): readonly string[] => [
  ...['calendarId', 'id', 'name', 'zone', 'hours', 'holidays', 'closures', 'overrides'],
  ...weekDays.map(day => `hours.${day}`),
  ...holidays.map((_, at) => `holidays.${at}`),
  ...closures.map((_, at) => `closures.${at}`),
  ...overrides.map(({ date }) => `overrides.${date}`),
];

/** The lead writes a calendar: hours of the week, holidays, own closed days, days with hours of their own. */
export default function CalendarDialog({ calendar, regions, onClose }: CalendarDialogProps) {
  const m = useMessages();
  const { zone } = useFormat();
  const [draft, setDraft] = useState(() => calendarDraft(calendar, zone));
  const [tried, setTried] = useState(false);
  const { input, wrong } = readCalendar(draft);
  const save = useSave(draft.id.trim(), onClose);
  const problem = useFormProblem({
    wrong: tried ? wrong : new Map(),
    error: save.error,
    fields: fieldsOf(draft),
  });
  const submit = () => {
    setTried(true);
    if (wrong.size === 0) save.mutate(input);
  };
  const set = (part: Partial<CalendarDraft>) => setDraft({ ...draft, ...part });
  const form = { draft, set, at: problem.at };
  const title = calendar ? m.promises.calendar.edit(calendar.name) : m.promises.calendar.add;
  return (
    <Dialog title={title} onClose={onClose}>
      <DialogForm submit={m.common.save} busy={save.isPending} onCancel={onClose} onSubmit={submit}>
        {Boolean(problem.elsewhere) && <Trouble error={problem.elsewhere} />}
        <Name {...form} isNew={calendar === undefined} />
        <Week {...form} breaksPolicy={isUnmet(save.error)} />
        <HolidayLines {...form} regions={regions} />
        <DayLines {...form} of="closures" />
        <DayLines {...form} of="overrides" />
      </DialogForm>
    </Dialog>
  );
}

/** With the new hours some policy could not be kept any more. */
const isUnmet = (error: unknown): boolean =>
  error instanceof ApiError && error.problem.refusal === 'never-met';

type PartProps = {
  readonly draft: CalendarDraft;
  readonly set: (part: Partial<CalendarDraft>) => void;
  readonly at: WrongAt;
};

function Name({ draft, set, at, isNew }: PartProps & { readonly isNew: boolean }) {
  const { form: f } = useMessages().promises.calendar;
  return (
    <DialogRow>
      {isNew && (
        <Field
          label={f.id}
          hint={f.idHint}
          value={draft.id}
          onChange={id => set({ id })}
          wrong={at('id') ?? at('calendarId')}
          autoFocus
        />
      )}
      <Field label={f.name} value={draft.name} onChange={name => set({ name })} wrong={at('name')} />
      <Field label={f.zone} value={draft.zone} onChange={zone => set({ zone })} wrong={at('zone')} />
    </DialogRow>
  );
}

function Week({ draft, set, at, breaksPolicy }: PartProps & { readonly breaksPolicy: boolean }) {
  const m = useMessages();
  const { form: f } = m.promises.calendar;
  const wrong = at('hours');
  return (
    <fieldset className={css['set']}>
      <legend>{f.hours}</legend>
      <p className={css['small']}>{f.hoursHint}</p>
      {wrong && (
        <p className={css['wrong']} role="alert">
          {breaksPolicy ? f.breaksPolicy : wrong}
        </p>
      )}
      <DialogRow>
        {weekDays.map(day => (
          <Field
            key={day}
            label={m.weekDays[day]}
            value={draft.hours[day]}
            onChange={text => set({ hours: { ...draft.hours, [day]: text } })}
            wrong={at(`hours.${day}`)}
          />
        ))}
      </DialogRow>
    </fieldset>
  );
}
