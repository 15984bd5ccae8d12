import { useId } from 'react';
import css from './chart.module.css';
import { ChartFrame, HEAD, type Labels, PLOT, topOf } from './chart-frame.tsx';
import { countScale, labelledAt, middleOf, rooms, type Scale, shownOn, stacked } from './chart-scale.ts';
import { type Fill, fillOf, Patterns, Swatch } from './fills.tsx';

export type Series = { readonly text: string; readonly fill: Fill; readonly values: readonly number[] };

type BarsProps = {
  readonly labels: Labels;
  readonly series: readonly Series[];
  /** What is said of a bucket to whoever points at it. */
  readonly tips: readonly string[];
  readonly figure: (value: number) => string;
  /** Drawn across all bars. */
  readonly limit?: { readonly value: number; readonly text: string } | undefined;
};

/** Bars of counts, the series on top of one another; each has a pattern of its own, so that colour is not all that tells them. */
export function BarChart({ labels, series, tips, figure, limit }: BarsProps) {
  const id = useId();
  const sums = tips.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const scale = countScale([...sums, limit?.value ?? 0]);
  const texts = sums.map(figure);
  return (
    <figure className={css['figure']}>
      <ChartFrame labels={labels} scale={scale} figure={figure}>
        <Patterns id={id} />
        {tips.map((tip, at) => (
          <Bar key={tip} id={id} at={at} tip={tip} series={series} scale={scale} />
        ))}
        {limit && <Limit value={limit.value} scale={scale} />}
        <Values values={sums} texts={texts} scale={scale} />
      </ChartFrame>
      <figcaption className={css['legend']}>
        {series.map(({ text, fill }) => (
          <span key={text}>
            <Swatch id={id} fill={fill} /> {text}
          </span>
        ))}
        {limit && (
          <span>
            <Dash /> {limit.text}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

type ValuesProps = {
  readonly values: readonly number[];
  readonly texts: readonly string[];
  readonly scale: Scale;
};

/** What bars come to, above them. */
function Values({ values, texts, scale }: ValuesProps) {
  const [narrow, wide] = [labelledAt(texts, values, rooms.narrow), labelledAt(texts, values, rooms.wide)];
  return shownOn(narrow, wide).map(({ at, on }) => (
    <text
      key={at}
      className={css['value']}
      data-on={on}
      x={`${middleOf(at, values.length)}%`}
      y={topOf(values[at] ?? 0, scale) - 5}
      textAnchor="middle"
    >
      {texts[at]}
    </text>
  ));
}

type BarProps = {
  readonly id: string;
  readonly at: number;
  readonly tip: string;
  readonly series: readonly Series[];
  readonly scale: Scale;
};

const GAP = 0.16;
/** The bars of a short period are no wider than this share of the plot. */
const WIDEST = 12;

function Bar({ id, at, tip, series, scale }: BarProps) {
  const slot = 100 / (series[0]?.values.length ?? 1);
  const width = Math.min(WIDEST, slot * (1 - 2 * GAP));
  const x = slot * (at + 0.5) - width / 2;
  return (
    <g data-testid="bar">
      {stacked(series.map(({ values }) => values[at] ?? 0)).map(piece => {
        const y = topOf(piece.to, scale);
        const { fill = 'solid', text } = series[piece.series] ?? {};
        return (
          <rect
            key={text}
            {...fillOf(id, fill)}
            x={`${x}%`}
            width={`${width}%`}
            y={y}
            height={Math.max(1, topOf(piece.from, scale) - y)}
          />
        );
      })}
      <rect className={css['whole']} x={`${slot * at}%`} width={`${slot}%`} y={HEAD} height={PLOT}>
        <title>{tip}</title>
      </rect>
    </g>
  );
}

function Limit({ value, scale }: { readonly value: number; readonly scale: Scale }) {
  const y = topOf(value, scale);
  return <line className={css['limit']} x1="0" x2="100%" y1={y} y2={y} />;
}

const Dash = () => (
  <svg width="22" height="12" aria-hidden="true">
    <line className={css['limit']} x1="0" x2="22" y1="6" y2="6" />
  </svg>
);
