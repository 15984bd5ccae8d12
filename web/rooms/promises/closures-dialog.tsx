import { useMutation } from '@tanstack/react-query';
import { type ChangeEvent, useId, useState } from 'react';
import type { CalendarView } from '../../../shared/contracts/promises-contract.ts';
import { promiseKeys } from '../../api/promise-queries.ts';
import { routes } from '../../api/routes.ts';
import { useFormat } from '../../app/locale.tsx';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm } from '../../parts/dialog.tsx';
import { Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import css from './promises.module.css';

type ClosuresProps = { readonly calendar: CalendarView; readonly onClose: () => void };

function useTake({ id: calendarId }: CalendarView, onDone: () => void) {
  const { calendar: m } = useMessages().promises;
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: (text: string) =>
      api(routes.postClosures, { params: { calendarId }, file: { type: 'text/calendar', text } }),
    onSuccess: ({ taken }) => {
      onDone();
      showWord(m.taken(taken));
      return queries.invalidateQueries({ queryKey: promiseKeys.calendars });
    },
  });
}

type Chosen = { readonly name: string; readonly bytes: number; readonly text: string };

/** Own closed days from an iCalendar file, in the place of those of an earlier one. */
export default function ClosuresDialog({ calendar, onClose }: ClosuresProps) {
  const { calendar: m } = useMessages().promises;
  const { number } = useFormat();
  const [chosen, setChosen] = useState<Chosen | 'unread'>();
  const take = useTake(calendar, onClose);
  const id = useId();
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    take.reset();
    setChosen(undefined);
    file
      ?.text()
      .then(text => setChosen({ name: file.name, bytes: file.size, text }))
      .catch(() => setChosen('unread'));
  };
  const file = chosen === 'unread' ? undefined : chosen;
  return (
    <Dialog title={m.uploadTitle(calendar.name)} onClose={onClose}>
      <DialogForm
        submit={m.uploadSubmit}
        busy={take.isPending}
        ready={file !== undefined}
        onCancel={onClose}
        onSubmit={() => file && take.mutate(file.text)}
      >
        <p>{m.uploadText}</p>
        {take.error && <Trouble error={take.error} />}
        <div className={css['set']}>
          <label htmlFor={id}>{m.file}</label>
          <input id={id} className={css['file']} type="file" accept=".ics,text/calendar" onChange={choose} />
        </div>
        <p className={css['small']} role="status">
          {file && m.fileChosen(file.name, number(Math.ceil(file.bytes / 1024)))}
          {chosen === 'unread' && m.fileUnread}
        </p>
      </DialogForm>
    </Dialog>
  );
}
