import { lazy, Suspense } from 'react';
import { useMe } from '../../api/queries.ts';
import { useLoad } from '../../api/team-queries.ts';
import { useFormat } from '../../app/locale.tsx';
import { type LoadDays, type LoadView, loadDays, loadViews } from '../../app/routes.ts';
import { useMessages } from '../../messages/messages.ts';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { EscalationList } from '../chains/escalation-list.tsx';
import css from './load.module.css';
import { LoadQueue } from './load-queue.tsx';
import { LoadTable } from './load-table.tsx';

const TryView = lazy(() => import('./try-view.tsx'));

type LoadProps = { readonly of: LoadView; readonly days: LoadDays };

/** What the team has on its hands now, and who would get what comes next. */
export default function LoadRoom({ of, days }: LoadProps) {
  const { load: m } = useMessages();
  const me = useMe();
  const lead = me.data?.agent.roles.includes('lead') ?? false;
  const tabs = loadViews.map(view => ({
    to: { room: 'load', of: view, days } as const,
    text: m[view],
    current: view === of,
  }));
  return (
    <Room title={m.title} actions={lead && <Tabs label={m.views} tabs={tabs} />} scrolls>
      <Suspense fallback={<Loading />}>
        {lead && of === 'team' && <TeamView days={days} />}
        {lead && of === 'try' && <TryView />}
        {me.isPending && <Loading />}
        {!lead && !me.isPending && <Empty icon="load" title={m.title} text={m.leadOnly} />}
      </Suspense>
    </Room>
  );
}

function TeamView({ days }: { readonly days: LoadDays }) {
  const { load: m } = useMessages();
  const load = useLoad(days);
  return (
    <div className={css['page']}>
      {load.isPending && <Loading of="screen" />}
      {load.isError && (
        <Notice>
          <Trouble error={load.error} onRetry={() => void load.refetch()} />
        </Notice>
      )}
      {load.data?.agents.length === 0 && <Empty icon="team" title={m.emptyTitle} text={m.emptyText} />}
      {load.data && (
        <>
          <section className={css['card']}>
            <Period days={days} at={load.data.at} />
            <LoadTable load={load.data} />
          </section>
          <LoadQueue queue={load.data.queue} />
        </>
      )}
      <section className={css['card']} aria-labelledby="escalations">
        <h2 id="escalations" className={css['title']}>
          {m.escalations}
        </h2>
        <EscalationList />
      </section>
    </div>
  );
}

function Period({ days, at }: { readonly days: LoadDays; readonly at: string }) {
  const { load: m } = useMessages();
  const { time } = useFormat();
  const tabs = loadDays.map(one => ({
    to: { room: 'load', of: 'team', days: one } as const,
    text: m.days(one),
    current: one === days,
  }));
  return (
    <div className={css['head']}>
      <span>{m.period}</span>
      <Tabs label={m.period} tabs={tabs} />
      <span className={css['small']}>{m.at(time(at))}</span>
    </div>
  );
}
