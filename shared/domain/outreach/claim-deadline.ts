import { DAY } from '../../kernel/instant.ts';
import { dateOf, dayNumber } from '../time/open-hours.ts';
import type { Claim } from './claim.ts';

/** From when to when claims of a marketplace and type may be handed in, in days from their basis, both included. */
export type ClaimRule = {
  readonly marketplace: string;
  readonly type: string;
  readonly opensAfterDays: number;
  readonly closesAfterDays: number;
  /** `YYYY-MM-DD`: the first basis that it is true for. */
  readonly validFrom: string;
  /** Where it is written, and when that was read. */
  readonly source: string;
};

/** From when to when a claim may be handed in; days are counted from 1970-01-01, both ends included. */
export type ClaimWindow = {
  readonly opens?: number;
  readonly closes: number;
  readonly by: 'marketplace' | 'rule';
};

/** Later days are slips of the pen; sums of days stay within four figures of the year. */
const LAST_DAY = Date.UTC(9000, 0, 1) / DAY;

function plausible(date: string): number | undefined {
  const day = dayNumber(date);
  return day !== undefined && day >= 0 && day <= LAST_DAY ? day : undefined;
}

/**
 * The rule for a claim of a marketplace and type whose basis is on a day: the one of these with the latest `validFrom`
 * that is not after that day. Which rule counts today does not matter.
 */
export function ruleOn(
  { marketplace, type, basisOn }: { marketplace: string; type: string; basisOn: string },
  rules: readonly ClaimRule[],
): ClaimRule | undefined {
  let found: ClaimRule | undefined;
  for (const rule of rules) {
    if (rule.marketplace !== marketplace || rule.type !== type || rule.validFrom > basisOn) continue;
    if (found === undefined || rule.validFrom > found.validFrom) found = rule;
  }
  return found;
}

/**
 * When a claim can be handed in. A last day that the marketplace named itself counts before any rule, and then nothing
 * is known of an opening; else the rule of the claim's own date, both its days counted from the basis. `undefined` when
 * neither says anything, or on a day that does not exist, is before 1970 or after the year 8999.
 */
export function windowOfClaim(
  { deadline, opened }: Pick<Claim, 'deadline' | 'opened'>,
  rules: readonly ClaimRule[],
): ClaimWindow | undefined {
  const named = deadline && plausible(deadline.value);
  if (named !== undefined) return { closes: named, by: 'marketplace' };
  const rule = opened && ruleOn(opened.value, rules);
  const basis = rule && plausible(opened.value.basisOn);
  if (basis === undefined || rule === undefined) return undefined;
  return { opens: basis + rule.opensAfterDays, closes: basis + rule.closesAfterDays, by: 'rule' };
}

/** The window of `windowOfClaim` as dates: the last day, the first where it is known, and who says so. */
export function deadlineOf(
  claim: Claim,
  rules: readonly ClaimRule[],
): { closesOn: string; opensOn?: string; by: ClaimWindow['by'] } | undefined {
  const window = windowOfClaim(claim, rules);
  if (!window) return undefined;
  const { opens, closes, by } = window;
  return { closesOn: dateOf(closes), ...(opens === undefined ? {} : { opensOn: dateOf(opens) }), by };
}
