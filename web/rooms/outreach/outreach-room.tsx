import { useCallback, useEffect, useMemo } from 'react';
import type { OutreachView } from '../../../shared/contracts/outreach-contract.ts';
import { useOutreach } from '../../api/outreach-queries.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { BudgetMeter } from './budget-meter.tsx';
import css from './outreach.module.css';
import { OutreachList } from './outreach-list.tsx';
import { type OutreachTab, outreachTabs } from './outreach-tab.ts';

/** Customers who are called without having asked: whom to call, what is held back, what is over. */
export default function OutreachRoom({ tab }: { readonly tab: OutreachTab }) {
  const { outreach: m } = useMessages();
  const open = useCount('open');
  const held = useCount('held');
  const counts = { open: { count: open }, held: { count: held }, ended: {} };
  const tabs = outreachTabs.map(one => ({
    to: { room: 'outreach', tab: one } as const,
    text: m.tabs[one],
    current: one === tab,
    ...counts[one],
  }));
  return (
    <Room title={m.title} actions={<Tabs label={m.views} tabs={tabs} />}>
      <div className={css['room']}>
        <BudgetMeter />
        <Signals key={tab} tab={tab} />
      </div>
    </Room>
  );
}

/** How many a tab has; where not all are read yet, at least so many. */
function useCount(tab: OutreachTab): number | string | undefined {
  const { data } = useOutreach(tab);
  const { number } = useFormat();
  if (!data) return undefined;
  const { length } = onceEach(data.pages);
  return data.pages.at(-1)?.cursor === undefined ? length : `${number(length)}+`;
}

/** Signals of all pages that were read; one that moved while they were read is there once. */
const onceEach = (pages: readonly { readonly outreach: readonly OutreachView[] }[]): OutreachView[] => [
  ...new Map(pages.flatMap(page => page.outreach).map(one => [one.id, one])).values(),
];

function Signals({ tab }: { readonly tab: OutreachTab }) {
  const { outreach: m } = useMessages();
  const { data, isPending, isError, error, refetch, hasNextPage, isFetching, fetchNextPage } =
    useOutreach(tab);
  const rows = useMemo(() => onceEach(data?.pages ?? []), [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const isBare = rows.length === 0;
  useEffect(() => {
    if (isBare) more();
  }, [isBare, more]);
  if (isPending || (isBare && hasNextPage && !isError)) return <Loading />;
  return (
    <>
      {isError && (
        <Notice>
          <Trouble error={error} onRetry={() => void (data ? fetchNextPage() : refetch())} />
        </Notice>
      )}
      {data && isBare && !isError && (
        <Empty icon="outreach" title={m.emptyTitle[tab]} text={m.emptyText[tab]} />
      )}
      {!isBare && (
        <>
          <Columns tab={tab} />
          <OutreachList tab={tab} rows={rows} currency={data?.pages[0]?.currency ?? ''} onEnd={more} />
        </>
      )}
    </>
  );
}

/** Names the columns for the eye; each row says what is what by itself. */
function Columns({ tab }: { readonly tab: OutreachTab }) {
  const { outreach: m } = useMessages();
  return (
    <div className={css['columns']} aria-hidden="true">
      <span>{m.columns[tab]}</span>
      <span>{m.columns.account}</span>
      <span>{m.columns.evidence}</span>
      <span className={css['number']}>{m.columns.value}</span>
      <span>{m.columns.state}</span>
    </div>
  );
}
