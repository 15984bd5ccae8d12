import { type RefObject, useLayoutEffect, useRef } from 'react';

type Rows = { readonly ids: readonly string[]; readonly rowHeight: number };

/** By how many rows the first row in view that is still there has moved; none when none of them is left. */
export function moved(before: readonly string[], now: readonly string[], firstInView: number): number {
  const places = new Map(now.map((id, at) => [id, at]));
  for (let at = firstInView; at < before.length; at++) {
    const place = places.get(before[at] ?? '');
    if (place !== undefined) return place - at;
  }
  return 0;
}

/** When rows come or go above what somebody reads, that stays where it is; at the very top, news come into view. */
export function useAnchor(scroller: RefObject<HTMLElement | null>, { ids, rowHeight }: Rows): void {
  const before = useRef(ids);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = ids;
    const element = scroller.current;
    if (!element || was === ids || element.scrollTop === 0) return;
    const by = moved(was, ids, Math.floor(element.scrollTop / rowHeight));
    if (by !== 0) element.scrollTop += by * rowHeight;
  }, [scroller, ids, rowHeight]);
}
