import { type Asked, rankOf } from './asked-words.ts';
import type { FoundBy } from './found-by.ts';

/** The kinds of things that are found, in the order in which equal matches stand. */
const kinds = ['account', 'contact', 'device-case', 'device'] as const;

type Candidate = {
  readonly kind: (typeof kinds)[number];
  readonly id: string;
  readonly found: Omit<FoundBy, 'doors'>;
};

/**
 * Better matches first; of equal ones accounts, contacts, cases, devices; then by the folded title and the id, so that
 * the same question has the same answer.
 */
export const inOrder = <T extends Candidate>(asked: Asked, found: readonly T[]): T[] =>
  found
    .map(one => ({ one, rank: rankOf(asked, one.found), text: `${one.found.title.join(' ')} ${one.id}` }))
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        kinds.indexOf(a.one.kind) - kinds.indexOf(b.one.kind) ||
        (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
    )
    .map(({ one }) => one);
