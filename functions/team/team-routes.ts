import * as contract from '../../shared/contracts/team-contract.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { answer, type Call, type Reply } from '../../shared/runtime/http.ts';
import { pageAsked } from '../../shared/runtime/page.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { claimAccount } from './claim-account.ts';
import { deleteAbsence, putAbsence } from './edit-absence.ts';
import { putAgent } from './edit-agent.ts';
import { claimTask, transferTask } from './give-task.ts';
import { previewAssignment } from './preview-assignment.ts';
import { readLoad } from './read-load.ts';
import { readAgent, readAssignment, readRoster } from './read-team.ts';
import { finishTask, listTasks } from './tasks.ts';
import { transferAccount } from './transfer-account.ts';

const principal = ({ principal: who }: Call): string => (who.kind === 'nobody' ? '-' : who.id);
const roles = ({ principal: who }: Call): readonly string[] => (who.kind === 'staff' ? who.roles : []);
const part = (call: Call, name: string): string => call.params[name] ?? '';
const replied = async (answered: Promise<Outcome<unknown, string>>): Promise<Outcome<Reply, string>> => {
  const outcome = await answered;
  return outcome.ok ? accepted({ body: outcome.value }) : outcome;
};

/** What the routes need beside the table: the public key that browsers subscribe to push with. */
export type TeamAids = { readonly pushKey: () => Promise<string> };

/** Which use case answers which route of the team. */
export const teamRoutes = (ports: Ports, { pushKey }: TeamAids) => {
  /** An edit is answered with the agent as it now stands. */
  const edited = async (
    edit: Promise<Outcome<unknown, string>>,
    agentId: string,
  ): Promise<Outcome<Reply, string>> => {
    const outcome = await edit;
    return outcome.ok ? replied(readAgent(ports, agentId)) : outcome;
  };
  return [
    answer(contract.getMe, async call => {
      const agent = await readAgent(ports, principal(call));
      if (!agent.ok) return agent;
      const [{ company }, key] = await Promise.all([loadSettings(ports.table), pushKey()]);
      const now = formatInstant(ports.clock.now());
      return accepted({ body: { agent: agent.value, company: company.name, pushKey: key, now } });
    }),
    answer(contract.listAgents, async () => accepted({ body: { agents: await readRoster(ports) } })),
    answer(contract.getAgent, call => replied(readAgent(ports, part(call, 'agentId')))),
    answer(contract.putAgent, call => {
      const agentId = part(call, 'agentId');
      return edited(putAgent(ports, { agentId, input: call.body, principal: principal(call) }), agentId);
    }),
    answer(contract.putAbsence, call => {
      const agentId = part(call, 'agentId');
      const absenceId = part(call, 'absenceId');
      return edited(
        putAbsence(ports, { agentId, absenceId, input: call.body, principal: principal(call) }),
        agentId,
      );
    }),
    answer(contract.deleteAbsence, call => {
      const agentId = part(call, 'agentId');
      return edited(
        deleteAbsence(ports, { agentId, absenceId: part(call, 'absenceId'), principal: principal(call) }),
        agentId,
      );
    }),
    answer(contract.getAssignment, call => replied(readAssignment(ports, part(call, 'accountId')))),
    answer(contract.listTasks, async call =>
      accepted({
        body: await listTasks(ports, {
          ...pageAsked(call.query),
          of: call.query.of ?? 'me',
          agentId: principal(call),
        }),
      }),
    ),
    answer(contract.finishTask, call =>
      replied(
        finishTask(ports, { taskId: part(call, 'taskId'), agentId: principal(call), roles: roles(call) }),
      ),
    ),
    answer(contract.claimTask, call =>
      replied(claimTask(ports, { taskId: part(call, 'taskId'), agentId: principal(call) })),
    ),
    answer(contract.transferTask, call => {
      const who = { by: principal(call), roles: roles(call) };
      return replied(transferTask(ports, { taskId: part(call, 'taskId'), ...call.body, ...who }));
    }),
    answer(contract.claimAccount, call =>
      replied(claimAccount(ports, { accountId: part(call, 'accountId'), agentId: principal(call) })),
    ),
    answer(contract.transferAccount, call => {
      const who = { by: principal(call), roles: roles(call) };
      return replied(transferAccount(ports, { accountId: part(call, 'accountId'), ...call.body, ...who }));
    }),
    answer(contract.previewAssignment, async call =>
      accepted({ body: await previewAssignment(ports, call.body) }),
    ),
    answer(contract.getLoad, async call => accepted({ body: await readLoad(ports, call.query) })),
  ];
};
