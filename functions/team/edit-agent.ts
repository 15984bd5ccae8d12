import type { AgentInput } from '../../shared/contracts/team-contract.ts';
import { isKnownZone } from '../../shared/domain/time/working-hours.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { commitAgent, type Edited, type EditRefusal } from './commit-agent.ts';

/** Writes an agent: a new one, or other languages, hours, products, capacity of one who is there. */
export async function putAgent(
  ports: Ports,
  { agentId, input, principal }: { agentId: string; input: AgentInput; principal: string },
): Promise<Outcome<Edited, EditRefusal>> {
  if (!isKnownZone(input.zone))
    return refused('unknown-zone', { field: 'body.zone', problem: `${input.zone} is no zone we know.` });
  return commitAgent(ports, {
    agentId,
    principal,
    decide: held => {
      const { absences = {}, settling, handedOnAt } = held ?? {};
      return accepted({
        ...input,
        ...{ id: agentId, absences },
        ...(settling === undefined ? {} : { settling }),
        ...(handedOnAt === undefined ? {} : { handedOnAt }),
      } as Edited);
    },
  });
}
