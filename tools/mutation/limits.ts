/** Cases of a property per mutant: what shows only in more of them is for the whole suite to find. */
export const MOST_CASES = 100;
/** Of the processor's time, for the tests of one mutant together. */
export const MOST_MS = 400;
