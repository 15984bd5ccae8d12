import { join } from './keys.ts';

export const personLists = {
  /** Customers' people who were erased and of whom something may still stand somewhere. */
  erasures: 'erasures',
  /** What visitors of an account asked for, by when. */
  requests: (accountId: string): string => join('requests', accountId),
} as const;
