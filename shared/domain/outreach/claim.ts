import type { Fact } from '../../events/envelope.ts';
import {
  type ClaimWait,
  claimClosed,
  claimDeadlineSet,
  claimOpened,
  claimSubmitted,
  claimWaiting,
} from '../../events/outreach-events.ts';
import { type Register, register, wins } from '../accounts/register.ts';
import { dayNumber } from '../time/open-hours.ts';

/** A claim for a reimbursement: the latest word on each part of it. Days are `YYYY-MM-DD`. */
export type Claim = {
  readonly id: string;
  readonly opened?: Register<{
    readonly marketplace: string;
    readonly type: string;
    /** The day from which the marketplace counts. */
    readonly basisOn: string;
    readonly value?: number;
  }>;
  /** The last day, as the marketplace named it. */
  readonly deadline?: Register<string>;
  readonly waiting?: Register<{ readonly on: ClaimWait; readonly reason?: string }>;
  readonly submitted?: Register<true>;
  readonly closed?: Register<{ readonly outcome?: string; readonly paid?: number }>;
};
type Parts = Omit<Claim, 'id'>;

/** A claim that nothing was heard of yet. */
export const newClaim = (id: string): Claim => ({ id });

/**
 * The claim after a fact: each part holds its latest word, so any order and any repetition of the same facts leaves the
 * same claim. Facts of other kinds or claims change nothing, nor does a deadline on a day that does not exist. What
 * changes nothing answers the very claim that was given.
 */
export function hearClaim(claim: Claim, fact: Fact): Claim {
  if (fact.data['claimId'] !== claim.id) return claim;
  const news = Object.entries(sayingOf(fact)).filter(([part, said]) =>
    wins<unknown>(said, claim[part as keyof Parts]),
  );
  return news.length === 0 ? claim : { ...claim, ...Object.fromEntries(news) };
}

function sayingOf(fact: Fact): Parts {
  const as = <T>(value: T): Register<T> => register(value, fact.occurredAt, fact.id);
  if (claimOpened.is(fact)) {
    const { marketplace, type, basisOn, value } = fact.data;
    return { opened: as({ marketplace, type, basisOn, ...(value === undefined ? {} : { value }) }) };
  }
  if (claimDeadlineSet.is(fact))
    return dayNumber(fact.data.closesOn) === undefined ? {} : { deadline: as(fact.data.closesOn) };
  if (claimWaiting.is(fact)) {
    const { on, reason } = fact.data;
    return { waiting: as({ on, ...(reason === undefined ? {} : { reason }) }) };
  }
  if (claimSubmitted.is(fact)) return { submitted: as(true) };
  if (!claimClosed.is(fact)) return {};
  const { outcome, paid } = fact.data;
  return {
    closed: as({ ...(outcome === undefined ? {} : { outcome }), ...(paid === undefined ? {} : { paid }) }),
  };
}

/** Whom a claim waits for, as far as is known; what it waited for until it was handed in counts no more. */
export const waitOf = ({ waiting, submitted }: Claim): ClaimWait | undefined =>
  waiting !== undefined && (submitted === undefined || waiting.at > submitted.at)
    ? waiting.value.on
    : undefined;

/**
 * Money may be lost with it: it was opened or given a deadline, and is not closed. Closed is for good, however late or
 * early that was heard. Handed in, it is at stake again only when it waits for somebody since.
 */
export const isAtStake = (claim: Claim): boolean =>
  (claim.opened !== undefined || claim.deadline !== undefined) &&
  claim.closed === undefined &&
  (claim.submitted === undefined || waitOf(claim) !== undefined);

/** It waits for the company itself: work inside the house, no reason to call the customer. */
export const waitsForUs = (claim: Claim): boolean =>
  claim.closed === undefined && waitOf(claim) === 'company';
