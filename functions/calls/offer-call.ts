import { openItems } from '../../shared/domain/calls/call.ts';
import type { CallCommand } from '../../shared/domain/calls/call-commands.ts';
import { callRules } from '../../shared/domain/calls/call-rules.ts';
import { chooseFreeAgents, type FreeRanked, isFree } from '../../shared/domain/calls/choose-free-agents.ts';
import { mayCall, nextOnDuty } from '../../shared/domain/calls/promise-now.ts';
import { isOnDuty } from '../../shared/domain/team/agent.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { agentLoads } from './agent-loads.ts';

export type OfferPlan = {
  readonly command: Extract<CallCommand, { do: 'offer' }>;
  /** Everybody and why they are asked or not, for the history. */
  readonly reason: Readonly<Record<string, unknown>>;
};

/**
 * To whom a call that is wanted now goes: first to the best few who are free, from the second round on to all of them.
 * While nobody works who speaks the language it waits for the next one to come; else it is tried again after the pause.
 */
export async function offerCall({ table, clock }: Ports, call: StoredCall): Promise<OfferPlan> {
  const now = clock.now();
  const [agents, ownership, { calls, team }] = await Promise.all([
    loadRoster(table),
    loadOwnership(table, call.accountId),
    loadSettings(table),
  ]);
  const rules = callRules(calls);
  const span = rules.minutesFor(openItems(call)[0]?.kind ?? 'callback') * MINUTE;
  const onDuty = agents.filter(agent => isOnDuty(agent, now));
  const ranked = chooseFreeAgents({
    ...{ language: call.language, fallbackLanguages: team.fallbackLanguages, agents, now, span },
    ...(ownership?.ownerId === undefined ? {} : { ownerId: ownership.ownerId }),
    loads: await agentLoads(table, onDuty, { now, span }),
  });
  const free = ranked.filter(isFree).map(({ agentId }) => agentId);
  const round = (call.offer?.round ?? 0) + 1;
  const to = round === 1 ? free.slice(0, rules.offerTo) : free;
  const language = ranked[0]?.language ?? call.language;
  const there = onDuty.some(agent => mayCall(agent, language));
  const pause = now + rules.widenSeconds * SECOND;
  const until = there ? pause : opensAt(nextOnDuty(agents, language, now), pause);
  return {
    command: { do: 'offer', to, until },
    reason: { round, to, until, ranking: ranked.map(shown) },
  };
}

/** Nobody in sight: somebody may be added to the roster any time. */
const opensAt = (opening: Instant | undefined, pause: Instant): Instant =>
  Math.max(pause, opening ?? pause + HOUR);

const shown = ({ agentId, reason, share, open }: FreeRanked) => ({ agentId, reason, share, open });
