import type { QueryClient } from '@tanstack/react-query';
import { idle } from './idle.ts';
import { reread } from './reread.ts';

const MOST_TURNS = 3;

type Taking<T> = { readonly read: () => Promise<T>; readonly take: (answer: T) => void };

/**
 * Reads what a list is to be brought up to date with, and takes it when nobody wrote the list meanwhile: an answer may be
 * older than what is held by then. After a few turns the list is read again as a whole.
 */
export async function undisturbed<T>(
  queries: QueryClient,
  queryKey: readonly unknown[],
  { read, take }: Taking<T>,
): Promise<void> {
  const writes = () => queries.getQueryState(queryKey)?.dataUpdateCount;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    await idle(queries, queryKey);
    if (queries.getQueryData(queryKey) === undefined) return;
    const before = writes();
    const answer = await read();
    await idle(queries, queryKey);
    if (writes() === before) return take(answer);
  }
  await reread(queries, { queryKey, exact: true });
}
