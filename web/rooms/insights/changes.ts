/** How a figure moved against the period before, as far as both are known. */
export type Change =
  | { readonly by: 'points' | 'percent' | 'value'; readonly amount: number; readonly isBetter?: boolean }
  | { readonly by: 'none' };

type Pair = readonly [now: number | undefined, before: number | undefined];
/** Which way is the better one: up, down as for times, or neither as for load. */
type Good = 'up' | 'down' | 'neither';

/** Shares are compared by points of a hundred, in whole ones. */
export const sharesMoved = ([now, before]: Pair, good: Good): Change | undefined =>
  now === undefined || before === undefined
    ? undefined
    : moved('points', Math.round(now * 100) - Math.round(before * 100), good);

/** Lengths and amounts are compared by per cent of what was before; there is none of nothing. */
export const amountsMoved = ([now, before]: Pair, good: Good): Change | undefined =>
  now === undefined || !before ? undefined : moved('percent', Math.round((now / before - 1) * 100), good);

/** Marks such as 4.3 of 5 are compared as they are, to a tenth. */
export const marksMoved = ([now, before]: Pair, good: Good): Change | undefined =>
  now === undefined || before === undefined
    ? undefined
    : moved('value', Math.round((now - before) * 10) / 10, good);

function moved(by: 'points' | 'percent' | 'value', amount: number, good: Good): Change {
  if (amount === 0) return { by: 'none' };
  return { by, amount, ...(good === 'neither' ? {} : { isBetter: amount > 0 === (good === 'up') }) };
}
