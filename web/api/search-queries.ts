import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { HitKind, SearchHit } from '../../shared/contracts/views-contract.ts';
import { after, useServices } from '../app/services.ts';
import { routes } from './routes.ts';

/** Letters that a search needs at least, as the contract says. */
const LEAST = 2;
const MOST = 80;
/** Nothing is asked while somebody still types. */
const PAUSE_MS = 120;

/** What was typed as it is asked for; empty while it is too short to look for. */
export function askedFor(typed: string): string {
  const text = typed.trim().replace(/\s+/g, ' ').slice(0, MOST).trim();
  return text.length < LEAST ? '' : text;
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => after(PAUSE_MS, () => setSettled(text)), [text]);
  return settled;
}

export type Found = {
  readonly hits: readonly SearchHit[];
  readonly more: boolean;
  /** The hits are still those of what was typed before. */
  readonly stale: boolean;
  readonly error: unknown;
};
const nothing: Found = { hits: [], more: false, stale: false, error: undefined };

type Wanted = { readonly kind?: HitKind | undefined; readonly limit: number };

/**
 * Finds as one types. Only what was typed last is asked for, and answers to anything else are dropped; until its own
 * answer comes the hits before stay.
 */
export function useSearch(typed: string, { kind, limit }: Wanted): Found & { readonly again: () => void } {
  const { api } = useServices();
  const wanted = askedFor(typed);
  const q = useSettled(wanted);
  const read = useQuery({
    queryKey: ['search', q, kind, limit],
    queryFn: ({ signal }) => api(routes.search, { query: { q, kind, limit: String(limit) }, signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });
  const again = () => void read.refetch();
  if (wanted === '') return { ...nothing, again };
  const stale = q !== wanted || read.isPlaceholderData || read.isPending;
  const { hits = [], more = false } = read.data ?? {};
  return { hits, more: more && !stale, stale, error: stale ? undefined : (read.error ?? undefined), again };
}
