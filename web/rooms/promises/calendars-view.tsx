import { lazy, Suspense, useState } from 'react';
import type { CalendarView } from '../../../shared/contracts/promises-contract.ts';
import { useCalendars } from '../../api/promise-queries.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Notice } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { hoursText, weekDays } from '../team/hours.ts';
import { useIsLead } from '../use-is-lead.ts';
import { CalendarPreview } from './calendar-preview.tsx';
import { regionWords } from './promise-words.ts';
import css from './promises.module.css';

const CalendarDialog = lazy(() => import('./calendar-dialog.tsx'));
const ClosuresDialog = lazy(() => import('./closures-dialog.tsx'));

type Open =
  | { readonly what: 'new' }
  | { readonly what: 'edit' | 'closures'; readonly calendar: CalendarView };

/** The calendars that time is counted in. */
export default function CalendarsView() {
  const { calendar: m } = useMessages().promises;
  const calendars = useCalendars();
  const lead = useIsLead();
  const [open, setOpen] = useState<Open>();
  const all = calendars.data?.calendars ?? [];
  return (
    <div className={css['page']}>
      {lead && (
        <span>
          <Button onPress={() => setOpen({ what: 'new' })}>
            <Icon name="plus" size={16} />
            {m.add}
          </Button>
        </span>
      )}
      {calendars.isPending && <Loading />}
      {calendars.isError && (
        <Notice>
          <Trouble error={calendars.error} onRetry={() => void calendars.refetch()} />
        </Notice>
      )}
      {calendars.isSuccess && all.length === 0 && (
        <Empty icon="promises" title={m.emptyTitle} text={m.emptyText} />
      )}
      {all.map(calendar => (
        <CalendarCard key={calendar.id} calendar={calendar} onOpen={lead ? setOpen : undefined} />
      ))}
      {open && (
        <Suspense fallback={null}>
          <OpenDialog open={open} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </div>
  );
}

function OpenDialog({ open, onClose }: { readonly open: Open; readonly onClose: () => void }) {
  const regions = useCalendars().data?.regions ?? [];
  if (open.what === 'new') return <CalendarDialog regions={regions} onClose={onClose} />;
  if (open.what === 'closures') return <ClosuresDialog calendar={open.calendar} onClose={onClose} />;
  return <CalendarDialog calendar={open.calendar} regions={regions} onClose={onClose} />;
}

type CalendarCardProps = {
  readonly calendar: CalendarView;
  readonly onOpen: ((open: Open) => void) | undefined;
};

function CalendarCard({ calendar, onOpen }: CalendarCardProps) {
  const { promises: m } = useMessages();
  const format = useFormat();
  const { name, zone, holidays, version, changedAt } = calendar;
  return (
    <section className={css['card']} aria-label={name} data-testid="calendar">
      <div className={css['head']}>
        <h2>{name}</h2>
        {onOpen && (
          <span className={css['buttons']}>
            <Button aria-label={m.calendar.edit(name)} onPress={() => onOpen({ what: 'edit', calendar })}>
              {m.editShort}
            </Button>
            <Button
              aria-label={m.calendar.uploadTo(name)}
              onPress={() => onOpen({ what: 'closures', calendar })}
            >
              {m.calendar.upload}
            </Button>
          </span>
        )}
      </div>
      <p className={css['small']}>
        {zone} · {m.version(version, format.date(changedAt))}
      </p>
      <Week calendar={calendar} />
      <p>
        {holidays.length > 0 ? m.calendar.holidays(regionWords(holidays, { format })) : m.calendar.noHolidays}
      </p>
      <ClosedDays calendar={calendar} />
      <Overrides calendar={calendar} />
      <CalendarPreview calendar={calendar} />
    </section>
  );
}

function Week({ calendar }: { readonly calendar: CalendarView }) {
  const m = useMessages();
  return (
    <dl className={css['week']}>
      {weekDays.map(day => (
        <Line
          key={day}
          label={m.weekDays[day]}
          text={hoursText(calendar.hours[day]) || m.promises.calendar.closed}
        />
      ))}
    </dl>
  );
}

const Line = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <>
    <dt>{label}</dt>
    <dd>{text}</dd>
  </>
);

function ClosedDays({ calendar: { closedDays } }: { readonly calendar: CalendarView }) {
  const { calendar: m } = useMessages().promises;
  const { day } = useFormat();
  if (closedDays.length === 0) return null;
  return (
    <details className={css['details']}>
      <summary>{m.closedDays(closedDays.length)}</summary>
      <ul className={css['days']}>
        {closedDays.map(({ date, name, source }) => (
          <li key={`${date} ${source} ${name}`}>
            {day(date)} · {name} <span className={css['small']}>({m.sources[source]})</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Overrides({ calendar: { overrides } }: { readonly calendar: CalendarView }) {
  const { calendar: m } = useMessages().promises;
  const { day } = useFormat();
  const days = Object.entries(overrides).sort(([one], [other]) => one.localeCompare(other));
  if (days.length === 0) return null;
  return (
    <details className={css['details']}>
      <summary>
        {m.overrides} ({days.length})
      </summary>
      <ul className={css['days']}>
        {days.map(([date, hours]) => (
          <li key={date}>
            {day(date)} · {hoursText(hours) || m.closed}
          </li>
        ))}
      </ul>
    </details>
  );
}
