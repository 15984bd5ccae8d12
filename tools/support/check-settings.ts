import { closedDays } from '../../functions/promises/closed-days.ts';
import type { Settings } from '../../shared/contracts/settings.ts';
import { checkPolicy } from '../../shared/domain/devices/check-policy.ts';
import { checkChain } from '../../shared/domain/notifications/escalation-chain.ts';
import { straysIn } from '../../shared/domain/notifications/escalation-names.ts';
import { checkClaimRules } from '../../shared/domain/outreach/check-claim-rules.ts';
import { checkSchedule } from '../../shared/domain/team/duty-schedule.ts';
import { type CalendarSpec, checkCalendar } from '../../shared/domain/time/calendar-spec.ts';
import { isKnownZone } from '../../shared/domain/time/working-hours.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Refused } from '../../shared/kernel/outcome.ts';
import { type StoredCalendar, specOf } from '../../shared/store/promise-store.ts';

/** What the shape of a settings file does not say: one line for each place that names what is not there, or cannot be kept. */
export function faultsIn(settings: Settings, now: Instant): string[] {
  const { specs, faults } = calendarsIn(settings, now);
  return [
    ...zonesIn(settings),
    ...schedulesIn(settings, now),
    ...chainsIn(settings),
    ...checkClaimRules(settings.outreach?.claimRules ?? []).map(fault => told('outreach', fault)),
    ...faults,
    ...depotsIn(settings),
    // Policies are checked against calendars that can be counted in.
    ...(faults.length === 0 ? policiesIn(settings, specs, now) : []),
  ];
}

const told = (path: string, { refusal, detail }: Refused<string>): string =>
  `${path}.${detail?.['field'] ?? ''}: ${detail?.['problem'] ?? refusal.replaceAll('-', ' ')}`;

function zonesIn({ company, agents, depots }: Settings): string[] {
  const zones: (readonly [string, string])[] = [
    ['company', company.zone],
    ...Object.entries(agents).map(([id, { zone }]) => [`agents.${id}`, zone] as const),
    ...Object.entries(depots).map(([id, { zone }]) => [`depots.${id}`, zone] as const),
  ];
  return zones
    .filter(([, zone]) => !isKnownZone(zone))
    .map(([path, zone]) => `${path}.zone: ${zone} is no zone we know`);
}

function schedulesIn({ schedules = {}, agents }: Settings, now: Instant): string[] {
  const active = new Set(Object.keys(agents).filter(id => agents[id]?.active));
  return Object.entries(schedules).flatMap(([id, schedule]) => {
    const checked = checkSchedule(schedule, { agents: active, now });
    return checked.ok ? [] : [told(`schedules.${id}`, checked)];
  });
}

function chainsIn({ chains, agents, schedules, calendars }: Settings): string[] {
  const known = {
    agents: new Set(Object.keys(agents).filter(id => agents[id]?.active)),
    schedules: new Set(Object.keys(schedules ?? {})),
    calendars: new Set(Object.keys(calendars)),
  };
  return Object.entries(chains).flatMap(([id, chain]) => {
    const checked = checkChain(chain);
    const strays = straysIn(chain, known).map(({ field, problem }) => `chains.${id}.${field}: ${problem}`);
    return [...(checked.ok ? [] : [told(`chains.${id}`, checked)]), ...strays];
  });
}

type Specs = ReadonlyMap<string, CalendarSpec>;

function calendarsIn({ calendars }: Settings, now: Instant): { specs: Specs; faults: string[] } {
  const specs = new Map<string, CalendarSpec>();
  const faults = Object.entries(calendars).flatMap(([id, input]) => {
    if (id === 'always') return ['calendars.always: choose another id, always never closes'];
    const days = closedDays(input, []);
    if (!days.ok) return [told(`calendars.${id}`, days)];
    const checked = checkCalendar(
      specOf({ ...input, id, closedDays: days.value } as unknown as StoredCalendar),
      now,
    );
    if (!checked.ok) return [told(`calendars.${id}`, checked)];
    specs.set(id, checked.value);
    return [];
  });
  return { specs, faults };
}

function policiesIn(
  { policies, depots, chains, agents }: Settings,
  calendars: Specs,
  now: Instant,
): string[] {
  const known = {
    calendars,
    depots: new Set(Object.keys(depots)),
    chains: new Set(Object.keys(chains)),
    agents: new Set(Object.keys(agents)),
  };
  return Object.entries(policies).flatMap(([id, policy]) => {
    const checked = checkPolicy(policy, known, now);
    return checked.ok ? [] : [told(`policies.${id}`, checked)];
  });
}

function depotsIn({ depots, agents, policies }: Settings): string[] {
  return Object.entries(depots).flatMap(([id, { clerks, models }]) => [
    ...clerks
      .filter(clerk => !Object.hasOwn(agents, clerk))
      .map(clerk => `depots.${id}.clerks: there is no agent ${clerk}`),
    ...Object.entries(models).flatMap(([model, { floors }]) =>
      Object.keys(floors)
        .filter(policy => !Object.hasOwn(policies, policy))
        .map(policy => `depots.${id}.models.${model}.floors: there is no policy ${policy}`),
    ),
  ]);
}
