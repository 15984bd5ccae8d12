import { isSameData } from '../../kernel/same-data.ts';
import type { FoundBy } from './found-by.ts';

/** Words that from now on lead to a thing, and words that did and shall no more. */
export type IndexChange = { readonly put: readonly string[]; readonly take: readonly string[] };

/**
 * What the index must do when that by which something is found changes from before to after; `undefined` stands for a
 * thing that is not there. Every word that leads to it carries all of its words, so that all are put when one differs;
 * nothing, when all are the same.
 */
export function indexChange(
  before: FoundBy | undefined,
  after: FoundBy | undefined,
): IndexChange | undefined {
  if (isSameData(before ?? null, after ?? null)) return undefined;
  const doors = after?.doors ?? [];
  return { put: doors, take: (before?.doors ?? []).filter(word => !doors.includes(word)) };
}
