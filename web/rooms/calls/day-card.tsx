import { useMutation } from '@tanstack/react-query';
import { callKeys, type WeekEntry } from '../../api/call-queries.ts';
import { routes } from '../../api/routes.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import css from './calls.module.css';
import { piecesOf, type Span, type WeekDay } from './week-days.ts';

type DayProps = {
  readonly day: WeekDay;
  /** How much of each day is drawn, from its midnight. */
  readonly drawn: Span;
  readonly agentId: string;
  readonly mayBlock: boolean;
};

/** One day of an agent: drawn to scale for the eye, and everything on it as a list. */
export function DayCard({ day, drawn, agentId, mayBlock }: DayProps) {
  const { calls: m } = useMessages();
  const format = useFormat();
  const today = format.dayOf(useNow()) === day.day;
  const hours = day.working.map(({ from, to }) => `${format.time(from)} – ${format.time(to)}`);
  return (
    <section className={css['day']} data-today={today} data-testid="day" aria-label={format.day(day.day)}>
      <h3>{format.day(day.day)}</h3>
      <Strip day={day} drawn={drawn} />
      <p className={css['soft']}>
        {hours.length === 0 ? m.weekView.notWorking : m.weekView.working(hours.join(', '))}
      </p>
      {day.entries.length === 0 && <p className={css['soft']}>{m.weekView.nothing}</p>}
      <ul aria-label={m.weekView.day(format.day(day.day), day.entries.length)}>
        {day.entries.map(entry => (
          <EntryLine key={entry.id} entry={entry} agentId={agentId} mayBlock={mayBlock} />
        ))}
      </ul>
    </section>
  );
}

/** For the eye alone: the list below says the same. */
function Strip({ day, drawn }: Pick<DayProps, 'day' | 'drawn'>) {
  const pieces = piecesOf(day, drawn);
  return (
    <svg className={css['strip']} aria-hidden="true" focusable="false">
      {pieces.map(({ is, x, width }) => (
        <rect
          key={`${is} ${x}`}
          data-is={is}
          x={`${x}%`}
          width={`${width}%`}
          y={is === 'working' ? '0' : '20%'}
          height={is === 'working' ? '100%' : '60%'}
        />
      ))}
    </svg>
  );
}

type EntryProps = Omit<DayProps, 'day' | 'drawn'> & { readonly entry: WeekEntry };

function EntryLine({ entry, agentId, mayBlock }: EntryProps) {
  const { calls: m } = useMessages();
  const format = useFormat();
  const span = `${format.time(entry.from)} – ${format.time(entry.to)}`;
  return (
    <li className={css['entry']} data-is={entry.is} data-testid="week-entry">
      <span className={css['span']}>
        <time dateTime={entry.from} title={format.full(entry.from)}>
          {span}
        </time>
      </span>
      <span>
        {entry.callId ? (
          <Link to={{ room: 'call', callId: entry.callId }}>
            {entry.accountName ?? m.weekView.is.booking}
          </Link>
        ) : (
          m.weekView.is[entry.is]
        )}
        {entry.reason && <span className={css['soft']}> · {entry.reason}</span>}
      </span>
      {entry.is === 'block' && mayBlock && <Unblock entry={entry} agentId={agentId} span={span} />}
    </li>
  );
}

type UnblockProps = { readonly entry: WeekEntry; readonly agentId: string; readonly span: string };

function Unblock({ entry, agentId, span }: UnblockProps) {
  const { calls: m } = useMessages();
  const { api, queries } = useServices();
  const free = useMutation({
    mutationFn: () => api(routes.deleteBlock, { params: { agentId, blockId: entry.id } }),
    onSuccess: () => showWord(m.weekView.unblocked),
    onSettled: () => queries.invalidateQueries({ queryKey: callKeys.weeks }),
  });
  return (
    <span className={css['unblock']}>
      {free.error && <Trouble error={free.error} />}
      <Button
        look="quiet"
        aria-label={m.weekView.unblockOne(span)}
        isDisabled={free.isPending}
        onPress={() => free.mutate()}
      >
        {m.weekView.unblock}
      </Button>
    </span>
  );
}
