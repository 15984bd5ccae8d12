import type { OutreachPage } from '../../../shared/contracts/outreach-contract.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { type ChartDay, chartDays, isSummed, labelsOf, middleOf, scaleOf, stepsOf } from './chart-shape.ts';
import { ChartTable } from './chart-table.tsx';
import { useFigures } from './figures.ts';
import css from './report-chart.module.css';

type Props = { readonly chart: OutreachPage['chart'] };
type Days = { readonly days: readonly ChartDay[] };

/** Reports as bars, what was expected and what is still usual as lines; days out of the ordinary carry a mark. A table says the same. */
export function ReportChart({ chart }: Props) {
  const { outreach: m } = useMessages();
  const days = chartDays(chart);
  return (
    <section className={css['card']} data-testid="chart">
      <h2>{m.chart.title}</h2>
      {isSummed(chart) && <p className={css['soft']}>{m.chart.summed}</p>}
      {days.length === 0 ? (
        <p className={css['soft']}>{m.chart.none}</p>
      ) : (
        <>
          <Drawing days={days} />
          <ChartTable days={days} />
        </>
      )}
    </section>
  );
}

function Drawing({ days }: Days) {
  const scale = scaleOf(days);
  return (
    <figure className={css['figure']}>
      <div className={css['plot']}>
        <Scale scale={scale} />
        <Plot days={days} scale={scale} />
        <DayLabels days={days} />
      </div>
      <Legend days={days} />
    </figure>
  );
}

type PlotProps = Days & { readonly scale: readonly number[] };

const HEAD = 14;
const HEIGHT = 176;

function Plot({ days, scale }: PlotProps) {
  const { outreach: m } = useMessages();
  const { day } = useFormat();
  const top = scale.at(-1) ?? 1;
  const marked = days.filter(({ isBurst }) => isBurst);
  const [first, last] = [day(days[0]?.day ?? ''), day(days.at(-1)?.day ?? '')];
  return (
    <svg
      className={css['drawing']}
      width="100%"
      height={HEAD + HEIGHT}
      role="img"
      aria-label={m.chart.label(first, last, marked.map(one => day(one.day)).join('; '))}
      data-testid="chart-drawing"
    >
      <svg
        y={HEAD}
        width="100%"
        height={HEIGHT}
        viewBox={`0 0 ${days.length} ${top}`}
        preserveAspectRatio="none"
        overflow="visible"
        aria-hidden="true"
      >
        {scale.map(mark => (
          <path key={mark} className={css['grid']} d={`M0 ${top - mark}H${days.length}`} />
        ))}
        {days.map((one, at) => (
          <Bar key={one.day} one={one} at={at} top={top} />
        ))}
        <path
          className={css['bound']}
          d={stepsOf(
            days.map(({ bound }) => bound),
            top,
          )}
        />
        <path
          className={css['expected']}
          d={stepsOf(
            days.map(({ expected }) => expected),
            top,
          )}
        />
      </svg>
      {days.map(
        (one, at) =>
          one.isBurst && <Mark key={one.day} day={one.day} x={middleOf(at, days.length)} y={HEAD} />,
      )}
    </svg>
  );
}

type BarProps = { readonly one: ChartDay; readonly at: number; readonly top: number };

/** One day; what it says is shown to whoever points at it, over its whole height. */
function Bar({ one, at, top }: BarProps) {
  const { outreach: m } = useMessages();
  const { number, day } = useFormat();
  const { mean } = useFigures();
  const { observed, expected, bound, isBurst } = one;
  return (
    <g>
      <rect
        className={isBurst ? css['burst'] : css['bar']}
        x={at + 0.14}
        width={0.72}
        y={top - observed}
        height={observed}
        data-day={one.day}
        data-burst={isBurst}
      />
      <rect className={css['whole']} x={at} width={1} height={top}>
        <title>
          {m.chart.tip(day(one.day), number(observed), mean(expected))}
          {bound === undefined ? '' : ` ${m.chart.tipBound(number(bound))}`}
        </title>
      </rect>
    </g>
  );
}

/** A mark above a day, so that colour is not all that tells it. */
const Mark = ({ day, x, y }: { readonly day: string; readonly x: number; readonly y: number }) => (
  <svg x={`${x}%`} y={y} overflow="visible" aria-hidden="true" data-marked={day}>
    <path className={css['mark']} d="M-6 -13h12l-6 9z" />
  </svg>
);

function Scale({ scale }: Pick<PlotProps, 'scale'>) {
  const { number } = useFormat();
  const top = scale.at(-1) ?? 1;
  return (
    <div className={css['scale']} style={{ height: HEIGHT, marginTop: HEAD }} aria-hidden="true">
      <span className={css['widest']}>{number(top)}</span>
      {scale.map(mark => (
        <span key={mark} className={css['tick']} style={{ bottom: `${(mark / top) * 100}%` }}>
          {number(mark)}
        </span>
      ))}
    </div>
  );
}

/** Room between two labels, in per cent of the width. */
const GAP = 22;

function DayLabels({ days }: Days) {
  const { shortDay } = useFigures();
  return (
    <div className={css['days']} aria-hidden="true">
      {labelsOf(days, GAP).map(({ at, day, x }) => (
        <span
          key={day}
          className={css['day']}
          data-marked={days[at]?.isBurst}
          data-edge={x < 10 ? 'start' : x > 90 ? 'end' : 'middle'}
          style={{ left: `${x}%` }}
        >
          {shortDay(day)}
        </span>
      ))}
    </div>
  );
}

function Legend({ days }: Days) {
  const { outreach: m } = useMessages();
  return (
    <figcaption className={css['legend']}>
      <span>
        <Swatch is="bar" /> {m.chart.reports}
      </span>
      {days.some(({ isBurst }) => isBurst) && (
        <span>
          <Swatch is="burst" /> ▼ {m.chart.burst}
        </span>
      )}
      <span>
        <Stroke is="expected" /> {m.chart.expected}
      </span>
      <span>
        <Stroke is="bound" /> {m.chart.bound}
      </span>
    </figcaption>
  );
}

const Swatch = ({ is }: { readonly is: 'bar' | 'burst' }) => (
  <svg width="12" height="12" aria-hidden="true">
    <rect className={css[is]} width="12" height="12" />
  </svg>
);

const Stroke = ({ is }: { readonly is: 'expected' | 'bound' }) => (
  <svg width="20" height="12" aria-hidden="true">
    <path className={css[is]} d="M0 6H20" />
  </svg>
);
