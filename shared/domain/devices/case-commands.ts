import type { ShipmentStage } from '../../events/device-events.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { WaitingOn } from '../time/sla-segments.ts';
import type { CasePath } from './device-case.ts';
import type { MatchedPolicy } from './match-policy.ts';
import type { PolicySnapshot } from './policy.ts';

/** What can be done with a case. */
export type CaseCommand =
  | { readonly do: 'triage'; readonly path: CasePath }
  | { readonly do: 'wait'; readonly on: WaitingOn; readonly reason: string }
  | { readonly do: 'go-on' }
  | { readonly do: 'reserve' }
  | { readonly do: 'ship'; readonly trackingId?: string | undefined }
  | { readonly do: 'shipment'; readonly way: 'out' | 'back'; readonly stage: ShipmentStage }
  | {
      readonly do: 'hand-over';
      /** The unit that was named, where nothing moves any more. */
      readonly serial?: string;
      readonly unit?: { readonly serial: string; readonly model: string; readonly depotId?: string };
    }
  | { readonly do: 'return'; readonly fate: 'returned' | 'waived' | 'written-off' }
  | { readonly do: 'loan' }
  | { readonly do: 'confirm-wipe'; readonly contactId: string }
  | {
      readonly do: 'answer-lock' | 'answer-wipe';
      readonly serial: string;
      readonly outcome: 'done' | 'failed';
    }
  | { readonly do: 'confirm' }
  | { readonly do: 'close' }
  | { readonly do: 'reopen'; readonly reason: string }
  | { readonly do: 'cancel'; readonly reason: string }
  | { readonly do: 'excuse'; readonly target: string; readonly by: string; readonly reason: string }
  | {
      readonly do: 'rematch';
      readonly policy: PolicySnapshot | undefined;
      readonly matching: readonly MatchedPolicy[];
    };

export type CaseRefusal =
  | 'not-open'
  | 'not-handed-over'
  | 'not-triaged'
  | 'not-waiting'
  | 'wrong-path'
  | 'nothing-shipped'
  | 'nothing-owed'
  | 'old-unit-owed'
  | 'not-lost'
  | 'already-wanted'
  | 'not-breached'
  | 'no-unit-needed'
  | 'before-the-report'
  | 'in-the-future';

export type Moment = {
  /** Id of what caused it; the marks it leaves are named after it, so that a repeat leaves none. */
  readonly factId: string;
  /** When it happened, and when we heard of it. */
  readonly at: Instant;
  readonly now: Instant;
};
