/** Ascending numbers that are searched often, with marks that say how many of them lie before each of equal stretches. */
export type SortedNumbers = {
  readonly values: Float64Array;
  readonly marks: Int32Array;
  readonly stretches: number;
  readonly scale: number;
};

/** Lays marks over ascending numbers: as many stretches as numbers, so that one of usual spread holds one or two. */
export function sortedNumbers(values: Float64Array): SortedNumbers {
  const stretches = Math.max(1, values.length);
  const span = (values.at(-1) ?? 0) - (values[0] ?? 0);
  const sorted = { values, marks: new Int32Array(stretches + 1), stretches, scale: stretches / (span + 1) };
  for (const value of values) (sorted.marks[stretchOf(sorted, value) + 1] as number) += 1;
  for (let i = 1; i <= stretches; i++) (sorted.marks[i] as number) += sorted.marks[i - 1] as number;
  return sorted;
}

/** A larger number is never in an earlier stretch, however the product is rounded: the search relies on no more. */
function stretchOf({ values, stretches, scale }: SortedNumbers, value: number): number {
  const stretch = (value - (values[0] ?? 0)) * scale;
  return stretch < stretches ? (stretch > 0 ? Math.trunc(stretch) : 0) : stretches - 1;
}

/** How many of the numbers are below the bound: one look at the marks, then a binary search within the stretch. */
export function countBelow(sorted: SortedNumbers, bound: number): number {
  const { values, marks } = sorted;
  const stretch = stretchOf(sorted, bound);
  let low = marks[stretch] as number;
  let high = marks[stretch + 1] as number;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
