import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useKeys } from '../../app/keys.ts';

/** A row that can be gone to, or a heading. */
type Item = { readonly is: 'case' | 'head' };
type Keyed = { readonly current: number; readonly goTo: (index: number) => void };

/** The next case in a direction, headings passed over; undefined at the end. */
function caseFrom(items: readonly Item[], from: number, by: 1 | -1): number | undefined {
  for (let at = from; at >= 0 && at < items.length; at += by) if (items[at]?.is === 'case') return at;
  return undefined;
}

/**
 * Keys of a list of links: arrows, J and K go from case to case, Home and End to the first and the last; Enter opens, as
 * on every link. The first key of all takes the row that is current already.
 */
export function useListKeys(items: readonly Item[], { current, goTo }: Keyed) {
  const step = (by: 1 | -1) => {
    const inList = Boolean(document.activeElement?.closest('ol li'));
    const next = caseFrom(items, inList ? current + by : current, by);
    if (next !== undefined) goTo(next);
  };
  const edge = (by: 1 | -1) => {
    const first = caseFrom(items, by === 1 ? 0 : items.length - 1, by);
    if (first !== undefined) goTo(first);
  };
  const down = () => step(1);
  const up = () => step(-1);
  const keys = { arrowdown: down, arrowup: up, home: () => edge(1), end: () => edge(-1) };
  useKeys({ j: down, k: up, arrowdown: down, arrowup: up });
  return (event: KeyboardEvent) => {
    const act = Object.entries(keys).find(([key]) => key === event.key.toLowerCase())?.[1];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
}

/** Puts the focus on an element by its id, as soon as it is in the page. */
export function useFocusSoon(): (id: string) => void {
  const wanted = useRef<string>(undefined);
  useEffect(() => {
    if (wanted.current && focused(wanted.current)) wanted.current = undefined;
  });
  return id => {
    wanted.current = focused(id) ? undefined : id;
  };
}

function focused(id: string): boolean {
  const element = document.getElementById(id);
  element?.focus({ preventScroll: true });
  return element !== null;
}
