import { useCompact } from '../app/density.ts';

/** From here on down rows have no columns. In em, as in the style sheets, so that large text counts too. */
export const NARROW = '(max-width: 63.9375em)';

/** A row's height, comfortable and compact, for the text size that browsers start with. */
export type RowHeights = readonly [comfortable: number, compact: number];

const USUAL_TEXT_PX = 16;

/** What rows of known height are high: as dense as this person likes it, and grown with the browser's text size. */
export function useRowHeight(): (heights: RowHeights) => number {
  const at = useCompact() ? 1 : 0;
  const text = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return heights => Math.round((heights[at] * text) / USUAL_TEXT_PX);
}
