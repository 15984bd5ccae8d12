import { type Refused, refused } from '../../kernel/outcome.ts';
import { dayNumber } from '../time/open-hours.ts';
import type { ClaimRule } from './claim-deadline.ts';

export type ClaimRuleRefusal = 'rule-given-twice' | 'closes-before-it-opens' | 'bad-date';

/**
 * What is wrong with rules of claims, each with its field and what to do; nothing when they can be gone by. Refused: a
 * `validFrom` that is no day, a claim that closes no later than it opens, and a second rule for the same marketplace,
 * type and day, since nobody could say which of them counts.
 */
export function checkClaimRules(rules: readonly ClaimRule[]): Refused<ClaimRuleRefusal>[] {
  const first = new Map<string, number>();
  return rules.flatMap((rule, at) => {
    const field = (name: keyof ClaimRule): string => `claimRules.${at}.${name}`;
    const same = JSON.stringify([rule.marketplace, rule.type, rule.validFrom]);
    const earlier = first.get(same);
    if (earlier === undefined) first.set(same, at);
    return [
      ...(dayNumber(rule.validFrom) === undefined
        ? [no('bad-date', field('validFrom'), 'Give a day that exists as YYYY-MM-DD, such as 2026-11-22.')]
        : []),
      ...(rule.closesAfterDays <= rule.opensAfterDays
        ? [no('closes-before-it-opens', field('closesAfterDays'), 'Let it close later than it opens.')]
        : []),
      ...(earlier === undefined
        ? []
        : [
            no(
              'rule-given-twice',
              field('validFrom'),
              `Give another day, or leave out one of this and claimRules.${earlier}.`,
            ),
          ]),
    ];
  });
}

const no = (refusal: ClaimRuleRefusal, field: string, problem: string): Refused<ClaimRuleRefusal> =>
  refused(refusal, { field, problem });
