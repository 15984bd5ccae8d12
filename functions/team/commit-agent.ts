import { awayAt } from '../../shared/domain/team/absences.ts';
import { SETTLE_DAYS, settlingOf } from '../../shared/domain/team/settling.ts';
import { command, NO_ACCOUNT } from '../../shared/events/envelope.ts';
import { agentChanged } from '../../shared/events/team-events.ts';
import type { EventId } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { isSameData } from '../../shared/kernel/same-data.ts';
import { firstLook } from '../../shared/store/absence-timers.ts';
import { arm, disarm, journal } from '../../shared/store/journal.ts';
import { agentPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import {
  agentWrites,
  loadAgent,
  loadBook,
  loadRoster,
  type StoredAgent,
} from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { Write } from '../../shared/store/table.ts';
import { LOOK_AGAIN } from './look-again.ts';

export type EditRefusal = 'not-found' | 'unknown-zone' | 'unknown-cover' | 'email-taken' | 'stale';
export type Edited = Omit<StoredAgent, 'version'>;

type Edit = {
  readonly agentId: string;
  readonly principal: string;
  decide(held: StoredAgent | undefined): Outcome<Edited, EditRefusal>;
  /** What else is written when the agent is. */
  also?(held: StoredAgent | undefined, at: { agentVersion: number; now: number }): Write[];
};

/** Reads an agent, decides and writes it with what follows, in one commit; nothing where all of it stands there already. */
export async function commitAgent(ports: Ports, edit: Edit): Promise<Outcome<Edited, EditRefusal>> {
  const { agentId, principal } = edit;
  const held = await loadAgent(ports.table, agentId);
  const decided = edit.decide(held);
  if (!decided.ok) return decided;
  const now = ports.clock.now();
  const { version: _read, ...edited } = { version: 0, ...decided.value };
  const agent = await settled(ports, edited, held);
  // Said again, as when an answer was lost: it stands there already.
  if (held && isSameData({ ...agent, version: held.version }, held)) return accepted(agent);
  const agentVersion = (held?.version ?? 0) + 1;
  const fact = command({
    ...{
      id: ports.ids.random('evt') as EventId,
      name: 'agent.edited',
      accountId: NO_ACCOUNT,
      principal,
      now,
    },
  });
  const also = edit.also?.(held, { agentVersion, now }) ?? [];
  const entry = journal({
    ...{ pk: agentPk(agentId), capability: 'team', fact, decision: 'agent-edited', now },
    reason: { by: principal },
    follows: [agentChanged.of({ agentId, agentVersion })],
  });
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [entry, ...agentWrites(agent, held), ...looksFor(agent, held, now), ...also],
  });
  // The event id is our own: an answer that got lost before is the only way to meet it.
  if (answer.done || answer.refusal === 'already-done') return accepted(agent);
  return answer.refusal === 'email-taken'
    ? refused('email-taken', { field: 'body.email', problem: 'Another agent has this address.' })
    : refused('stale', { problem: 'The agent was just edited by somebody else; look again.' });
}

/** Whoever leaves is looked after until nothing of theirs comes to light any more. */
function looksFor(agent: Edited, held: StoredAgent | undefined, now: number): Write[] {
  const pk = agentPk(agent.id);
  if (agent.active) return held?.active === false ? [disarm(pk, 'agent.left-look')] : [];
  const epoch = firstLook((held?.version ?? 0) + 1);
  return held?.active ? [arm({ pk, kind: 'agent.left-look', epoch, dueAt: now + LOOK_AGAIN, now })] : [];
}

/** The agent as they are to be written: whoever joins or comes back from a long absence settles in from now on. */
export async function settled(
  { table, clock }: Ports,
  agent: Edited,
  held: StoredAgent | undefined,
): Promise<Edited> {
  const now = clock.now();
  const joins = agent.active && held?.active !== true;
  const returns = agent.handedOnAt !== undefined && awayAt(agent, now) === undefined;
  if (!joins && !(agent.active && returns)) return agent;
  const [team, { team: rules }, book] = await Promise.all([
    loadRoster(table),
    loadSettings(table),
    loadBook(table, agent.id),
  ]);
  const { settling: _before, handedOnAt: _since, ...rest } = agent;
  const settling = settlingOf({ ...rest, book }, team, {
    ...{ now, days: rules.settleDays ?? SETTLE_DAYS },
    ...(rules.longAbsenceDays === undefined ? {} : { longAbsenceDays: rules.longAbsenceDays }),
  });
  return settling ? { ...rest, settling } : rest;
}
