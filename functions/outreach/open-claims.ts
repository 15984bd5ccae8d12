import type { ClaimLine } from '../../shared/contracts/outreach-contract.ts';
import { type Claim, isAtStake, waitOf } from '../../shared/domain/outreach/claim.ts';
import { deadlineOf } from '../../shared/domain/outreach/claim-deadline.ts';
import type { OutreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { dayOfText } from '../../shared/domain/time/local-days.ts';

/** Claims of an account that may still be handed in, by when they close, each with the days left; today is where the account is. */
export const openClaims = (
  claims: readonly Claim[],
  { claimRules }: Pick<OutreachRules, 'claimRules'>,
  today: string,
): ClaimLine[] =>
  claims
    .flatMap(claim => lineOf(claim, claimRules, today))
    .toSorted((a, b) => order(a.closesOn, b.closesOn) || order(a.claimId, b.claimId));

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function lineOf(claim: Claim, rules: OutreachRules['claimRules'], today: string): ClaimLine[] {
  const deadline = isAtStake(claim) ? deadlineOf(claim, rules) : undefined;
  if (deadline === undefined || deadline.closesOn < today) return [];
  const { closesOn, by } = deadline;
  const { value, marketplace, type } = claim.opened?.value ?? {};
  const waitsFor = waitOf(claim);
  return [
    {
      ...{ claimId: claim.id, closesOn, by, distance: dayOfText(closesOn) - dayOfText(today) },
      ...(value === undefined ? {} : { value }),
      ...(waitsFor === undefined ? {} : { waitsFor }),
      ...(marketplace === undefined ? {} : { marketplace }),
      ...(type === undefined ? {} : { type }),
    },
  ];
}
