import type { TaskView } from '../../shared/contracts/team-contract.ts';
import { UNKNOWN_LANGUAGE } from '../../shared/domain/accounts/account.ts';
import type { Holder } from '../../shared/domain/team/choose-holder.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import { loadTask, type Task } from '../../shared/store/task-store.ts';
import { alreadyClaimed } from './claim-account.ts';
import { type MayTake, mayTake } from './may-take.ts';
import { type Move, moveTask } from './move-task.ts';
import { untilTaken } from './take-account.ts';
import { readTask } from './tasks.ts';

type Refusal = MayTake | 'not-found' | 'forbidden' | 'already-done' | 'already-claimed';

const languageOf = ({ language }: Task) => (language === UNKNOWN_LANGUAGE ? undefined : language);

/**
 * Takes a task that nobody has: an agent of the roster may who speaks its language. One wins; who comes second is told
 * who has it; the same person again is answered the same.
 */
export const claimTask = (
  ports: Ports,
  { taskId, agentId }: { taskId: string; agentId: string },
): Promise<Outcome<TaskView, Refusal>> =>
  untilTaken<TaskView, Refusal>(async () => {
    const task = await movable(ports, taskId);
    if (!task.ok) return task;
    if (task.value.agentId === agentId) return readTask(ports, taskId);
    if (task.value.agentId !== undefined) return alreadyClaimed(ports, task.value.agentId);
    const may = mayTake(await loadAgent(ports.table, agentId), languageOf(task.value));
    if (!may.ok) return may;
    const to = { agentId };
    return moved(ports, task.value, { decision: 'task-claimed', reason: 'claimed', to, by: agentId });
  });

/**
 * Gives a task to a colleague, with the reason: its agent may, whose it is while a cover has it, and a lead. The colleague
 * is on the roster, speaks the language, and hears of it. A task that is lent stays lent, unless it goes back.
 */
export const transferTask = (
  ports: Ports,
  given: { taskId: string; to: string; reason: string; by: string; roles: readonly string[] },
): Promise<Outcome<TaskView, Refusal>> =>
  untilTaken<TaskView, Refusal>(async () => {
    const { taskId, to, by, reason: why, roles } = given;
    const task = await movable(ports, taskId);
    if (!task.ok) return task;
    const { agentId, lentBy } = task.value;
    if (agentId !== by && lentBy !== by && !roles.includes('lead'))
      return refused('forbidden', { problem: 'Only the agent it belongs to or a lead may give it away.' });
    if (agentId === to) return readTask(ports, taskId);
    const may = mayTake(await loadAgent(ports.table, to), languageOf(task.value), 'body.to');
    if (!may.ok) return may;
    const holder: Holder = { agentId: to, ...(lentBy === undefined || lentBy === to ? {} : { lentBy }) };
    const tell = to !== by;
    const move = { decision: 'task-transferred', reason: 'transferred', to: holder, tell, by, why };
    return moved(ports, task.value, move);
  });

async function movable(
  { table }: Ports,
  taskId: string,
): Promise<Outcome<Task, 'not-found' | 'forbidden' | 'already-done'>> {
  const task = await loadTask(table, taskId);
  if (!task) return refused('not-found');
  if (task.kind === 'find-owner')
    return refused('forbidden', { problem: 'Take the account: the task is done by that.' });
  return task.state === 'done' ? refused('already-done', { problem: 'The task is done.' }) : accepted(task);
}

async function moved(ports: Ports, task: Task, move: Move) {
  const { answer } = await moveTask(ports, task, move);
  return answer.done ? readTask(ports, task.id) : 'again';
}
