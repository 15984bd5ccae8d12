import type { Absence as AbsenceInput, AgentInput } from '../../shared/contracts/team-contract.ts';
import { isKnownZone } from '../../shared/domain/time/working-hours.ts';
import { command, NO_ACCOUNT } from '../../shared/events/envelope.ts';
import { agentChanged } from '../../shared/events/team-events.ts';
import type { EventId } from '../../shared/kernel/id.ts';
import { parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { journal } from '../../shared/store/journal.ts';
import { agentPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { agentWrites, loadAgent, type StoredAgent } from '../../shared/store/roster-store.ts';

type Refusal = 'not-found' | 'unknown-zone' | 'unknown-cover' | 'email-taken' | 'stale';
type Edited = Omit<StoredAgent, 'version'>;

/** Writes an agent: a new one, or other languages, hours, products, capacity of one who is there. */
export async function putAgent(
  ports: Ports,
  given: { agentId: string; input: AgentInput; principal: string },
): Promise<Outcome<Edited, Refusal>> {
  const { agentId, input } = given;
  if (!isKnownZone(input.zone))
    return refused('unknown-zone', { field: 'body.zone', problem: `${input.zone} is no zone we know.` });
  return edit(ports, given, held =>
    accepted({ ...input, id: agentId, absences: held?.absences ?? {} } as Edited),
  );
}

/** Records when an agent is away and who covers; the cover must be on the roster. */
export async function putAbsence(
  ports: Ports,
  given: { agentId: string; absenceId: string; input: AbsenceInput; principal: string },
): Promise<Outcome<Edited, Refusal>> {
  const { from, to, coverId } = given.input;
  if (
    coverId !== undefined &&
    (coverId === given.agentId || !(await loadAgent(ports.table, coverId))?.active)
  )
    return refused('unknown-cover', {
      field: 'body.coverId',
      problem: 'The cover must be another agent of the roster.',
    });
  const absence = {
    from: parseInstant(from) ?? 0,
    to: parseInstant(to) ?? 0,
    ...(coverId === undefined ? {} : { coverId }),
  };
  return edit(ports, given, held =>
    held
      ? accepted({ ...held, absences: { ...held.absences, [given.absenceId]: absence } })
      : refused('not-found'),
  );
}

/** Takes an absence back; one that is not there is taken back already. */
export const deleteAbsence = (
  ports: Ports,
  given: { agentId: string; absenceId: string; principal: string },
) =>
  edit(ports, given, held => {
    if (!held) return refused('not-found');
    const { [given.absenceId]: _gone, ...absences } = held.absences;
    return accepted({ ...held, absences });
  });

async function edit(
  ports: Ports,
  { agentId, principal }: { agentId: string; principal: string },
  decide: (held: StoredAgent | undefined) => Outcome<Edited, Refusal>,
): Promise<Outcome<Edited, Refusal>> {
  const held = await loadAgent(ports.table, agentId);
  const decided = decide(held);
  if (!decided.ok) return decided;
  const { version: _read, ...agent } = { version: 0, ...decided.value };
  const now = ports.clock.now();
  const fact = command({
    id: ports.ids.random('evt') as EventId,
    name: 'agent.edited',
    accountId: NO_ACCOUNT,
    principal,
    now,
  });
  const follows = [agentChanged.of({ agentId, agentVersion: (held?.version ?? 0) + 1 })];
  const entry = journal({
    pk: agentPk(agentId),
    capability: 'team',
    fact,
    decision: 'agent-edited',
    reason: { by: principal },
    follows,
    now,
  });
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [entry, ...agentWrites(agent, held)],
  });
  // The event id is our own: an answer that got lost before is the only way to meet it.
  if (answer.done || answer.refusal === 'already-done') return accepted(agent);
  return answer.refusal === 'email-taken'
    ? refused('email-taken', { field: 'body.email', problem: 'Another agent has this address.' })
    : refused('stale', { problem: 'The agent was just edited by somebody else; look again.' });
}
