import { useCallback, useEffect, useMemo } from 'react';
import type { QuarantineItem } from '../../../shared/contracts/operations-contract.ts';
import { useQuarantine } from '../../api/operations-queries.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { ForOps } from './for-ops.tsx';
import css from './ops.module.css';
import { type OpsTab, opsTabs } from './ops-place.ts';
import { QuarantineList } from './quarantine-list.tsx';
import { useOpsWords } from './use-ops-words.ts';
import { WatchLine } from './watch-line.tsx';
import { WatchView } from './watch-view.tsx';

type Props = { readonly tab: OpsTab };

/** What whoever operates the product looks at: what could not be taken in, and whether everything is watched. */
export default function OpsRoom({ tab }: Props) {
  return (
    <ForOps>
      <Operations tab={tab} />
    </ForOps>
  );
}

function Operations({ tab }: Props) {
  const { nav, ops } = useMessages();
  const m = useOpsWords();
  const counts = { open: { count: useCount() }, all: {}, watch: {} };
  const tabs = opsTabs.map(one => ({
    to: { room: 'ops', shown: { tab: one } } as const,
    text: ops.tabs[one],
    current: one === tab,
    ...counts[one],
  }));
  return (
    <Room title={nav.ops} actions={<Tabs label={m.views} tabs={tabs} />} scrolls={tab === 'watch'}>
      {tab === 'watch' ? (
        <WatchView />
      ) : (
        <div className={css['room']}>
          <WatchLine />
          <Quarantine key={tab} state={tab} />
        </div>
      )}
    </Room>
  );
}

/** How many wait; where not all are read yet, at least so many. */
function useCount(): number | string | undefined {
  const { data } = useQuarantine('open');
  const { number } = useFormat();
  if (!data) return undefined;
  const { length } = onceEach(data.pages);
  return data.pages.at(-1)?.cursor === undefined ? length : `${number(length)}+`;
}

/** What all pages that were read hold; what moved while they were read is there once. */
const onceEach = (pages: readonly { readonly items: readonly QuarantineItem[] }[]): QuarantineItem[] => [
  ...new Map(pages.flatMap(page => page.items).map(one => [one.id, one])).values(),
];

function Quarantine({ state }: { readonly state: 'open' | 'all' }) {
  const m = useOpsWords();
  const { data, isPending, isError, error, refetch, hasNextPage, isFetching, fetchNextPage } =
    useQuarantine(state);
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
          <Trouble error={error} onRetry={() => void refetch()} />
        </Notice>
      )}
      {data && isBare && !isError && (
        <Empty icon="check" title={m.emptyTitle[state]} text={m.emptyText[state]} />
      )}
      {!isBare && (
        <>
          <Columns />
          <QuarantineList label={m.lists[state]} rows={rows} onEnd={more} />
        </>
      )}
    </>
  );
}

/** Names the columns for the eye; each row says what is what by itself. */
function Columns() {
  const { columns } = useOpsWords();
  return (
    <div className={css['columns']} aria-hidden="true">
      <span>{columns.at}</span>
      <span>{columns.reason}</span>
      <span>{columns.origin}</span>
      <span className={css['size']}>{columns.size}</span>
      <span>{columns.state}</span>
    </div>
  );
}
