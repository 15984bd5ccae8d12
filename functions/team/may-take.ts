import { speaks } from '../../shared/domain/team/agent.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { StoredAgent } from '../../shared/store/roster-store.ts';

export type MayTake = 'not-on-roster' | 'other-language';

/** Whether somebody may take on work in a language: an agent of the roster who speaks it. A language nobody told is everybody's. */
export function mayTake(
  agent: StoredAgent | undefined,
  language: string | undefined,
  field?: string,
): Outcome<StoredAgent, MayTake> {
  const at = field === undefined ? {} : { field };
  if (!agent?.active || !agent.roles.includes('agent'))
    return refused('not-on-roster', {
      ...at,
      problem: 'Only an agent of the roster takes on accounts and tasks.',
    });
  if (language !== undefined && !speaks({ ...agent, book: 0 }, language))
    return refused('other-language', { ...at, problem: `${agent.name} does not speak ${language}.` });
  return accepted(agent);
}
