import { type ReactNode, useId } from 'react';
import css from './chart.module.css';
import { heightOf, middleOf, namedAt, rooms, type Scale, shownOn } from './chart-scale.ts';

/** Pixels above a plot for what is written over its bars, of the plot, and below it for names. */
export const HEAD = 20;
export const PLOT = 150;
const FOOT = 24;
const CHARACTER = 7;

export const topOf = (value: number, { top }: Scale): number => HEAD + heightOf(value, top, PLOT);

export type Labels = {
  readonly title: string;
  /** What those hear who cannot see it; the table says the rest. */
  readonly summary: string;
  /** Names of the buckets below the chart. */
  readonly names: readonly string[];
};

type FrameProps = {
  readonly labels: Labels;
  readonly scale: Scale;
  readonly figure: (value: number) => string;
  readonly children: ReactNode;
};

/** Axis, grid and names; what is drawn lies in per cent of the width and in pixels of the height. */
export function ChartFrame({ labels: { title, summary, names }, scale, figure, children }: FrameProps) {
  const id = useId();
  const marks = scale.marks.map(mark => ({ mark, text: figure(mark), y: topOf(mark, scale) }));
  const widest = Math.max(...marks.map(({ text }) => text.length));
  return (
    <div className={css['plot']}>
      <svg width={widest * CHARACTER + 6} height={HEAD + PLOT + FOOT} aria-hidden="true">
        {marks.map(({ mark, text, y }) => (
          <text key={mark} className={css['mark']} x="100%" y={y} dy="0.35em" textAnchor="end">
            {text}
          </text>
        ))}
      </svg>
      <svg
        className={css['drawing']}
        width="100%"
        height={HEAD + PLOT + FOOT}
        role="img"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-text`}>{summary}</desc>
        {marks.map(({ mark, y }) => (
          <line key={mark} className={css['grid']} x1="0" x2="100%" y1={y} y2={y} />
        ))}
        {children}
        <Names names={names} />
      </svg>
    </div>
  );
}

function Names({ names }: Pick<Labels, 'names'>) {
  const shown = shownOn(namedAt(names, rooms.narrow), namedAt(names, rooms.wide));
  return shown.map(({ at, on }) => {
    const x = middleOf(at, names.length);
    const anchor = x > 97 ? 'end' : 'middle';
    return (
      <text
        key={at}
        className={css['mark']}
        data-on={on}
        x={`${anchor === 'end' ? 100 : x}%`}
        y={HEAD + PLOT + 17}
        textAnchor={anchor}
      >
        {names[at]}
      </text>
    );
  });
}
