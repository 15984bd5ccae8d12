import type { DataOf } from '../../shared/events/define-event.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { type channelSwitchedOff, notificationWanted } from '../../shared/events/team-events.ts';
import { journal } from '../../shared/store/journal.ts';
import { agentPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';

/** A colleague cannot be reached by a channel any more: every lead hears of it, in the colleague's first language. */
export async function tellLeads(
  { table, clock, ids }: Ports,
  fact: Fact<DataOf<typeof channelSwitchedOff>>,
): Promise<Attempt> {
  const { agentId, channel, why } = fact.data;
  const agents = await loadRoster(table);
  const language = agents.find(({ id }) => id === agentId)?.languages[0] ?? 'en';
  const leads = agents.filter(({ active, roles }) => active && roles.includes('lead'));
  const subject = { subjectKind: 'agent', subjectId: agentId } as const;
  const decision = 'leads-told';
  const entry = journal({
    ...{ pk: agentPk(agentId), capability: 'team', fact, decision, now: clock.now() },
    reason: { channel, why },
    follows: leads.map(({ id }) =>
      notificationWanted.of({ recipientId: id, kind: 'channel-off', language, reason: 'lead', ...subject }),
    ),
  });
  const answer = await table.commit({ commitId: ids.random('cmt'), writes: [entry] });
  return { answer, decision, detail: { agent: agentId, channel } };
}
