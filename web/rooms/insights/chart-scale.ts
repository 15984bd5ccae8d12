/** Marks of an axis: from 0 up, the last not below the highest value. */
export type Scale = { readonly marks: readonly number[]; readonly top: number };

const MARKS = 4;

const scaled = (step: number, highest: number): Scale => {
  const count = Math.max(1, Math.ceil(highest / step));
  const marks = Array.from({ length: count + 1 }, (_, n) => Math.round(n * step * 1e6) / 1e6);
  return { marks, top: marks.at(-1) ?? step };
};

/** At most five round numbers, whole ones. */
export function countScale(values: readonly number[]): Scale {
  const highest = Math.max(1, ...values);
  const power = 10 ** Math.floor(Math.log10(highest / MARKS));
  const step = [1, 2, 5, 10].map(n => n * power).find(one => one * MARKS >= highest) ?? highest;
  return scaled(Math.max(1, step), highest);
}

/** Shares go from 0 to 1 always, so that one chart can be held against another. */
export const shareScale = (): Scale => scaled(0.25, 1);

const MINUTE = 60;
const HOUR = 3_600;
const lengths = [15, 30, 1 * MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE];
const longer = [1 * HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR];

/** Lengths of time in seconds that a clock shows as round. */
export function secondsScale(values: readonly number[]): Scale {
  const highest = Math.max(1, ...values);
  const step = [...lengths, ...longer].find(one => one * MARKS >= highest);
  return scaled(step ?? Math.ceil(highest / MARKS / (24 * HOUR)) * 24 * HOUR, highest);
}

const rounded = (n: number): number => Math.round(n * 100) / 100;

/** The middle of a bucket, in per cent of the width. */
export const middleOf = (at: number, count: number): number => rounded(((at + 0.5) / count) * 100);

/** A value's place from above, in pixels of a plot so many high. */
export const heightOf = (value: number, top: number, height: number): number =>
  rounded(height * (1 - value / top));

/** One piece of a bar: from where to where, by series. */
export type Piece = { readonly series: number; readonly from: number; readonly to: number };

/** Values of one bucket on top of one another, the first at the bottom; what is 0 is no piece. */
export function stacked(values: readonly number[]): readonly Piece[] {
  let sum = 0;
  return values.flatMap((value, series) => {
    const from = sum;
    sum += value;
    return value > 0 ? [{ series, from, to: sum }] : [];
  });
}

/** A line through the middles of the buckets, in their units and upside down; it breaks where there is no value. */
export function lineThrough(values: readonly (number | undefined)[], top: number): string {
  return values
    .map((value, at) => {
      if (value === undefined) return '';
      return `${values[at - 1] === undefined ? 'M' : 'L'}${at + 0.5} ${rounded(top - value)}`;
    })
    .join('');
}

/** Pixels of a plot on the narrowest phone, on a desk, and of a character. */
export const rooms = { narrow: 250, wide: 430 } as const;
const CHARACTER = 7;

const longestOf = (texts: readonly string[]): number =>
  Math.max(1, ...texts.map(text => text.length)) * CHARACTER;

/** Which buckets are named below a chart of so many pixels, so that no name meets another; the last always. */
export function namedAt(names: readonly string[], room: number): readonly number[] {
  const every = Math.max(1, Math.ceil(((longestOf(names) + 16) * names.length) / room));
  return names.map((_, at) => at).filter(at => (names.length - 1 - at) % every === 0);
}

/** Which values are written out in so many pixels: all where there is room, else the highest and, apart from it, the last. */
export function labelledAt(
  texts: readonly string[],
  values: readonly (number | undefined)[],
  room: number,
): readonly number[] {
  const known = values.flatMap((value, at) => (value === undefined || value === 0 ? [] : [at]));
  const longest = longestOf(texts) + 6;
  const [first, last] = [known[0], known.at(-1)];
  if (longest * texts.length <= room || first === undefined || last === undefined) return known;
  const highest = known.reduce((best, at) => ((values[at] ?? 0) > (values[best] ?? 0) ? at : best), first);
  const isApart = (Math.abs(last - highest) / texts.length) * room >= longest;
  return isApart ? [highest, last] : [highest];
}

/** Where each is shown that is shown at all: everywhere, or on narrow or wide screens alone. */
export function shownOn(
  narrow: readonly number[],
  wide: readonly number[],
): readonly { readonly at: number; readonly on: 'both' | 'narrow' | 'wide' }[] {
  return [...new Set([...narrow, ...wide])].map(at => ({
    at,
    on: !wide.includes(at) ? 'narrow' : narrow.includes(at) ? 'both' : 'wide',
  }));
}
