import type { CaseState, DamageKind } from '../../events/device-events.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { ClockRecord } from '../time/sla-records.ts';
import { type Mark, segmentsOf, timelineOf, type WaitingOn } from '../time/sla-segments.ts';
import type { ChosenBy, Help } from './choose-stock.ts';
import type { MatchedPolicy } from './match-policy.ts';
import type { Leg, PolicySnapshot } from './policy.ts';

export type CasePath = 'repair' | 'replace' | 'remote-fix' | 'no-fault' | 'found-again';
/** What somebody must take on at once. */
export type EscalationWhy = 'breached' | 'no-stock' | 'not-locked';
export type OldUnit = 'not-asked' | 'owed' | 'returned' | 'waived' | 'written-off';

/** What the device management was asked to do and what it answered. */
export type Order = {
  readonly serial: string;
  readonly state: 'wanted' | 'done' | 'failed';
  readonly wantedAt: Instant;
  readonly answeredAt?: Instant;
};

/** One device that is broken, lost, stolen or does not work, from the report until all is settled. */
export type DeviceCase = {
  readonly id: string;
  readonly accountId: string;
  readonly serial: string;
  readonly model: string;
  readonly damage: DamageKind;
  readonly state: CaseState;
  readonly path?: CasePath;
  /** Under management and of this account: only then something is promised. */
  readonly entitled: boolean;
  readonly site?: string;
  readonly contactId?: string;
  readonly product?: string;
  readonly segment: string;
  /** Of the person it is for. */
  readonly language: string;
  readonly zone: string;
  readonly reportedBy: string;
  readonly openedAt: Instant;
  readonly correlation: string;
  /** What happened to the work, for the clocks; append-only. */
  readonly marks: readonly Mark[];
  /** What the clocks noticed; append-only. */
  readonly records: readonly ClockRecord[];
  readonly policy?: PolicySnapshot;
  readonly matching: readonly MatchedPolicy[];
  readonly reservation?: {
    readonly depotId: string;
    readonly model: string;
    readonly serial: string;
    readonly until: Instant;
    /** On its way: it no longer ends by itself. */
    readonly shipped: boolean;
    /** Why this unit, and whether it is another model than was asked for. */
    readonly by?: ChosenBy;
    readonly substitute?: boolean;
  };
  /** Where its last loaner is from; whether it is still lent the books of that stock say. */
  readonly lentFrom?: { readonly depotId: string; readonly model: string };
  /** A unit is needed and none could be reserved. */
  readonly noStock: boolean;
  readonly help: readonly Help[];
  readonly replacement?: { readonly serial: string; readonly model: string; readonly depotId?: string };
  /** Serials that are still to come back, and what became of the last one. */
  readonly owed: readonly string[];
  readonly oldUnit: OldUnit;
  readonly lock?: Order;
  readonly wipe?: Order & { readonly confirmedBy: string };
  readonly trackingId?: string;
  /** The instant the customer was last told; `none` when told that nothing is promised for now. */
  readonly toldDueAt?: Instant | 'none';
  /** Escalations that were wanted for it, in order; those that were not ended run until it is settled. */
  readonly escalations: readonly {
    readonly id: string;
    readonly why: EscalationWhy;
    readonly ended: boolean;
  }[];
  /** Its user said that what was handed over works. */
  readonly confirmedAt?: Instant;
  /** Its reservation ran out: another is made by hand alone. */
  readonly lapsed?: boolean;
  /** How often it was opened again; a part of what follows from its clocks. */
  readonly reopened: number;
};

/** Work on it goes on: the clocks run. */
export const isOpenCase = (held: Pick<DeviceCase, 'state'>): boolean =>
  held.state === 'reported' || held.state === 'triaged';

/** The leg it is in, by the marks; `undefined` when it is in none. */
export function legOf({ marks }: Pick<DeviceCase, 'marks'>): Leg | undefined {
  const last = timelineOf(marks).at(-1);
  return last?.to === undefined ? (last?.leg as Leg | undefined) : undefined;
}

/** Whom it waits for and why, while it does. */
export function waitOf({
  marks,
}: Pick<DeviceCase, 'marks'>): { readonly on: WaitingOn; readonly reason: string } | undefined {
  const open = segmentsOf(marks).at(-1);
  return open?.waitingOn === undefined || open.to !== undefined
    ? undefined
    : { on: open.waitingOn, reason: open.reason ?? '-' };
}

/** A unit of the depot's stock is needed: for a replacement, or at once where the policy reserves at the report. */
export const needsUnit = ({ policy, path, state, replacement }: DeviceCase): boolean =>
  policy !== undefined &&
  policy.depots.length > 0 &&
  replacement === undefined &&
  (state === 'triaged' ? path === 'replace' : state === 'reported' && policy.reserve === 'at-report');
