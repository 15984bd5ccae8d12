import type { AgentView } from '../../../shared/contracts/team-contract.ts';

export type Colleagues = {
  /** Who speaks the customer's language. */
  readonly speaking: readonly AgentView[];
  readonly others: readonly AgentView[];
};

const base = (tag: string): string => tag.split('-')[0]?.toLowerCase() ?? tag;

/** How well somebody speaks a language: its place among theirs, or nowhere. */
const placeOf = ({ languages }: AgentView, language: string): number =>
  languages.findIndex(tag => base(tag) === base(language));

/**
 * To whom work may be given: everybody active who takes work, without oneself. Those who speak the customer's language
 * come first, and among equals who is on duty, then who has the language further up, then by name.
 */
export function colleaguesFor(
  agents: readonly AgentView[],
  { language, me }: { readonly language: string; readonly me: string | undefined },
): Colleagues {
  const able = agents.filter(({ id, active, roles }) => active && id !== me && roles.includes('agent'));
  const ordered = able.toSorted(
    (one, other) =>
      Number(other.onDuty) - Number(one.onDuty) ||
      placeOf(one, language) - placeOf(other, language) ||
      one.name.localeCompare(other.name),
  );
  return {
    speaking: ordered.filter(agent => placeOf(agent, language) >= 0),
    others: ordered.filter(agent => placeOf(agent, language) < 0),
  };
}
