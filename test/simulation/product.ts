import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { takeInFact } from '../../functions/accounts/take-in-fact.ts';
import { answerFact as answerTeamFact } from '../../functions/team/answer-fact.ts';
import { answerTick as answerTeamTick } from '../../functions/team/answer-tick.ts';
import { settingsSchema } from '../../shared/contracts/settings.ts';
import type { Table } from '../../shared/store/table.ts';
import { agentWrites } from '../../shared/store/roster-store.ts';
import { settingsKey } from '../../shared/store/keys.ts';
import type { Wiring } from './world.ts';

/** The product's own use cases behind their queues. */
export const product: Wiring = {
  facts: { accounts: takeInFact, team: answerTeamFact },
  ticks: { 'team-clock': answerTeamTick },
};

const example = settingsSchema.parse(
  parse(readFileSync(new URL('../../settings/example.yaml', import.meta.url), 'utf8')),
);
export const agentIds = Object.keys(example.agents);

/** Puts the example company with its team into the table, as the first `settings apply` does. */
export async function seedCompany(table: Table): Promise<void> {
  const { agents, ...settings } = example;
  const put = { ...settingsKey, type: 'settings', settings, version: 1 };
  await table.commit({ commitId: 'seed', writes: [{ do: 'put', row: put }] });
  for (const [id, agent] of Object.entries(agents))
    await table.commit({
      commitId: `seed-${id}`,
      writes: agentWrites({ ...agent, id, absences: {}, active: true } as never, undefined),
    });
}

/** Consumers that keep a journal and are wired. */
export const wired = (['accounts', 'team', 'notifications'] as const).filter(name => product.facts[name]);
