import type { Instant } from '../../kernel/instant.ts';
import { type Agent, absenceAt, isOnDuty, shareOf, speaks } from './agent.ts';

export type Recipient = {
  readonly agentId: string;
  readonly reason: 'owner-on-duty' | 'cover-on-duty' | 'nobody-on-duty';
};

/**
 * Who hears of a change at once: the owner when on duty; else the cover named for the absence; else whoever on duty
 * speaks the account's language and has the smallest share; else the owner all the same, since silence is worse.
 */
export function chooseRecipient(given: {
  owner: Agent;
  language: string;
  agents: readonly Agent[];
  now: Instant;
}): Recipient {
  const { owner, language, agents, now } = given;
  if (isOnDuty(owner, now)) return { agentId: owner.id, reason: 'owner-on-duty' };
  const named = agents.find(agent => agent.id === absenceAt(owner, now)?.coverId);
  if (named && isOnDuty(named, now)) return { agentId: named.id, reason: 'cover-on-duty' };
  const cover = agents
    .filter(
      agent =>
        agent.id !== owner.id &&
        agent.roles.includes('agent') &&
        speaks(agent, language) &&
        isOnDuty(agent, now),
    )
    .sort((a, b) => shareOf(a) - shareOf(b) || (a.id < b.id ? -1 : 1))[0];
  return cover
    ? { agentId: cover.id, reason: 'cover-on-duty' }
    : { agentId: owner.id, reason: 'nobody-on-duty' };
}
