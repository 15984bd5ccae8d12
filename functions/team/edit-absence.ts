import type { Absence as AbsenceInput } from '../../shared/contracts/team-contract.ts';
import { parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { armsAbsence, endsAbsence } from '../../shared/store/absence-timers.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import { commitAgent, type Edited, type EditRefusal } from './commit-agent.ts';

type Given = { readonly agentId: string; readonly absenceId: string; readonly principal: string };

/** Records when an agent is away and who covers; the cover must be on the roster. Written again, it holds from now on. */
export async function putAbsence(
  ports: Ports,
  given: Given & { input: AbsenceInput },
): Promise<Outcome<Edited, EditRefusal>> {
  const { agentId, absenceId, principal } = given;
  const { from, to, coverId } = given.input;
  if (coverId !== undefined && (coverId === agentId || !(await loadAgent(ports.table, coverId))?.active))
    return refused('unknown-cover', {
      field: 'body.coverId',
      problem: 'The cover must be another agent of the roster.',
    });
  const absence = {
    from: parseInstant(from) ?? 0,
    to: parseInstant(to) ?? 0,
    ...(coverId === undefined ? {} : { coverId }),
  };
  return commitAgent(ports, {
    agentId,
    principal,
    decide: held =>
      held
        ? accepted({ ...held, absences: { ...held.absences, [absenceId]: absence } })
        : refused('not-found'),
    also: (_held, at) => armsAbsence({ agentId, absenceId, ...at }, absence),
  });
}

/** Takes an absence back; one that is not there is taken back already. */
export const deleteAbsence = (ports: Ports, { agentId, absenceId, principal }: Given) =>
  commitAgent(ports, {
    agentId,
    principal,
    decide: held => {
      if (!held) return refused('not-found');
      const { [absenceId]: _gone, ...absences } = held.absences;
      return accepted({ ...held, absences });
    },
    also: (held, at) => (held?.absences[absenceId] ? endsAbsence({ agentId, absenceId, ...at }) : []),
  });
