import { lazy, Suspense, useState } from 'react';
import { type AgentWeek, useAgentWeek } from '../../api/call-queries.ts';
import { useAgents, useMe } from '../../api/queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link, visit } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button, buttonClass } from '../../parts/button.tsx';
import { Choice } from '../../parts/field.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import { dayAfter, mondayOf } from '../duty/duty-place.ts';
import { useIsLead } from '../use-is-lead.ts';
import css from './calls.module.css';
import type { CallsPlace } from './calls-place.ts';
import { DayCard } from './day-card.tsx';
import { boundsOf, drawnOf, weekDays } from './week-days.ts';

const BlockDialog = lazy(() => import('./block-dialog.tsx'));

type Week = Extract<CallsPlace, { of: 'week' }>;
type Person = { readonly id: string; readonly name: string };

/** What an agent has in a week, day by day: calls, what is held for customers, what is blocked, and working hours. */
export function WeekView({ shown }: { readonly shown: Week }) {
  const { zone, dayOf } = useFormat();
  const now = useNow();
  const me = useMe().data?.agent;
  const agentId = shown.agentId ?? me?.id;
  const monday = mondayOf(shown.from ?? dayOf(now));
  const period = {
    from: new Date(boundsOf(monday, zone).from).toISOString(),
    to: new Date(boundsOf(dayAfter(monday, 6), zone).to).toISOString(),
  };
  const week = useAgentWeek(agentId, period);
  return (
    <div className={css['week']} data-testid="week">
      <Bar shown={shown} agentId={agentId} monday={monday} />
      {week.isPending && <Loading />}
      {week.isError && <Trouble error={week.error} onRetry={() => void week.refetch()} />}
      {week.data && agentId && <Days week={week.data} agentId={agentId} monday={monday} />}
    </div>
  );
}

type BarProps = {
  readonly shown: Week;
  readonly agentId: string | undefined;
  readonly monday: string;
};

/** Whose week it is and which one; one's own time may be blocked, by a lead anybody's. */
function Bar({ shown, agentId, monday }: BarProps) {
  const { calls: m } = useMessages();
  const me = useMe().data?.agent.id;
  const lead = useIsLead();
  const agents = useAgents().data?.agents ?? [];
  const [blocking, setBlocking] = useState(false);
  const people = agents.filter(({ active, roles }) => active && roles.includes('agent'));
  const person = agents.find(({ id }) => id === agentId);
  const to = (from: string | undefined) =>
    ({ room: 'calls', shown: { of: 'week', agentId: shown.agentId, from } }) as const;
  return (
    <div className={css['bar']}>
      <Choice
        label={m.weekView.of}
        value={agentId ?? ''}
        onChange={id => visit({ room: 'calls', shown: { of: 'week', agentId: id, from: shown.from } })}
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <span className={css['walk']}>
        <Link className={buttonClass()} to={to(dayAfter(monday, -7))}>
          {m.weekView.before}
        </Link>
        <Link className={buttonClass()} to={to(undefined)}>
          {m.weekView.thisWeek}
        </Link>
        <Link className={buttonClass()} to={to(dayAfter(monday, 7))}>
          {m.weekView.after}
        </Link>
      </span>
      <span className={css['spread']} />
      {person && (lead || agentId === me) && (
        <Button onPress={() => setBlocking(true)}>{m.weekView.block}</Button>
      )}
      {person && blocking && (
        <Suspense fallback={null}>
          <BlockDialog agent={person} onClose={() => setBlocking(false)} />
        </Suspense>
      )}
    </div>
  );
}

type DaysProps = { readonly week: AgentWeek; readonly agentId: string; readonly monday: string };

function Days({ week, agentId, monday }: DaysProps) {
  const { calls: m } = useMessages();
  const { zone } = useFormat();
  const me = useMe().data?.agent.id;
  const lead = useIsLead();
  const people: readonly Person[] = useAgents().data?.agents ?? [];
  const name = people.find(({ id }) => id === agentId)?.name ?? agentId;
  const days = weekDays(week, { monday, zone });
  const drawn = drawnOf(days);
  return (
    <>
      {week.zone !== zone && <p className={css['soft']}>{m.weekView.zoneNote(name, week.zone)}</p>}
      <div className={css['days']}>
        {days.map(day => (
          <DayCard
            key={day.day}
            day={day}
            drawn={drawn}
            agentId={agentId}
            mayBlock={lead || agentId === me}
          />
        ))}
      </div>
    </>
  );
}
