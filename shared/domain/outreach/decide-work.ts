import { isSameData } from '../../kernel/same-data.ts';
import type { Around } from './around.ts';
import type { Standing } from './outreach.ts';

/** Work of our own on claims: wanted with so many claims until the first of them closes, ended, or as it was. */
export type WorkStep = {
  readonly standing: Standing;
  readonly work?:
    | { readonly is: 'wanted'; readonly claims: number; readonly closesOn: string }
    | { readonly is: 'ended' };
  /** The name of the piece of work, unique for the account. */
  readonly name: string;
};

/**
 * Claims near their end that wait for the company itself are work for whoever has the account, one piece at a time: it
 * begins with the first, changes with what joins or leaves, and is over by itself when none waits any more.
 */
export function decideWork(standing: Standing, { ownClaims, isWatched }: Around): WorkStep {
  const lines = isWatched ? ownClaims : [];
  const first = lines[0];
  const name = String(standing.isOpen ? standing.count : standing.count + 1);
  if (!first) {
    if (!standing.isOpen) return { standing, name };
    return { standing: { ...standing, isOpen: false, noted: {} }, work: { is: 'ended' }, name };
  }
  const noted = Object.fromEntries(lines.map(({ claimId, closesOn }) => [claimId, closesOn]));
  const isSame = standing.isOpen && isSameData(noted, standing.noted ?? {});
  if (isSame) return { standing, name };
  return {
    standing: { ...standing, isOpen: true, count: Number(name), noted },
    work: { is: 'wanted', claims: lines.length, closesOn: first.closesOn },
    name,
  };
}
