import type { Instant } from '../../kernel/instant.ts';

/** A value with the instant it became true and the event that said so. */
export type Register<T> = { readonly value: T; readonly at: Instant; readonly by: string };

/** What a fact says: a value as of an instant, by an event. */
export const register = <T>(value: T, at: Instant, by: string): Register<T> => ({ value, at, by });

/**
 * Last writer wins: the later instant, and of two at the same instant the greater event id. Any order of the same
 * facts therefore leaves the same value.
 */
export const wins = <T>(next: Register<T>, held: Register<T> | undefined): boolean =>
  held === undefined || next.at > held.at || (next.at === held.at && next.by > held.by);

/** The register that stands after both were heard. */
export const latest = <T>(
  one: Register<T> | undefined,
  other: Register<T> | undefined,
): Register<T> | undefined => {
  if (one === undefined || other === undefined) return one ?? other;
  return wins(other, one) ? other : one;
};
