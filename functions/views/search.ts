import type { HitKind, SearchHit } from '../../shared/contracts/views-contract.ts';
import { type Asked, askedWords, matches } from '../../shared/domain/search/asked-words.ts';
import { inOrder } from '../../shared/domain/search/hit-order.ts';
import { type Candidate, findableName, lookUpWord } from '../../shared/store/search-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { shownHits } from './shown-hits.ts';

type Search = { readonly q: string; readonly kind?: HitKind | undefined; readonly limit: number };
type Looked = { readonly found: readonly Candidate[]; readonly whole: boolean };

/** Entries of the index that one word may cost for one kind. */
const MOST_ROWS = 200;
const kinds = ['account', 'contact', 'device-case', 'device'] as const;

/**
 * Finds by the beginnings of words, at most so many of each kind, the best first. The index tells what may be meant; what
 * is shown is read where it stands, so that nothing is shown that is no more or is called otherwise now.
 */
export async function search(
  table: Table,
  { q, kind, limit }: Search,
): Promise<{ hits: SearchHit[]; more: boolean }> {
  const asked = askedWords(q);
  const looked = await Promise.all((kind ? [kind] : kinds).map(one => lookFor(table, asked, one)));
  const best = looked.flatMap(({ found }) => inOrder(asked, found).slice(0, limit));
  return {
    hits: await shownHits(table, asked, inOrder(asked, best)),
    more: looked.some(({ found, whole }) => !whole || found.length > limit),
  };
}

/**
 * Looks by the most telling word, and by the next ones while that leads nowhere or to more than may be read. The answer is
 * whole once all that a word leads to was read.
 */
async function lookFor(table: Table, asked: Asked, kind: HitKind): Promise<Looked> {
  const found = new Map<string, Candidate>();
  const pages: { whole: boolean; leads: boolean }[] = [];
  for (const begins of asked.ways) {
    const { candidates, whole } = await lookUpWord(table, { kind, begins, limit: MOST_ROWS });
    for (const one of candidates) if (matches(asked, one.found)) found.set(findableName(one), one);
    pages.push({ whole, leads: candidates.length > 0 });
    if (whole && candidates.length > 0 && found.size > 0) break;
  }
  const isWhole = pages.some(({ whole, leads }) => whole && leads) || pages.every(({ whole }) => whole);
  return { found: [...found.values()], whole: isWhole };
}
