import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { closedDays } from '../../functions/promises/closed-days.ts';
import { type Settings, settingsSchema } from '../../shared/contracts/settings.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { chainWrites } from '../../shared/store/chain-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { promiseWrites } from '../../shared/store/promise-store.ts';
import { agentWrites } from '../../shared/store/roster-store.ts';
import { saveSettings, withoutSeeds } from '../../shared/store/settings-store.ts';
import type { Write } from '../../shared/store/table.ts';

let example: unknown;
/** The example's settings, anew each time: a test may change them as it likes. */
export function exampleSettings(): Settings {
  const file = new URL('../../settings/example.yaml', import.meta.url);
  example ??= parse(readFileSync(file, 'utf8'), { merge: true });
  return settingsSchema.parse(example);
}

const always = [['00:00', '24:00']] as const;
export const roundTheClock = {
  mon: always,
  tue: always,
  wed: always,
  thu: always,
  fri: always,
  sat: always,
  sun: always,
};

/** An agent who speaks German, works round the clock and has room; changed where a test says so. */
export const anAgent = (id: string, given: Partial<Agent> = {}): Agent => ({
  id,
  name: id,
  languages: ['de'],
  roles: ['agent'],
  products: ['repricer'],
  zone: 'Europe/Berlin',
  hours: roundTheClock,
  absences: {},
  capacity: 100,
  weight: 1,
  active: true,
  book: 0,
  ...given,
});

const promises = (settings: Settings): Write[] => {
  const first = { changedAt: 0, changedBy: 'seed' };
  return [
    ...Object.entries(settings.calendars).flatMap(([id, input]) => {
      const days = closedDays(input, []);
      if (!days.ok) throw new Error(`calendar ${id}: ${days.refusal}`);
      return promiseWrites('calendar', { ...input, ...first, id, closedDays: days.value }, undefined);
    }),
    ...Object.entries(settings.policies).flatMap(([id, input]) =>
      promiseWrites('policy', { ...input, ...first, id }, undefined),
    ),
    ...Object.entries(settings.chains).flatMap(([id, chain]) =>
      chainWrites({ ...chain, ...first, id }, undefined),
    ),
    ...Object.entries(settings.depots).flatMap(([id, input]) =>
      promiseWrites('depot', { ...input, ...first, id }, undefined),
    ),
  ];
};

/** Seeds a table with the example settings, a roster, and calendars, chains, policies and depots in their first version. */
export async function seedTeam(
  ports: Ports,
  agents: readonly Agent[],
  settings: Settings = exampleSettings(),
): Promise<void> {
  await saveSettings(ports, withoutSeeds(settings));
  const writes = promises(settings);
  if (writes.length > 0) await seed(ports, writes, 'calendars, chains, policies and depots');
  for (const { book: _book, ...agent } of agents)
    await seed(ports, agentWrites({ ...agent, email: `${agent.id}@acorn.example` }, undefined), agent.id);
}

async function seed({ table, ids }: Ports, writes: readonly Write[], what: string): Promise<void> {
  const answer = await table.commit({ commitId: ids.random('cmt'), writes });
  if (!answer.done) throw new Error(`could not seed ${what}: ${answer.refusal}`);
}
