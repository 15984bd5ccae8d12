import { HOUR, type Instant, MINUTE } from '../../kernel/instant.ts';
import type { Target } from '../time/sla-clock.ts';

/** The steps of a device case, in their usual order. */
export const caseLegs = ['diagnose', 'prepare', 'ship', 'install', 'return'] as const;
export type Leg = (typeof caseLegs)[number];

/** A length of time; `days` are 24 hours each. */
export type Goal = {
  readonly days?: number | undefined;
  readonly hours?: number | undefined;
  readonly minutes?: number | undefined;
};
type Promised = { readonly goal: Goal; readonly calendar: string; readonly warnAt: readonly number[] };

/** What a policy says, as far as the rules of devices read it. */
export type Policy = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly handover: Promised & {
    readonly waitsForCustomer: boolean;
    readonly waitCapHours?: number | undefined;
  };
  readonly response?: Promised | undefined;
  readonly legs: { readonly [leg in Leg]?: (Promised & { readonly owner: string }) | undefined };
  readonly depots: readonly string[];
  readonly reserve: 'at-report' | 'at-replace';
  readonly reserveHours: number;
  readonly breachChain: string;
  readonly noStockChain: string;
  readonly tellCustomerAt: number;
};

/** A policy as it was when a case was matched with it: a later edit changes nothing here. */
export type PolicySnapshot = Pick<
  Policy,
  'id' | 'version' | 'name' | 'depots' | 'reserve' | 'reserveHours' | 'breachChain' | 'noStockChain'
> & {
  readonly targets: readonly Target[];
  readonly legOwners: Readonly<Record<string, string>>;
  /** Threshold of the handover at which the customer is told that it may take longer. */
  readonly tellCustomerAt: string;
};

/** The customer's promise: a working device in their hands. */
export const HANDOVER = 'handover';
export const RESPONSE = 'response';
/** Name of the clock of a leg. */
export const legTarget = (leg: Leg): string => `leg-${leg}`;

const OURS = ['customer', 'carrier', 'supplier', 'internal'] as const;
const DAY_HOURS = 24;

/** A goal in milliseconds of its calendar. */
export const goalMs = ({ days = 0, hours = 0, minutes = 0 }: Goal): number =>
  (days * DAY_HOURS + hours) * HOUR + minutes * MINUTE;

/**
 * The policy as a case keeps it. A calendar is named with its version, such as `office@3`, so that an edit does not move
 * a promise by itself. Only waiting for the customer stops the customer's promise; the clocks of legs are ours and stop
 * for everybody else's waits; a first response never pauses.
 */
export function snapshotOf(policy: Policy, calendarKey: (id: string) => string): PolicySnapshot {
  const { id, version, name, depots, reserve, reserveHours, breachChain, noStockChain } = policy;
  const warned = (promised: Promised, also: readonly number[] = []) => ({
    goalMs: goalMs(promised.goal),
    calendar: calendarKey(promised.calendar),
    thresholds: [...new Set([...promised.warnAt, ...also])]
      .toSorted((a, b) => a - b)
      .map(percent => ({ percent })),
  });
  const { handover, response } = policy;
  const targets: Target[] = [
    {
      id: HANDOVER,
      endsWith: 'stopped',
      pausedBy: handover.waitsForCustomer ? ['customer'] : [],
      ...(handover.waitCapHours === undefined ? {} : { waitCapMs: handover.waitCapHours * HOUR }),
      ...warned(handover, [policy.tellCustomerAt]),
    },
    ...(response
      ? [{ id: RESPONSE, endsWith: 'responded', pausedBy: [], ...warned(response) } as const]
      : []),
    ...caseLegs.flatMap(leg => {
      const promised = policy.legs[leg];
      return promised
        ? [{ id: legTarget(leg), endsWith: 'stopped', pausedBy: OURS, leg, ...warned(promised) } as const]
        : [];
    }),
  ];
  const owners = caseLegs.map(leg => [leg, policy.legs[leg]?.owner ?? 'owner']);
  return {
    ...{ id, version, name, depots, reserve, reserveHours, breachChain, noStockChain },
    targets,
    legOwners: Object.fromEntries(owners),
    tellCustomerAt: `at-${policy.tellCustomerAt}`,
  };
}

/** End of a reservation that is made now: it is never over before the promise it is for. */
export const reservedUntil = (
  snapshot: Pick<PolicySnapshot, 'reserveHours'>,
  dueAt: Instant,
  now: Instant,
): Instant => Math.max(dueAt, now) + snapshot.reserveHours * HOUR;
