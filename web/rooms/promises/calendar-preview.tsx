import { useMemo, useState } from 'react';
import type { CalendarView } from '../../../shared/contracts/promises-contract.ts';
import { type Preview, type PreviewOf, usePreview } from '../../api/promise-queries.ts';
import { now } from '../../app/clock.ts';
import { createFormat } from '../../app/format.ts';
import { instantOf, wallTime } from '../../app/zoned.ts';
import { useMessages } from '../../messages/messages.ts';
import { Field } from '../../parts/field.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import { openingsByDay } from './openings.ts';
import css from './promises.module.css';

/** When a calendar is open in the coming days, and until when so many minutes of it last; read when it is opened. */
export function CalendarPreview({ calendar }: { readonly calendar: CalendarView }) {
  const { calendar: m } = useMessages().promises;
  const [open, setOpen] = useState(false);
  return (
    <details className={css['details']} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary aria-label={m.previewOf(calendar.name)}>{m.preview}</summary>
      {open && <Asked calendar={calendar} />}
    </details>
  );
}

/** What is asked for when both fields can be read; the rest is left out. */
function askedOf(calendar: CalendarView, from: string, minutes: string): PreviewOf {
  const readable = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(from);
  return {
    calendarId: calendar.id,
    ...(readable ? { from: new Date(instantOf(from, calendar.zone)).toISOString() } : {}),
    ...(/^\d{1,6}$/.test(minutes) ? { minutes } : {}),
  };
}

function Asked({ calendar }: { readonly calendar: CalendarView }) {
  const m = useMessages();
  const { calendar: words } = m.promises;
  const [from, setFrom] = useState(() => wallTime(now(), calendar.zone));
  const [minutes, setMinutes] = useState('120');
  const preview = usePreview(askedOf(calendar, from, minutes));
  const format = useMemo(() => createFormat(m.locale, calendar.zone), [m.locale, calendar.zone]);
  return (
    <div className={css['set']}>
      <div className={css['form']}>
        <Field
          label={words.from}
          type="datetime-local"
          hint={words.fromHint(calendar.zone)}
          value={from}
          onChange={setFrom}
        />
        <Field label={words.minutes} inputMode="numeric" value={minutes} onChange={setMinutes} />
      </div>
      {preview.isPending && <Loading of="card" />}
      {preview.isError && <Trouble error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.data && <Answer preview={preview.data} minutes={minutes} format={format} />}
    </div>
  );
}

type AnswerProps = {
  readonly preview: Preview;
  readonly minutes: string;
  readonly format: ReturnType<typeof createFormat>;
};

function Answer({ preview, minutes, format }: AnswerProps) {
  const { calendar: m } = useMessages().promises;
  const days = openingsByDay(preview.openings, preview.zone);
  const asked = /^\d{1,6}$/.test(minutes);
  return (
    <>
      <p className={css['answer']} role="status" data-testid="lasts">
        {asked && preview.dueAt
          ? m.last(format.number(Number(minutes)), format.dated(preview.from), format.dated(preview.dueAt))
          : asked && m.lastNever}
      </p>
      <h3>{m.openings}</h3>
      {days.length === 0 && <p className={css['soft']}>{m.noOpenings}</p>}
      <dl className={css['week']}>
        {days.map(({ day, hours }) => (
          <div key={day} className={css['opening']} data-testid="opening">
            <dt>{format.day(day)}</dt>
            <dd>{hours}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
