import type { QueryClient } from '@tanstack/react-query';

/**
 * Waits until nobody is reading this list. A reading that is under way puts back what it began with and would undo what
 * is written meanwhile.
 */
export async function idle(queries: QueryClient, queryKey: readonly unknown[]): Promise<void> {
  for (;;) {
    const query = queries.getQueryCache().find({ queryKey, exact: true });
    if (query?.state.fetchStatus !== 'fetching' || !query.promise) return;
    await query.promise.catch(() => undefined);
    // The promise is settled before the query says so.
    await Promise.resolve();
  }
}
