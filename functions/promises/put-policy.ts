import type { PolicyInput } from '../../shared/contracts/promises-contract.ts';
import { checkPolicy, type Known, type PolicyRefusal } from '../../shared/domain/devices/check-policy.ts';
import type { Outcome } from '../../shared/kernel/outcome.ts';
import { loadChains } from '../../shared/store/chain-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import {
  listCalendars,
  loadDepots,
  loadPolicy,
  type StoredPolicy,
  specOf,
} from '../../shared/store/promise-store.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { keepVersion } from './keep-version.ts';
import { inBody } from './save-calendar.ts';

/** Writes a policy as a new version, when it can be kept and all that it names is there. */
export async function putPolicy(
  ports: Ports,
  given: { policyId: string; input: PolicyInput; principal: string },
): Promise<Outcome<StoredPolicy, PolicyRefusal | 'stale'>> {
  const { policyId, input, principal } = given;
  const [known, held] = await Promise.all([knownIn(ports.table), loadPolicy(ports.table, policyId)]);
  const checked = checkPolicy(input, known, ports.clock.now());
  if (!checked.ok) return inBody(checked);
  return keepVersion(ports, 'policy', {
    value: { ...input, id: policyId },
    held,
    principal,
    decision: 'policy-edited',
  });
}

/** What a policy may name, as the table has it now. */
async function knownIn(table: Table): Promise<Known> {
  const [calendars, depots, chains, agents] = await Promise.all([
    listCalendars(table),
    loadDepots(table),
    loadChains(table),
    loadRoster(table),
  ]);
  return {
    calendars: new Map(calendars.map(calendar => [calendar.id, specOf(calendar)])),
    depots: new Set(depots.map(({ id }) => id)),
    chains: new Set(chains.map(({ id }) => id)),
    agents: new Set(agents.filter(({ active }) => active).map(({ id }) => id)),
  };
}
