import type { AssignmentView } from '../../shared/contracts/accounts-contract.ts';
import type { AgentView } from '../../shared/contracts/team-contract.ts';
import { type Agent, isOnDuty } from '../../shared/domain/team/agent.ts';
import { creditAt } from '../../shared/domain/team/settling.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent, loadBook, loadRoster, type StoredAgent } from '../../shared/store/roster-store.ts';

/** The roster by name. */
export async function readRoster({ table, clock }: Ports): Promise<AgentView[]> {
  const agents = await loadRoster(table);
  return agents.map(agent => viewOf(agent, clock.now())).sort((a, b) => (a.name < b.name ? -1 : 1));
}

export async function readAgent(
  { table, clock }: Ports,
  agentId: string,
): Promise<Outcome<AgentView, 'not-found'>> {
  const [agent, book] = await Promise.all([loadAgent(table, agentId), loadBook(table, agentId)]);
  return agent ? accepted(viewOf({ ...agent, book }, clock.now())) : refused('not-found');
}

function viewOf(agent: Agent & StoredAgent, now: number): AgentView {
  const {
    id,
    name,
    email,
    roles,
    languages,
    zone,
    hours,
    products,
    capacity,
    weight,
    active,
    absences,
    book,
    version,
  } = agent;
  return {
    id,
    name,
    email,
    roles: [...roles] as AgentView['roles'],
    languages: [...languages],
    zone,
    hours: hours as AgentView['hours'],
    products: [...products],
    capacity,
    weight,
    active,
    absences: Object.entries(absences).map(([absenceId, absence]) => ({
      id: absenceId,
      from: formatInstant(absence.from),
      to: formatInstant(absence.to),
      ...(absence.coverId === undefined ? {} : { coverId: absence.coverId }),
    })),
    book,
    ...settlingView(agent, now),
    onDuty: isOnDuty(agent, now),
    version,
  };
}

/** Accounts that count as theirs while they settle in, as of now. */
export function settlingView(agent: StoredAgent, now: number): Pick<AgentView, 'settling'> {
  const credit = Math.round(creditAt(agent, now) * 100) / 100;
  if (!agent.settling || credit === 0) return {};
  return { settling: { credit, until: formatInstant(agent.settling.until) } };
}

/** Why this agent: the ranking as it was when the decision fell. */
export async function readAssignment(
  { table }: Ports,
  accountId: string,
): Promise<Outcome<AssignmentView, 'not-found'>> {
  const held = await loadOwnership(table, accountId);
  if (!held) return refused('not-found');
  const owner = held.ownerId === undefined ? undefined : await loadAgent(table, held.ownerId);
  return accepted({
    accountId,
    ...(held.ownerId === undefined ? {} : { ownerId: held.ownerId, ownerName: owner?.name ?? held.ownerId }),
    language: held.language,
    reason: held.reason,
    ...(held.rule === undefined ? {} : { rule: held.rule }),
    ...(held.by === undefined ? {} : { by: held.by }),
    ...(held.why === undefined ? {} : { why: held.why }),
    decidedAt: formatInstant(held.decidedAt),
    version: held.version,
    ranking: held.ranking.map(ranked => ({ ...ranked })),
  });
}
