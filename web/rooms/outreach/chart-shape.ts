import type { OutreachPage } from '../../../shared/contracts/outreach-contract.ts';

type Day = OutreachPage['chart'][number];

/** A day of the chart; without a bound where too little was known to judge it. */
export type ChartDay = Omit<Day, 'bound'> & { readonly bound?: number };

/** The detector says "no bound" with the greatest number there is: nothing anybody reports comes near this. */
const NO_BOUND = 1e9;

export const chartDays = (chart: readonly Day[]): readonly ChartDay[] =>
  chart.map(({ bound, ...rest }) => (bound < NO_BOUND ? { ...rest, bound } : rest));

const EIGHT_WEEKS = 56;

/** Are there days that are judged, and shown, together with the three before them? They are once eight weeks are known. */
export const isSummed = (chart: readonly Day[]): boolean => chart.length > EIGHT_WEEKS;

/** Marks of the scale from 0 up: at most five round numbers, the last not below the highest value. */
export function scaleOf(days: readonly ChartDay[]): readonly number[] {
  const highest = Math.max(
    1,
    ...days.flatMap(({ observed, expected, bound = 0 }) => [observed, expected, bound]),
  );
  const rough = highest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = [1, 2, 5, 10].map(n => n * power).find(step => step >= rough) ?? rough;
  const step = Math.max(1, nice);
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, n) => n * step);
}

/** A line in steps, one step a day, from the left edge of the first to the right edge of the last; it breaks where a day has none. */
export function stepsOf(values: readonly (number | undefined)[], top: number): string {
  return values
    .map((value, at) => {
      if (value === undefined) return '';
      const y = rounded(top - value);
      return `${values[at - 1] === undefined ? `M${at} ${y}` : `V${y}`}H${at + 1}`;
    })
    .join('');
}

const rounded = (n: number): number => Math.round(n * 1000) / 1000;

/** The middle of a day, in per cent of the width. */
export const middleOf = (at: number, days: number): number => rounded(((at + 0.5) / days) * 100);

export type DayLabel = { readonly at: number; readonly day: string; readonly x: number };

/** Days named below the chart, as far as there is room: the latest marked ones first, then the last and the first. */
export function labelsOf(days: readonly ChartDay[], gap: number): readonly DayLabel[] {
  const marked = days.flatMap(({ isBurst }, at) => (isBurst ? [at] : [])).toReversed();
  const kept: DayLabel[] = [];
  for (const at of [...marked, days.length - 1, 0]) {
    const label = { at, day: days[at]?.day ?? '', x: middleOf(at, days.length) };
    if (label.day !== '' && kept.every(one => Math.abs(one.x - label.x) >= gap)) kept.push(label);
  }
  return kept.toSorted((one, other) => one.at - other.at);
}
