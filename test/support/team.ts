import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Settings, settingsSchema } from '../../shared/contracts/settings.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { agentWrites } from '../../shared/store/roster-store.ts';
import { saveSettings } from '../../shared/store/settings-store.ts';

export const exampleSettings = (): Settings =>
  settingsSchema.parse(
    parse(readFileSync(new URL('../../settings/example.yaml', import.meta.url), 'utf8'), { merge: true }),
  );

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

/** Seeds a table with the example settings and a roster. */
export async function seedTeam(
  ports: Ports,
  agents: readonly Agent[],
  settings: Settings = exampleSettings(),
): Promise<void> {
  const { agents: _first, ...kept } = settings;
  await saveSettings(ports, kept);
  for (const { book: _book, ...agent } of agents) {
    const writes = agentWrites({ ...agent, email: `${agent.id}@acorn.example` }, undefined);
    const answer = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
    if (!answer.done) throw new Error(`could not seed ${agent.id}: ${answer.refusal}`);
  }
}
