import { putSchedule } from '../../functions/duty/put-schedule.ts';
import { putChain } from '../../functions/notifications/put-chain.ts';
import { startRounds } from '../../functions/outreach/start-rounds.ts';
import { putCalendar } from '../../functions/promises/put-calendar.ts';
import { putPolicy } from '../../functions/promises/put-policy.ts';
import { putAgent } from '../../functions/team/edit-agent.ts';
import type { DepotInput } from '../../shared/contracts/depots-contract.ts';
import type { Settings } from '../../shared/contracts/settings.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadKeptChains } from '../../shared/store/chain-store.ts';
import { loadSchedules } from '../../shared/store/duty-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { listCalendars, loadDepots, loadPolicies, promiseWrites } from '../../shared/store/promise-store.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { type SeedPart, saveSettings } from '../../shared/store/settings-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { ToolError } from './command.ts';

/** Parts that live in rows of their own, each after what it may name. */
export const seedParts = [
  'agents',
  'calendars',
  'schedules',
  'chains',
  'depots',
  'policies',
] as const satisfies readonly SeedPart[];
export type Seeded = Readonly<Record<SeedPart, readonly string[]>>;

/** The rows of the parts as they stand in the table. */
export async function loadSeeds(table: Table) {
  const [agents, calendars, schedules, chains, depots, policies] = await Promise.all([
    loadRoster(table),
    listCalendars(table),
    loadSchedules(table),
    loadKeptChains(table),
    loadDepots(table),
    loadPolicies(table),
  ]);
  return { agents, calendars, schedules, chains, depots, policies };
}

/**
 * Writes the settings and adds those agents, calendars, schedules, chains, depots and policies of the file that are not there yet;
 * what is there stays as it is. Answers the ids of what was added.
 */
export async function seedSettings(ports: Ports, settings: Settings, principal: string): Promise<Seeded> {
  const { agents, calendars, schedules = {}, chains, policies, depots, ...kept } = settings;
  const saved = await saveSettings(ports, kept);
  if (!saved.done)
    throw new ToolError(
      'The settings were just changed by somebody else: look at the difference and apply again.',
    );
  if (kept.outreach) await startRounds(ports);
  const held = await loadSeeds(ports.table);
  const add = async <T>(
    part: SeedPart,
    inputs: Readonly<Record<string, T>>,
    put: (id: string, input: T) => Promise<Outcome<unknown, string>>,
  ): Promise<string[]> => {
    const there = new Set(held[part].map(({ id }) => id));
    const added = Object.entries(inputs).filter(([id]) => !there.has(id));
    for (const [id, input] of added) assertPut(`${part}.${id}`, await put(id, input));
    return added.map(([id]) => id);
  };
  return {
    agents: await add('agents', agents, (agentId, input) => putAgent(ports, { agentId, input, principal })),
    calendars: await add('calendars', calendars, (calendarId, input) =>
      putCalendar(ports, { calendarId, input, principal }),
    ),
    schedules: await add('schedules', schedules, (scheduleId, input) =>
      putSchedule(ports, { scheduleId, input, read: undefined, principal }),
    ),
    chains: await add('chains', chains, (chainId, input) => putChain(ports, { chainId, input, principal })),
    depots: await add('depots', depots, (id, input) => addDepot(ports, { id, input, principal })),
    policies: await add('policies', policies, (policyId, input) =>
      putPolicy(ports, { policyId, input, principal }),
    ),
  };
}

async function addDepot(
  { table, clock, ids }: Ports,
  { id, input, principal }: { id: string; input: DepotInput; principal: string },
): Promise<Outcome<true, string>> {
  const depot = { ...input, id, changedAt: clock.now(), changedBy: principal };
  const answer = await table.commit({
    commitId: ids.random('cmt'),
    writes: promiseWrites('depot', depot, undefined),
  });
  return answer.done ? accepted(true) : refused(answer.refusal);
}

function assertPut(what: string, put: Outcome<unknown, string>): void {
  if (put.ok) return;
  const why = put.detail?.['problem'] ?? put.refusal.replaceAll('-', ' ');
  throw new ToolError(`${what} could not be added: ${why}`);
}
