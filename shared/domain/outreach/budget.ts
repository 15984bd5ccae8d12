import { digest } from '../../kernel/id.ts';
import { DAY, type Instant } from '../../kernel/instant.ts';

/**
 * Accounts called for statistical reasons, each by its short name with the instant of its latest call and, where another
 * is wished for since, that of the wish behind it; the latest last.
 */
export type Grants = Readonly<Record<string, readonly Instant[]>>;
export type BudgetTerms = { readonly percent: number; readonly quarterDays: number };
export type Room = {
  /** So many accounts may be called within any quarter. */
  readonly limit: number;
  readonly used: number;
  /** The account is among them already: another call of it takes no other place. */
  readonly isGranted: boolean;
};

/** So many accounts are kept that were called, and as many that wait: together well below the 400 KB that a row may have. */
export const MOST_PLACES = 6_000;

const SHORT = 12;
/** What an account is called in the budget: its id, or a digest of a long one, so that ids of any length take as much room. */
export const shortName = (accountId: string): string =>
  accountId.length <= SHORT ? accountId : digest(accountId).slice(0, SHORT);

/**
 * How many of so many accounts may be called for statistical reasons: the percentage rounded down, at least one, at most
 * as many as are kept.
 */
export const limitOf = (accounts: number, { percent }: BudgetTerms): number =>
  Math.min(MOST_PLACES, Math.max(1, Math.floor((accounts * percent) / 100)));

/** The accounts, by instant, whose latest is after `since`; of more than are kept the latest ones. */
export function recentOf<At extends Instant | readonly Instant[]>(
  accounts: Readonly<Record<string, At>>,
  since: Instant,
): Readonly<Record<string, At>> {
  const recent = Object.entries(accounts).filter(([, at]) => latest(at) > since);
  const kept =
    recent.length > MOST_PLACES
      ? recent.sort((a, b) => latest(b[1]) - latest(a[1])).slice(0, MOST_PLACES)
      : recent;
  return Object.fromEntries(kept);
}

const latest = (at: Instant | readonly Instant[]): Instant =>
  typeof at === 'number' ? at : (at.at(-1) ?? 0);

/** The accounts with a call within the quarter (days × 24 h) that ends now. */
export const grantedAt = (grants: Grants, { quarterDays }: BudgetTerms, now: Instant): readonly string[] =>
  Object.keys(grants).filter(id => (grants[id]?.at(-1) ?? 0) > now - quarterDays * DAY);

/** What is left of the budget, as one account sees it. */
export function roomFor(
  accountId: string,
  grants: Grants,
  given: { readonly accounts: number; readonly terms: BudgetTerms; readonly now: Instant },
): Room {
  const granted = grantedAt(grants, given.terms, given.now);
  return {
    limit: limitOf(given.accounts, given.terms),
    used: granted.length,
    isGranted: granted.includes(shortName(accountId)),
  };
}

/** A call of an account is wished for: it takes a place, or keeps the one it has. What left the quarter is forgotten. */
export function grant(
  grants: Grants,
  accountId: string,
  given: { now: Instant; terms: BudgetTerms },
): Grants {
  const since = given.now - given.terms.quarterDays * DAY;
  const before = (grants[shortName(accountId)] ?? []).filter(one => one > since);
  const own = [...before, given.now].sort((a, b) => a - b).slice(-2);
  return recentOf({ ...grants, [shortName(accountId)]: own }, since);
}

/** An account was called: its quarter begins now, and nothing of what was before can be given back. */
export const called = (
  grants: Grants,
  accountId: string,
  { now, terms }: { now: Instant; terms: BudgetTerms },
): Grants => recentOf({ ...grants, [shortName(accountId)]: [now] }, now - terms.quarterDays * DAY);

/** A call that was not made gives its place back: the one that was granted at this instant. */
export function giveBack(grants: Grants, accountId: string, at: Instant): Grants {
  const { [shortName(accountId)]: own = [], ...others } = grants;
  const left = own.filter(one => one !== at);
  return left.length > 0 ? { ...others, [shortName(accountId)]: left } : others;
}

/**
 * How strong a signal must be to be called at once, as a burst score: the first half of the budget is for whoever comes,
 * the rest is kept for ever stronger ones, up to a score of 2. What is weaker waits for the daily round.
 */
export const barAt = ({ limit, used }: Pick<Room, 'limit' | 'used'>): number => {
  const share = used / limit;
  return share < 0.5 ? 0 : 1 + 2 * (share - 0.5);
};

/** What a signal ranks by: its evidence, raised with what is at risk (value 0: as it is; each tenfold of the gate: once more). */
export const rankOf = (score: number, value: number, gate: number): number =>
  score * (1 + Math.log10(1 + value / Math.max(1, gate)));

/** Signals that the daily round gives room: the highest ranks, up to a thirteenth of the limit (a week of the quarter), at least one. */
export function pickHeld<T extends { readonly id: string; readonly rank: number }>(
  held: readonly T[],
  { limit, used }: Pick<Room, 'limit' | 'used'>,
): readonly T[] {
  const places = Math.max(0, Math.min(limit - used, Math.max(1, Math.ceil(limit / 13))));
  return held.toSorted((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1)).slice(0, places);
}
