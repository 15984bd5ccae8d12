import type { Instant } from '../../kernel/instant.ts';
import { caseLegs, HANDOVER, legTarget, RESPONSE } from './policy.ts';

export type ReviewVerdict = 'open' | 'kept' | 'breached' | 'corrected' | 'excused';

/** A case as the review needs it. */
export type ReviewCase = {
  readonly policyId: string;
  readonly policyName: string;
  readonly openedAt: Instant;
  readonly targets: readonly {
    readonly id: string;
    readonly verdict: ReviewVerdict;
    /** Time left when the target ended, negative when late; absent while it is open. */
    readonly marginMs?: number | undefined;
  }[];
  /** Each wait in milliseconds of wall-clock time. */
  readonly pauses: readonly { readonly reason: string; readonly ms: number }[];
};

export type ReviewRow = {
  policyId: string;
  name: string;
  target: string;
  promised: number;
  open: number;
  met: number;
  breached: number;
  corrected: number;
  excused: number;
  margins?: { p10: number; p50: number; p90: number };
  pauses: { reason: string; cases: number; ms: number }[];
};

type Kept = { readonly of: ReviewCase; readonly target: ReviewCase['targets'][number] };

/**
 * What became of the promises of a period: one row for each policy and target over the cases opened within
 * `[from, to)`. Each case counts once, by its verdict as it stands, so that open, met, breached, corrected and excused
 * add up to promised: a breach that was corrected or excused is shown as that, and no longer among the plain ones.
 * Margins are percentiles by nearest rank; pauses are those of the row's cases. By policy name; within a policy the handover
 * first, then the response and the legs in their order.
 */
export function reviewOf(
  cases: readonly ReviewCase[],
  { from, to }: { readonly from: Instant; readonly to: Instant },
): ReviewRow[] {
  const groups = new Map<string, Kept[]>();
  for (const of of cases.filter(({ openedAt }) => from <= openedAt && openedAt < to))
    for (const target of of.targets) {
      const key = JSON.stringify([of.policyId, target.id]);
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      group.push({ of, target });
    }
  return [...groups.values()].map(rowOf).sort(byPolicyAndTarget);
}

function rowOf(group: readonly Kept[]): ReviewRow {
  const latest = group.reduce((one, other) => (other.of.openedAt > one.of.openedAt ? other : one));
  const count = (verdict: ReviewVerdict) => group.filter(({ target }) => target.verdict === verdict).length;
  const margins = group.flatMap(({ target }) => target.marginMs ?? []).sort((one, other) => one - other);
  return {
    policyId: latest.of.policyId,
    name: latest.of.policyName,
    target: latest.target.id,
    promised: group.length,
    open: count('open'),
    met: count('kept'),
    breached: count('breached'),
    corrected: count('corrected'),
    excused: count('excused'),
    ...(margins.length > 0
      ? { margins: { p10: rank(margins, 10), p50: rank(margins, 50), p90: rank(margins, 90) } }
      : {}),
    pauses: pausesOf(group),
  };
}

/** The smallest value that at least so many per cent of the ascending values do not exceed. */
const rank = (ascending: readonly number[], percent: number): number =>
  ascending[Math.max(0, Math.ceil((ascending.length * percent) / 100) - 1)] ?? 0;

function pausesOf(group: readonly Kept[]): ReviewRow['pauses'] {
  const sums = new Map<string, { cases: Set<ReviewCase>; ms: number }>();
  for (const { of } of group)
    for (const { reason, ms } of of.pauses) {
      const sum = sums.get(reason) ?? { cases: new Set(), ms: 0 };
      sums.set(reason, { cases: sum.cases.add(of), ms: sum.ms + ms });
    }
  return [...sums]
    .map(([reason, { cases, ms }]) => ({ reason, cases: cases.size, ms }))
    .sort((one, other) => other.ms - one.ms || (one.reason < other.reason ? -1 : 1));
}

const targets: readonly string[] = [HANDOVER, RESPONSE, ...caseLegs.map(legTarget)];

function byPolicyAndTarget(one: ReviewRow, other: ReviewRow): number {
  if (one.policyId === other.policyId) return targets.indexOf(one.target) - targets.indexOf(other.target);
  const [a, b] = [JSON.stringify([one.name, one.policyId]), JSON.stringify([other.name, other.policyId])];
  return a < b ? -1 : 1;
}
