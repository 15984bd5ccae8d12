import { useEffect, useState } from 'react';
import { type Point, pointOf, type Sample, type TourStep } from './tour-steps.ts';

/** What is pointed at is marked so that the style draws the line around it. */
const MARK = 'data-tour-target';

/** What can be seen: on a phone some of it is not there. */
const shownAt = (selector: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>(selector)].find(one => one.checkVisibility());

const unmark = (): void => {
  for (const one of document.querySelectorAll(`[${MARK}]`)) one.removeAttribute(MARK);
};

/** On which side of a small screen the panel leaves what is pointed at to be seen. */
export type Pointed = Point & { readonly side: 'top' | 'bottom' };

/**
 * Points at the step's thing as soon as the page has it, and again when the page makes it anew; brings it into view once.
 * Nothing while it is still to come.
 */
export function usePoint(step: TourStep, sample: Sample | undefined): Pointed | undefined {
  const [pointed, setPointed] = useState<Pointed>();
  useEffect(() => {
    let last: HTMLElement | undefined;
    setPointed(undefined);
    if (!sample) return undefined;
    const look = () => {
      const point = pointOf(step, sample, selector => shownAt(selector) !== undefined);
      const found = point && shownAt(point.selector);
      if (found && found !== last) {
        unmark();
        found.setAttribute(MARK, '');
        if (!isInUpperHalf(found)) found.scrollIntoView({ block: 'start' });
        last = found;
      }
      setPointed(before => (point && found ? same(before, { ...point, side: sideOf(found) }) : undefined));
    };
    const watch = new MutationObserver(look);
    watch.observe(document.body, { childList: true, subtree: true });
    look();
    return () => {
      watch.disconnect();
      unmark();
    };
  }, [step, sample]);
  return pointed;
}

/** The lower half of the screen is where the panel stands, unless that is where the thing is. */
const sideOf = (found: HTMLElement): Pointed['side'] =>
  found.getBoundingClientRect().top > innerHeight / 2 ? 'top' : 'bottom';

/** Where it can be seen beside the panel. */
function isInUpperHalf(found: HTMLElement): boolean {
  const { top, left } = found.getBoundingClientRect();
  const middle = innerHeight / 2;
  return top >= 0 && top < middle && found.contains(document.elementFromPoint(left + 4, top + 4));
}

const same = (before: Pointed | undefined, now: Pointed): Pointed =>
  before?.selector === now.selector && before.isEmpty === now.isEmpty && before.side === now.side
    ? before
    : now;
