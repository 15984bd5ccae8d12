import type { OutreachCause, Purpose } from '../../events/outreach-events.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { ClaimLine } from './claim-signals.ts';

/** What was out of the ordinary, and against what it was held. Days are `YYYY-MM-DD` in the account's zone. */
export type BurstEvidence = {
  readonly day: string;
  readonly observed: number;
  readonly expected: number;
  readonly bound: number;
  readonly pValue: number;
  readonly method: string;
  /** (observed − expected) ÷ (bound − expected): above 1 is a burst. */
  readonly score: number;
  readonly excluded: readonly string[];
  /** At risk: what the reports of the day and the three before are worth. */
  readonly value: number;
  readonly unvalued: number;
};

export type MarketNews = {
  readonly at: Instant;
  readonly marketplace: string;
  readonly change: 'new-competitor' | 'amazon-sells';
  readonly articles?: number;
};

export type Evidence = {
  readonly burst?: BurstEvidence;
  readonly claims?: readonly ClaimLine[];
  readonly market?: readonly MarketNews[];
};

/** One reason to approach one account. At most one that has not ended per account and cause. */
export type Outreach = {
  readonly id: string;
  readonly accountId: string;
  readonly cause: OutreachCause;
  /** `open`: to be called. `held`: not now, see `why`. `noted`: for the digest. `offered`: in writing. */
  readonly state: 'open' | 'held' | 'noted' | 'offered' | 'ended';
  readonly why?: HoldReason;
  readonly ending?: string;
  readonly evidence: Evidence;
  readonly rank: number;
  readonly value?: number;
  /** No budget holds it back. */
  readonly exempt: boolean;
  readonly language: string;
  readonly product?: string;
  /** What the contact must allow for it, when it is not service. */
  readonly purpose?: Purpose;
  readonly contactId?: string;
  /** How often a call was wished for; numbers the wishes. */
  readonly wishes: number;
  readonly openedAt: Instant;
  readonly updatedAt: Instant;
  readonly dueAt?: Instant;
  readonly endedAt?: Instant;
  /** News that joined it. */
  readonly updates: number;
  /** The day on which the daily round gave it room. */
  readonly picked?: string;
  readonly feedback?: {
    readonly useful: boolean;
    readonly by: string;
    readonly at: Instant;
    readonly note?: string;
  };
};

/** Why a signal waits: `budget` is used up, `weaker` than what the rest of it is kept for, the contact `objected`, or there is none. */
export type HoldReason = 'budget' | 'weaker' | 'low-value' | 'objected' | 'no-contact';

/** Where an account stands with one cause, beside its present or last outreach. */
export type Standing = {
  readonly accountId: string;
  readonly cause: OutreachCause | 'work';
  readonly outreachId?: string;
  /** There is something that news may change or end. */
  readonly isOpen: boolean;
  /** How many there were: numbers them. */
  readonly count: number;
  /** Opens no other until then. */
  readonly pausedUntil?: Instant;
  /** Until when news has been dealt with: the last burst day spoken of, or the instant of the last market change. */
  readonly until?: string | number;
  /** Claims that were spoken of, or told of, with the end they had then. */
  readonly spoken?: Readonly<Record<string, string>>;
  readonly noted?: Readonly<Record<string, string>>;
};

/** Not over yet. */
export const isOpenOutreach = (outreach: Outreach | undefined): outreach is Outreach =>
  outreach !== undefined && outreach.state !== 'ended';

/** The wish for a call that an outreach stands behind; a new one each time it is wished again. */
export const wishName = ({ id, wishes }: Pick<Outreach, 'id' | 'wishes'>): string => `${id}.${wishes}`;

/** What follows from a decision beside the new state. */
export type OutreachEffect =
  | { readonly is: 'opened' | 'noted' | 'changed' | 'offer' }
  | { readonly is: 'ended'; readonly ending: string }
  | { readonly is: 'call'; readonly readyAt: Instant; readonly dueAt: Instant }
  | { readonly is: 'uncall'; readonly wish: string; readonly why: string };

/** One decision about one cause. */
export type Step = {
  readonly standing: Standing;
  /** The outreach as it is from now on; absent when there is none to keep. */
  readonly outreach?: Outreach;
  readonly effects: readonly OutreachEffect[];
  /** A place in the budget that is taken, or free again. */
  readonly budget?: 'take' | 'give-back';
  /** When to look again. */
  readonly lookAt?: Instant;
};

/** Nothing changes; perhaps somebody must look again. */
export const unchanged = (standing: Standing, outreach?: Outreach, lookAt?: Instant): Step => ({
  standing,
  ...(outreach === undefined ? {} : { outreach }),
  effects: [],
  ...(lookAt === undefined ? {} : { lookAt }),
});
