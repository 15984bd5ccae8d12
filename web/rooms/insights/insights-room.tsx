import type { InsightsView } from '../../../shared/contracts/insights-contract.ts';
import { useInsights } from '../../api/insight-queries.ts';
import { now } from '../../app/clock.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { ChartCard } from './chart-card.tsx';
import { AnswersChart, CallsChart, LoadChart, OutreachChart, PromisesChart, UsefulChart } from './charts.tsx';
import { FigureCards } from './figure-cards.tsx';
import { Filters } from './filters.tsx';
import css from './insights.module.css';
import type { InsightsPlace } from './insights-place.ts';
import { isCut, isPeriod, type Period, periodBefore, periodOf, stepFor } from './periods.ts';
import { useInsightWords } from './use-insight-words.ts';

/** What became of promises, calls, outreach and notifications in a period, drawn, as tables and as files. */
export default function InsightsRoom({ shown }: { readonly shown: InsightsPlace }) {
  const { nav } = useMessages();
  const { dayOf } = useFormat();
  const period = periodOf(shown, dayOf(now()));
  return (
    <Room title={nav.insights} scrolls>
      <div className={css['page']}>
        {isPeriod(period) ? (
          <Report shown={shown} period={period} />
        ) : (
          <Filters shown={shown} period={period} by={shown.by ?? 'week'} segments={[]} />
        )}
      </div>
    </Room>
  );
}

type ReportProps = { readonly shown: InsightsPlace; readonly period: Period };

function Report({ shown, period }: ReportProps) {
  const by = stepFor(period, shown.by);
  const { segment } = shown;
  const read = useInsights({ ...period, by, segment });
  const before = useInsights({ ...periodBefore(period), by: 'month', segment });
  const known = before.isPlaceholderData ? undefined : before.data;
  const segments = read.data?.segments.map(one => one.segment) ?? [];
  return (
    <>
      <Filters shown={shown} period={period} by={by} segments={segments} />
      {read.isPending && <Loading />}
      {read.isError && (
        <Notice>
          <Trouble error={read.error} onRetry={() => void read.refetch()} />
        </Notice>
      )}
      {read.data && (
        <div className={css['report']} aria-busy={read.isPlaceholderData} data-testid="insights">
          <Figures view={read.data} before={known} />
        </div>
      )}
    </>
  );
}

type FiguresProps = { readonly view: InsightsView; readonly before: InsightsView | undefined };

/** Did anything at all happen? */
const happened = ({ totals }: InsightsView): boolean => {
  const { promises, calls, outreach, answers, load } = totals;
  const counts = [promises.promised, calls.ended, calls.rated, outreach.opened, outreach.ended];
  return [...counts, answers.answered, load.cases].some(count => count > 0);
};

function Figures({ view, before }: FiguresProps) {
  const m = useInsightWords();
  const { day } = useFormat();
  const earlier = periodBefore(view);
  const short = [...view.short, ...(before?.short ?? [])].map(({ part }) => part);
  return (
    <>
      <p className={css['soft']}>
        {m.days(day(view.from), day(view.to), view.zone)}
        {before && ` · ${m.compared(day(earlier.from), day(earlier.to))}`}
        {isCut(view.buckets, view.by) && ` · ${m.cut}`}
      </p>
      <Short view={view} />
      {happened(view) ? (
        <>
          <FigureCards now={view.totals} before={before?.totals} short={short} />
          <Charts view={view} />
        </>
      ) : (
        <Empty icon="insights" title={m.emptyTitle} text={m.emptyText} />
      )}
    </>
  );
}

function Charts({ view }: { readonly view: InsightsView }) {
  return (
    <div className={css['charts']}>
      <PromisesChart view={view} />
      <AnswersChart view={view} />
      <CallsChart view={view} />
      <OutreachChart view={view} />
      <UsefulChart view={view} />
      <LoadChart view={view} />
      {view.agents && <ChartCard view={view} id="agents" isEmpty={view.agents.length === 0} />}
      <ChartCard view={view} id="segments" isEmpty={view.segments.length === 0} />
    </div>
  );
}

/** What could not be counted whole, said before any figure. */
function Short({ view: { partial, short } }: { readonly view: InsightsView }) {
  const m = useInsightWords();
  const { day } = useFormat();
  if (!partial) return null;
  return (
    <div className={css['short']} role="note" data-testid="short">
      <strong>{m.partialTitle}.</strong>{' '}
      {short.map(({ part, countedFrom }) => (
        <span key={part}>
          {countedFrom === undefined
            ? m.notWhole(m.parts[part])
            : m.countedFrom(m.parts[part], day(countedFrom))}{' '}
        </span>
      ))}
      {m.partialHint}
    </div>
  );
}
