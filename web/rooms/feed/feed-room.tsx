import { useCallback, useMemo } from 'react';
import type { HistoryEntry } from '../../../shared/contracts/accounts-contract.ts';
import type { FeedPage } from '../../api/queries.ts';
import { useFeed } from '../../api/queries.ts';
import { now } from '../../app/clock.ts';
import { dayBefore, utcDayOf } from '../../app/format.ts';
import { useFormat } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { type Messages, useMessages } from '../../messages/messages.ts';
import { factSentence } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { KindMark, LanguageTag } from '../../parts/marks.tsx';
import { Notice, Room } from '../../parts/room.tsx';
import { type RowHeights, useRowHeight } from '../../parts/row-height.ts';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { VirtualList } from '../../parts/virtual-list.tsx';
import { kindOf, useNames } from '../names.ts';
import css from './feed.module.css';

type Line =
  | { readonly type: 'day'; readonly day: string }
  | { readonly type: 'empty'; readonly day: string }
  | { readonly type: 'entry'; readonly entry: HistoryEntry };

const HEIGHT: Readonly<Record<Line['type'], RowHeights>> = {
  day: [44, 36],
  empty: [56, 44],
  entry: [56, 44],
};
const idOf = (line: Line) =>
  line.type === 'entry' ? `${line.entry.eventId} ${line.entry.recordedAt}` : `${line.type} ${line.day}`;

function linesOf(pages: readonly FeedPage[]): readonly Line[] {
  return pages.flatMap((page, at): Line[] => {
    const isNewDay = pages[at - 1]?.day !== page.day;
    const isEmpty = isNewDay && page.items.length === 0;
    return [
      ...(isNewDay ? [{ type: 'day', day: page.day } as const] : []),
      ...(isEmpty ? [{ type: 'empty', day: page.day } as const] : []),
      ...page.items.map(entry => ({ type: 'entry', entry }) as const),
    ];
  });
}

/** The feed as lines; a day is read to its end by scrolling, the day before it when asked for. */
function useFeedLines() {
  const feed = useFeed();
  const lines = useMemo(() => linesOf(feed.data?.pages ?? []), [feed.data]);
  const last = feed.data?.pages.at(-1);
  const { fetchNextPage, isFetchingNextPage } = feed;
  const withinDay = last?.cursor !== undefined;
  const more = useCallback(() => {
    if (withinDay && !isFetchingNextPage) void fetchNextPage();
  }, [withinDay, isFetchingNextPage, fetchNextPage]);
  return { feed, lines, last, withinDay, more };
}

/** Every account change of the team, day by day, live. */
export default function FeedRoom() {
  const m = useMessages();
  const high = useRowHeight();
  const { feed, lines, last, withinDay, more } = useFeedLines();
  const { fetchNextPage, isFetchingNextPage } = feed;
  const quiet = feed.data?.pages.length === 1 && last?.items.length === 0;
  const foot = last && !withinDay && (
    <OlderButton day={dayBefore(last.day)} busy={isFetchingNextPage} onPress={() => void fetchNextPage()} />
  );
  return (
    <Room title={m.feed.title} intro={m.feed.intro}>
      {feed.isPending && <Loading />}
      {feed.isError && (
        <Notice>
          <Trouble error={feed.error} onRetry={() => void (feed.data ? fetchNextPage() : feed.refetch())} />
        </Notice>
      )}
      {quiet && (
        <Empty icon="feed" title={m.feed.emptyTitle} text={m.feed.emptyText}>
          {foot}
        </Empty>
      )}
      {!quiet && lines.length > 0 && (
        <VirtualList
          items={lines}
          idOf={idOf}
          rowHeight={line => high(HEIGHT[line.type])}
          label={m.feed.list}
          onEnd={more}
          foot={foot}
        >
          {line => <FeedLine line={line} />}
        </VirtualList>
      )}
    </Room>
  );
}

type OlderProps = { readonly day: string; readonly busy: boolean; readonly onPress: () => void };

function OlderButton({ day, busy, onPress }: OlderProps) {
  const m = useMessages();
  const format = useFormat();
  return (
    <Button onPress={onPress} isDisabled={busy}>
      {busy ? m.common.loading : m.feed.older(format.utcDay(day))}
    </Button>
  );
}

function dayTitle(day: string, m: Messages, name: string): string {
  const today = utcDayOf(now());
  if (day === today) return `${m.common.today}, ${name}`;
  return day === dayBefore(today) ? `${m.common.yesterday}, ${name}` : name;
}

function FeedLine({ line }: { readonly line: Line }) {
  const m = useMessages();
  const format = useFormat();
  if (line.type === 'day')
    return <h2 className={css['day']}>{dayTitle(line.day, m, format.utcDay(line.day))}</h2>;
  if (line.type === 'empty') return <p className={css['empty']}>{m.feed.emptyDay}</p>;
  return <Entry entry={line.entry} />;
}

function Entry({ entry }: { readonly entry: HistoryEntry }) {
  const m = useMessages();
  const names = useNames();
  const format = useFormat();
  const language = entry.data['language'];
  return (
    <div className={css['row']} data-testid="feed-entry">
      <time className={css['time']} dateTime={entry.occurredAt} title={format.full(entry.occurredAt)}>
        {format.time(entry.occurredAt)}
      </time>
      <KindMark kind={kindOf(entry.name)} />
      <div className={css['lines']}>
        <p>
          <Link to={{ room: 'account', accountId: entry.accountId }}>{entry.accountName}</Link>
        </p>
        <p className={css['what']}>{factSentence(entry, m, names)}</p>
      </div>
      <span className={css['tag']}>{typeof language === 'string' && <LanguageTag tag={language} />}</span>
    </div>
  );
}
