/** One figure by its name, or nothing at all. */
type Named<N extends string> = { readonly [K in N]?: number };

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** A part of a whole by its name, 0 to 1 with four digits; absent when there was nothing to be a part of. */
export const shareAs = <N extends string>(name: N, part: number, whole: number): Named<N> =>
  meanAs(name, { sum: part, count: whole, digits: 4 });

/** A sum over a count by its name, one digit unless said; absent when nothing was counted. */
export const meanAs = <N extends string>(
  name: N,
  { sum, count, digits = 1 }: { readonly sum: number; readonly count: number; readonly digits?: number },
): Named<N> => (count === 0 ? {} : ({ [name]: rounded(sum / count, digits) } as Named<N>));

/** The median by nearest rank: the smallest value that at least half do not exceed; absent without values. */
export function medianAs<N extends string>(name: N, values: readonly number[]): Named<N> {
  const ascending = values.toSorted((one, other) => one - other);
  const median = ascending[Math.ceil(ascending.length / 2) - 1];
  return median === undefined ? {} : ({ [name]: median } as Named<N>);
}

/** How many of the things it holds for. */
export const countOf = <T>(things: readonly T[], holds: (thing: T) => boolean): number =>
  things.reduce((count, thing) => count + (holds(thing) ? 1 : 0), 0);
