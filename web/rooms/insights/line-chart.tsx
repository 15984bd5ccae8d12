import css from './chart.module.css';
import { ChartFrame, HEAD, type Labels, PLOT, topOf } from './chart-frame.tsx';
import { lineThrough, middleOf, type Scale } from './chart-scale.ts';

export type Line = {
  readonly text: string;
  readonly look: 'plain' | 'dashed';
  readonly values: readonly (number | undefined)[];
};

type LinesProps = {
  readonly labels: Labels;
  readonly lines: readonly Line[];
  readonly tips: readonly string[];
  readonly figure: (value: number) => string;
  readonly scale: Scale;
};

/** Lines through what is known; they break where nothing is. Each has dashes and marks of its own, and its last value beside it. */
export function LineChart({ labels, lines, tips, figure, scale }: LinesProps) {
  const slot = 100 / tips.length;
  return (
    <figure className={css['figure']}>
      <ChartFrame labels={labels} scale={scale} figure={figure}>
        <svg
          y={HEAD}
          width="100%"
          height={PLOT}
          viewBox={`0 0 ${tips.length} ${scale.top}`}
          preserveAspectRatio="none"
          overflow="visible"
          aria-hidden="true"
        >
          {lines.map(({ text, look, values }) => (
            <path key={text} className={css[look]} d={lineThrough(values, scale.top)} />
          ))}
        </svg>
        {lines.map(line => (
          <Points key={line.text} line={line} scale={scale} />
        ))}
        {lines.map(line => (
          <LastValue key={line.text} line={line} of={lines} scale={scale} figure={figure} />
        ))}
        {tips.map((tip, at) => (
          <rect
            key={tip}
            className={css['whole']}
            x={`${slot * at}%`}
            width={`${slot}%`}
            y={HEAD}
            height={PLOT}
          >
            <title>{tip}</title>
          </rect>
        ))}
      </ChartFrame>
      {lines.length > 1 && <Legend lines={lines} />}
    </figure>
  );
}

const Legend = ({ lines }: Pick<LinesProps, 'lines'>) => (
  <figcaption className={css['legend']}>
    {lines.map(({ text, look }) => (
      <span key={text}>
        <Stroke look={look} /> {text}
      </span>
    ))}
  </figcaption>
);

/** More points than this are only drawn where the line would not show them. */
const MANY = 40;

function Points({ line: { look, values }, scale }: { readonly line: Line; readonly scale: Scale }) {
  const isAlone = (at: number) => values[at - 1] === undefined && values[at + 1] === undefined;
  return values.map((value, at) => {
    if (value === undefined || (values.length > MANY && !isAlone(at))) return null;
    const [x, y] = [`${middleOf(at, values.length)}%`, topOf(value, scale)];
    // biome-ignore lint/suspicious/noArrayIndexKey: a point has no other name than its place
    return <Point key={at} look={look} x={x} y={y} />;
  });
}

type PointProps = { readonly look: Line['look']; readonly x: string; readonly y: number };

const Point = ({ look, x, y }: PointProps) =>
  look === 'plain' ? (
    <circle className={css['point']} cx={x} cy={y} r="3.500" />
  ) : (
    <svg x={x} y={y} overflow="visible" aria-hidden="true">
      <path className={css['hollowPoint']} d="M0 -4L4 0 0 4 -4 0z" />
    </svg>
  );

type LastProps = {
  readonly line: Line;
  readonly of: readonly Line[];
  readonly scale: Scale;
  readonly figure: (value: number) => string;
};

/** Pixels that a line of text needs. */
const TEXT = 26;

/** The name and the last value of a line, above where it ends; below where another line is right above it. */
function LastValue({ line, of, scale, figure }: LastProps) {
  const { text, values } = line;
  const at = values.findLastIndex(value => value !== undefined);
  const value = values[at];
  if (value === undefined) return null;
  const y = topOf(value, scale);
  const others = of.filter(one => one !== line).flatMap(one => one.values[at] ?? []);
  const isCrowded = others.some(other => other >= value && y - topOf(other, scale) < TEXT);
  const x = middleOf(at, values.length);
  return (
    <text
      className={css['value']}
      x={`${x}%`}
      y={isCrowded ? Math.min(HEAD + PLOT - 4, y + 17) : Math.max(12, y - 9)}
      textAnchor={x > 60 ? 'end' : x < 20 ? 'start' : 'middle'}
    >
      {of.length > 1 ? `${text}: ` : ''}
      {figure(value)}
    </text>
  );
}

const Stroke = ({ look }: Pick<Line, 'look'>) => (
  <svg width="26" height="12" aria-hidden="true">
    <line className={css[look]} x1="0" x2="26" y1="6" y2="6" />
    <Point look={look} x="13" y={6} />
  </svg>
);
