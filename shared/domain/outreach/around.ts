import type { Purpose } from '../../events/outreach-events.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Room } from './budget.ts';
import type { ClaimLine } from './claim-signals.ts';
import type { BurstEvidence, HoldReason, MarketNews, Outreach, Standing } from './outreach.ts';
import type { OutreachRules } from './outreach-rules.ts';

/** What an account is decided by: everything that was read, at one instant. */
export type Around = {
  readonly accountId: string;
  readonly now: Instant;
  /** `YYYY-MM-DD` where the account is. */
  readonly today: string;
  /** It has a watched product, and its service has not ended. */
  readonly isWatched: boolean;
  readonly rules: OutreachRules;
  readonly language: string;
  readonly product: string | undefined;
  /** Whom to call; without one, why nobody. */
  readonly contact:
    | { readonly id: string }
    | { readonly why: Extract<HoldReason, 'objected' | 'no-contact'> };
  /** May this contact still be called, for this purpose? */
  readonly mayCall: (contactId: string, purpose: Purpose) => boolean;
  /** Noon of a day, `YYYY-MM-DD`, where the account is. */
  readonly noonOf: (day: string) => Instant;
  /** Days that are bursts by what is known now, among the last four and the day of the present outreach. */
  readonly bursts: readonly BurstEvidence[];
  /** Claims near their end that wait for the customer or the marketplace, and those that wait for the company. */
  readonly claims: readonly ClaimLine[];
  readonly ownClaims: readonly ClaimLine[];
  readonly isLastDistance: (line: ClaimLine) => boolean;
  readonly market: {
    readonly isWatched: boolean;
    readonly news: readonly MarketNews[];
    readonly by: 'call' | 'mail' | 'none';
    readonly contact: Around['contact'];
    readonly product: string | undefined;
  };
  readonly room: Room;
};

/** One cause as it stands, with its outreach as it was read. */
export type Held = { readonly standing: Standing; readonly outreach: Outreach | undefined };
