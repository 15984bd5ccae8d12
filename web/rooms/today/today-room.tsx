import { useMemo } from 'react';
import { useMe } from '../../api/queries.ts';
import { useFormat } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { TourOffer } from '../../tour/tour-offer.tsx';
import { timedBy } from '../calls/call-order.ts';
import css from './today.module.css';
import { type TodayItem, todayItems, todayLines } from './today-lines.ts';
import { TodayList } from './today-list.tsx';
import { nextCall, type TodayReader } from './today-sources.ts';
import {
  type Gathered,
  isGathered,
  missingIn,
  readAgain,
  useDay,
  useLeadsDay,
  useOwnDay,
} from './use-today.ts';

/** What needs whoever is signed in now, from all rooms, by the time that is left. */
export default function TodayRoom() {
  const { common } = useMessages();
  const me = useMe();
  const agent = me.data?.agent;
  if (agent) return agent.roles.includes('lead') ? <LeadsToday me={agent.id} /> : <OwnToday me={agent.id} />;
  return (
    <Room title={common.today}>
      {me.isError ? (
        <Notice>
          <Trouble error={me.error} onRetry={() => void me.refetch()} />
        </Notice>
      ) : (
        <Loading />
      )}
    </Room>
  );
}

type Mine = { readonly me: string };

const OwnToday = ({ me }: Mine) => <Day me={me} lead={false} gathered={useOwnDay(me)} />;
const LeadsToday = ({ me }: Mine) => <Day me={me} lead={true} gathered={useLeadsDay(me)} />;

type DayProps = Mine & { readonly lead: boolean; readonly gathered: Gathered };

function Day({ me, lead, gathered }: DayProps) {
  const { common } = useMessages();
  const { now, until } = useDay();
  const { sources, owned, more } = gathered;
  const reader = useMemo<TodayReader>(() => ({ me, lead, owned, until }), [me, lead, owned, until]);
  const lines = useMemo(() => todayLines(sources, reader), [sources, reader]);
  const items = useMemo(() => todayItems(lines, now, until), [lines, now, until]);
  const ready = isGathered(gathered);
  const missing = missingIn(gathered);
  return (
    <Room title={common.today} intro={ready && <Counts items={items} />}>
      <div className={css['room']}>
        {ready && missing.length > 0 && <Missing gathered={gathered} />}
        {!ready && <Loading />}
        {ready && lines.length === 0 && missing.length === 0 && <Nothing sources={sources} reader={reader} />}
        {ready && lines.length > 0 && <TodayList items={items} />}
        {ready && more && <More />}
        <TourOffer me={me} />
      </div>
    </Room>
  );
}

/** How much is pressing, in a few words. */
function Counts({ items }: { readonly items: readonly TodayItem[] }) {
  const { today: m } = useMessages();
  const heads = items.filter(item => item.is === 'head');
  const count = (group: 'overdue' | 'hour' | 'today') => heads.find(head => head.group === group)?.count ?? 0;
  return (
    <span className={css['counts']} data-testid="today-counts">
      {(['overdue', 'hour', 'today'] as const).map(group => (
        <span key={group} data-group={group} data-any={count(group) > 0}>
          {m.groups[group]} <strong>{count(group)}</strong>
        </span>
      ))}
    </span>
  );
}

/** Which part could not be read; the rest is shown. */
function Missing({ gathered }: { readonly gathered: Gathered }) {
  const { today: m, nav, common } = useMessages();
  const { list } = useFormat();
  return (
    <div className={css['missing']} role="alert">
      <p>{m.missing(list(missingIn(gathered).map(part => nav[part])))}</p>
      <Button onPress={() => readAgain(gathered)}>{common.retry}</Button>
    </div>
  );
}

const More = () => {
  const { today: m, nav } = useMessages();
  return (
    <p className={css['more']}>
      {m.more} <Link to={{ room: 'inbox' }}>{nav.inbox}</Link>
    </p>
  );
};

type NothingProps = { readonly sources: Gathered['sources']; readonly reader: TodayReader };

/** Nothing waits; the next call that is planned is named. */
function Nothing({ sources, reader }: NothingProps) {
  const { today: m } = useMessages();
  const { dated } = useFormat();
  const next = nextCall(sources.calls ?? [], reader);
  return (
    <Empty icon="check" title={m.emptyTitle} text={m.emptyText}>
      {next && (
        <Link to={{ room: 'call', callId: next.id }}>
          {m.next(next.accountName, dated(new Date(timedBy(next).at).toISOString()))}
        </Link>
      )}
    </Empty>
  );
}
