import type { CalendarView, PolicyView } from '../../shared/contracts/promises-contract.ts';
import { inTurn } from '../../shared/domain/devices/match-policy.ts';
import { knownRegions } from '../../shared/domain/time/holidays.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { listCalendars, loadPolicies, loadPolicy } from '../../shared/store/promise-store.ts';
import { calendarView, policyView } from './view.ts';

type Calendars = { calendars: CalendarView[]; regions: { country: string; regions: string[] }[] };

/** The calendars by name, and whose holidays are known. */
export async function readCalendars({ table, clock }: Ports): Promise<Calendars> {
  const calendars = (await listCalendars(table)).map(calendar => calendarView(calendar, clock.now()));
  return {
    calendars: calendars.sort((one, other) => (one.name < other.name ? -1 : 1)),
    regions: Object.entries(knownRegions()).map(([country, regions]) => ({ country, regions: [...regions] })),
  };
}

/** The policies in the order in which they are tried; those that are switched off stand last. */
export async function readPolicies({ table }: Ports): Promise<PolicyView[]> {
  const policies = (await loadPolicies(table)).toSorted(
    (one, other) => Number(other.active) - Number(one.active) || inTurn(one, other),
  );
  return policies.map(policyView);
}

export async function readPolicy(
  { table }: Ports,
  policyId: string,
): Promise<Outcome<PolicyView, 'not-found'>> {
  const policy = await loadPolicy(table, policyId);
  return policy ? accepted(policyView(policy)) : refused('not-found');
}
