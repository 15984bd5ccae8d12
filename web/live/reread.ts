import type { QueryClient, QueryFilters } from '@tanstack/react-query';
import { ApiError } from '../api/problem.ts';
import { idle } from './idle.ts';

/**
 * Reads again what is shown of these, and marks the rest. A first reading that is under way may be older than what made
 * it stale and is not begun anew by the client, so another follows it.
 */
export async function reread(queries: QueryClient, filters: QueryFilters): Promise<void> {
  const first = queries
    .getQueryCache()
    .findAll(filters)
    .filter(({ state }) => state.data === undefined && state.fetchStatus === 'fetching');
  const after = async (queryKey: readonly unknown[]) => {
    await idle(queries, queryKey);
    await queries.invalidateQueries({ queryKey, exact: true });
  };
  await Promise.all([queries.invalidateQueries(filters), ...first.map(query => after(query.queryKey))]);
}

/** An error that may be gone in a moment: no answer came, there were too many calls, or the server broke. */
export const isPassing = (error: unknown): boolean =>
  !(error instanceof ApiError) ||
  error.problem.status === 0 ||
  error.problem.status === 429 ||
  error.problem.status >= 500;

/** Waits for all, whatever becomes of each; then throws what may be gone in a moment, if anything failed so. */
export async function allTried(tries: readonly Promise<unknown>[]): Promise<void> {
  const ends = await Promise.allSettled(tries);
  const failed = ends.find(end => end.status === 'rejected' && isPassing(end.reason));
  if (failed?.status === 'rejected') throw failed.reason;
}
