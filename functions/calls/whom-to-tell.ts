import type { Call } from '../../shared/domain/calls/call.ts';
import { mayCall } from '../../shared/domain/calls/promise-now.ts';
import { type Agent, isOnDuty } from '../../shared/domain/team/agent.ts';
import { chooseRecipient } from '../../shared/domain/team/choose-recipient.ts';
import { calibratedShare } from '../../shared/domain/team/settling.ts';
import type { Instant } from '../../shared/kernel/instant.ts';

type Asked = { readonly agents: readonly Agent[]; readonly now: Instant };

/** Who hears of a call: whoever has it or covers for them; of nobody's call, who works, speaks the language and has least; else the leads. */
export function tellOf(call: Pick<Call, 'agentId' | 'language'>, { agents, now }: Asked): string[] {
  const holder = agents.find(({ id, active }) => active && id === call.agentId);
  if (holder) {
    return [chooseRecipient({ owner: holder, language: call.language, agents, now }).agentId];
  }
  const [first] = coversOn(call.language, { agents, now });
  return first ? [first] : leadsOf({ agents, now });
}

/** Those who work now and speak the language, but for some, the one with the smallest share first. */
export const coversOn = (
  language: string,
  { agents, now, but = [] }: Asked & { but?: readonly string[] },
): string[] =>
  agents
    .filter(agent => mayCall(agent, language) && isOnDuty(agent, now) && !but.includes(agent.id))
    .sort((a, b) => calibratedShare(a, now) - calibratedShare(b, now) || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);

/** The leads who work now, or all of them when none does. */
export function leadsOf({ agents, now }: Asked): string[] {
  const leads = agents.filter(({ active, roles }) => active && roles.includes('lead'));
  const there = leads.filter(agent => isOnDuty(agent, now));
  return (there.length > 0 ? there : leads).map(({ id }) => id);
}

/** Each once, whoever is among them twice. */
export const each = (...ids: readonly (readonly string[])[]): string[] => [...new Set(ids.flat())];
