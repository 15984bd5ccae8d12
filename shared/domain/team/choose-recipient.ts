import type { Instant } from '../../kernel/instant.ts';
import { type Agent, absenceAt, isOnDuty, speaks } from './agent.ts';
import { calibratedShare } from './settling.ts';

export type Recipient = {
  readonly agentId: string;
  readonly reason: 'owner-on-duty' | 'cover-on-duty' | 'nobody-on-duty' | 'handed-over';
};

/** Somebody's work, and who is there. */
export type Standing = {
  readonly owner: Agent;
  readonly language: string;
  readonly agents: readonly Agent[];
  readonly now: Instant;
};

/**
 * Who hears of a change at once: the owner when on duty; else the cover named for the absence; else whoever on duty
 * speaks the account's language and has the smallest share; else the owner all the same, since silence is worse.
 */
export function chooseRecipient({ owner, language, agents, now }: Standing): Recipient {
  if (isOnDuty(owner, now)) return { agentId: owner.id, reason: 'owner-on-duty' };
  const named = agents.find(agent => agent.id === absenceAt(owner, now)?.coverId);
  if (named && isOnDuty(named, now)) return { agentId: named.id, reason: 'cover-on-duty' };
  const [cover] = coversOf({ owner, language, agents, now }).filter(agent => isOnDuty(agent, now));
  return cover
    ? { agentId: cover.id, reason: 'cover-on-duty' }
    : { agentId: owner.id, reason: 'nobody-on-duty' };
}

/** Colleagues of the roster who speak the language and are not absent: those on duty first, then the smallest share. */
export const coversOf = ({ owner, language, agents, now }: Standing): Agent[] =>
  agents
    .filter(
      agent =>
        agent.id !== owner.id &&
        agent.active &&
        agent.roles.includes('agent') &&
        speaks(agent, language) &&
        absenceAt(agent, now) === undefined,
    )
    .sort(
      (a, b) =>
        Number(isOnDuty(b, now)) - Number(isOnDuty(a, now)) ||
        calibratedShare(a, now) - calibratedShare(b, now) ||
        (a.id < b.id ? -1 : 1),
    );
