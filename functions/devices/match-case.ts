import { type MatchedPolicy, matchPolicy } from '../../shared/domain/devices/match-policy.ts';
import { type PolicySnapshot, snapshotOf } from '../../shared/domain/devices/policy.ts';
import type { DamageKind } from '../../shared/events/device-events.ts';
import { listCalendars, loadPolicies } from '../../shared/store/promise-store.ts';
import type { Table } from '../../shared/store/table.ts';

export type MatchAsked = {
  readonly accountId: string;
  readonly segment: string;
  readonly damage: DamageKind;
  readonly site?: string;
  readonly product?: string;
};

/** The policy that a case gets now, in its present version and with the present versions of its calendars; and why. */
export async function matchCase(
  table: Table,
  asked: MatchAsked,
): Promise<{ policy: PolicySnapshot | undefined; matching: readonly MatchedPolicy[] }> {
  const [policies, calendars] = await Promise.all([loadPolicies(table), listCalendars(table)]);
  const versions = new Map(calendars.map(({ id, version }) => [id, version]));
  const { policy, ranking } = matchPolicy(policies, asked);
  const keyOf = (id: string) => (id === 'always' ? id : `${id}@${versions.get(id) ?? 0}`);
  return { policy: policy && snapshotOf(policy, keyOf), matching: ranking };
}
