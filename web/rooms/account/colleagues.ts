import type { AgentView } from '../../../shared/contracts/team-contract.ts';

const sameLanguage = (one: string, other: string) => one.split('-')[0] === other.split('-')[0];

export type Colleague = {
  readonly agent: AgentView;
  readonly speaks: boolean;
  readonly full: boolean;
};

/**
 * Who an account can be given to: agents who work here, but for its owner. Those who speak its language come first, among
 * them those with room, then by name.
 */
export function colleaguesFor(
  agents: readonly AgentView[],
  { language, ownerId }: { readonly language: string | undefined; readonly ownerId: string | undefined },
): readonly Colleague[] {
  const speaks = (agent: AgentView) =>
    language === undefined || agent.languages.some(spoken => sameLanguage(spoken, language));
  return agents
    .filter(agent => agent.active && agent.id !== ownerId && agent.roles.includes('agent'))
    .map(agent => ({ agent, speaks: speaks(agent), full: agent.book >= agent.capacity }))
    .toSorted(
      (one, other) =>
        Number(other.speaks) - Number(one.speaks) ||
        Number(one.full) - Number(other.full) ||
        one.agent.name.localeCompare(other.agent.name),
    );
}
