import type { InsightBucket, InsightsView } from '../../../shared/contracts/insights-contract.ts';
import { useFormat } from '../../app/locale.tsx';
import { BarChart, type Series } from './bar-chart.tsx';
import { ChartCard } from './chart-card.tsx';
import type { Labels } from './chart-frame.tsx';
import { secondsScale, shareScale } from './chart-scale.ts';
import { useInsightFigures } from './insight-figures.ts';
import { type Line, LineChart } from './line-chart.tsx';
import { useInsightWords } from './use-insight-words.ts';

type Props = { readonly view: InsightsView };
type Named = { readonly text: string; readonly values: readonly (number | undefined)[] };

/** What charts of one period have in common: names of the buckets, and words for those who cannot see them. */
function useChart({ from, to, buckets }: InsightsView) {
  const m = useInsightWords();
  const { day } = useFormat();
  const { shortName, fullName } = useInsightFigures();
  const full = buckets.map(one => fullName(one.label, one));
  const highest = ({ text, values }: Named, figure: (n: number) => string): string => {
    const most = Math.max(...values.map(value => value ?? Number.NEGATIVE_INFINITY));
    const at = values.indexOf(most);
    return at < 0 ? '' : ` ${m.highest(text, figure(most), full[at] ?? '')}`;
  };
  return {
    of: <T,>(figure: (bucket: InsightBucket) => T): T[] => buckets.map(figure),
    labels: (title: string, named: readonly Named[], figure: (n: number) => string): Labels => ({
      title,
      summary: m.drawing(day(from), day(to)) + named.map(one => highest(one, figure)).join(''),
      names: buckets.map(one => shortName(one.label, one)),
    }),
    /** Each bucket with all of its values. */
    tips: (named: readonly Named[], figure: (n: number) => string): string[] =>
      full.map((name, at) => {
        const parts = named.map(({ text, values }) => {
          const value = values[at];
          return `${text} ${value === undefined ? '–' : figure(value)}`;
        });
        return `${name}: ${parts.join(', ')}`;
      }),
  };
}

export function PromisesChart({ view }: Props) {
  const m = useInsightWords();
  const { of, labels, tips } = useChart(view);
  const { count } = useInsightFigures();
  const series: Series[] = [
    { text: m.met, fill: 'solid', values: of(one => one.promises.met) },
    { text: m.broken, fill: 'hatch', values: of(one => one.promises.breached) },
  ];
  return (
    <ChartCard view={view} id="promises" isEmpty={view.totals.promises.promised === 0}>
      <BarChart
        labels={labels(m.charts.promises, series, count)}
        {...{ series, figure: count, tips: tips(series, count) }}
      />
    </ChartCard>
  );
}

export function AnswersChart({ view }: Props) {
  const m = useInsightWords();
  const { of, labels, tips } = useChart(view);
  const { seconds } = useInsightFigures();
  const lines: Line[] = [
    { text: m.line.median, look: 'plain', values: of(one => one.answers.medianSeconds) },
    { text: m.line.p90, look: 'dashed', values: of(one => one.answers.p90Seconds) },
  ];
  const scale = secondsScale(lines.flatMap(({ values }) => values).flatMap(value => value ?? []));
  const note = view.segment === undefined ? undefined : m.teamOnly;
  return (
    <ChartCard view={view} id="answers" isEmpty={view.totals.answers.answered === 0} note={note}>
      <LineChart
        labels={labels(m.charts.answers, lines, seconds)}
        {...{ lines, scale, figure: seconds, tips: tips(lines, seconds) }}
      />
    </ChartCard>
  );
}

export function CallsChart({ view }: Props) {
  const m = useInsightWords();
  const { of, labels, tips } = useChart(view);
  const { count } = useInsightFigures();
  const series: Series[] = [
    { text: m.outcomes.reached, fill: 'solid', values: of(one => one.calls.reached) },
    { text: m.outcomes.declined, fill: 'dots', values: of(one => one.calls.declined) },
    {
      ...{ text: m.outcomes.missed, fill: 'hatch' },
      values: of(({ calls }) => calls.neverReached + calls.wrongNumber),
    },
    { text: m.outcomes.notMade, fill: 'hollow', values: of(one => one.calls.notMade) },
  ];
  const { ended, rated } = view.totals.calls;
  return (
    <ChartCard view={view} id="calls" isEmpty={ended === 0 && rated === 0}>
      <BarChart
        labels={labels(m.charts.calls, series, count)}
        {...{ series, figure: count, tips: tips(series, count) }}
      />
    </ChartCard>
  );
}

export function OutreachChart({ view }: Props) {
  const m = useInsightWords();
  const { of, labels, tips } = useChart(view);
  const { count } = useInsightFigures();
  const { limit, quarterDays } = view.budget;
  const values = of(one => one.calledInQuarter);
  const series: Series[] = [{ text: m.called, fill: 'solid', values }];
  const { opened, ended } = view.totals.outreach;
  const isEmpty = opened === 0 && ended === 0 && values.every(value => value === 0);
  return (
    <ChartCard view={view} id="outreach" isEmpty={isEmpty}>
      <BarChart
        labels={labels(m.charts.outreach, series, count)}
        {...{ series, figure: count, tips: tips(series, count) }}
        limit={{ value: limit, text: m.allowed(limit, quarterDays) }}
      />
    </ChartCard>
  );
}

export function UsefulChart({ view }: Props) {
  const m = useInsightWords();
  const { of, labels, tips } = useChart(view);
  const { share } = useInsightFigures();
  const lines: Line[] = [{ text: m.useful, look: 'plain', values: of(one => one.outreach.usefulShare) }];
  return (
    <ChartCard view={view} id="useful" isEmpty={view.totals.outreach.judged === 0}>
      <LineChart
        labels={labels(m.charts.useful, lines, share)}
        {...{ lines, scale: shareScale(), figure: share, tips: tips(lines, share) }}
      />
    </ChartCard>
  );
}

export function LoadChart({ view }: Props) {
  const m = useInsightWords();
  const { of, labels, tips } = useChart(view);
  const { mean } = useInsightFigures();
  const series: Series[] = [
    { text: m.answered, fill: 'solid', values: of(one => one.load.answeredPerAgent ?? 0) },
  ];
  const { agents, cases } = view.totals.load;
  const note = view.segment === undefined ? undefined : m.teamOnly;
  return (
    <ChartCard view={view} id="load" isEmpty={agents === 0 && cases === 0} note={note}>
      <BarChart
        labels={labels(m.charts.load, series, mean)}
        {...{ series, figure: mean, tips: tips(series, mean) }}
      />
    </ChartCard>
  );
}
