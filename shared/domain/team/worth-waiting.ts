import type { Change } from './answer-change.ts';

/** Changes kept one by one for an account that waits for an owner. */
const MOST_WAITING = 20;

/**
 * Which changes wait with an account until somebody can be told: all of them, and beyond twenty the last of each
 * moment and product, so that many of one kind never crowd out the one of another. The timeline has them all.
 */
export function worthWaiting<C extends Pick<Change, 'moment' | 'product'>>(
  changes: readonly C[],
): readonly C[] {
  if (changes.length <= MOST_WAITING) return changes;
  const last = new Map<string, C>();
  for (const change of changes) {
    const kind = `${change.moment}/${change.product ?? ''}`;
    last.delete(kind);
    last.set(kind, change);
  }
  return [...last.values()].slice(-2 * MOST_WAITING);
}
