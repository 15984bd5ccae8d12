import type { TaskView } from '../../shared/contracts/team-contract.ts';
import { UNKNOWN_LANGUAGE } from '../../shared/domain/accounts/account.ts';
import { awayAt } from '../../shared/domain/team/absences.ts';
import type { Holder } from '../../shared/domain/team/choose-holder.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent, type StoredAgent, stillAs } from '../../shared/store/roster-store.ts';
import { loadTask, type Task } from '../../shared/store/task-store.ts';
import { alreadyClaimed } from './claim-account.ts';
import { type MayTake, mayTake } from './may-take.ts';
import { type Move, moveTask } from './move-task.ts';
import { untilTaken } from './take-account.ts';
import { readTask } from './tasks.ts';

type Refusal = MayTake | 'not-found' | 'forbidden' | 'already-done' | 'already-claimed' | 'absent';

const languageOf = ({ language }: Task) => (language === UNKNOWN_LANGUAGE ? undefined : language);

/**
 * Takes a task that nobody has: an agent of the roster may who speaks its language and is there before it is due. One wins; who comes second is told
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
    const there = isThere(ports, task.value, may.value);
    if (!there.ok) return there;
    const checks = [stillAs(may.value)];
    return moved(ports, task.value, {
      ...{ decision: 'task-claimed', reason: 'claimed', to: { agentId }, by: agentId, checks },
    });
  });

/**
 * Gives a task to a colleague, with the reason: its agent may, whose it is while a cover has it, and a lead. The colleague
 * is on the roster, speaks the language, is there before it is due, and hears of it. A task that is lent stays lent, unless it goes back.
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
    const there = isThere(ports, task.value, may.value);
    if (!there.ok) return { ...there, detail: { ...there.detail, field: 'body.to' } };
    const holder: Holder = { agentId: to, ...(lentBy === undefined || lentBy === to ? {} : { lentBy }) };
    const tell = to !== by;
    const checks = [stillAs(may.value)];
    const move = { decision: 'task-transferred', reason: 'transferred', to: holder, tell, by, why, checks };
    return moved(ports, task.value, move);
  });

/** Nobody gets a task who is back only after it is due. */
function isThere({ clock }: Ports, { dueAt }: Task, agent: StoredAgent): Outcome<true, 'absent'> {
  const away = awayAt(agent, clock.now());
  return away && dueAt < away.to
    ? refused('absent', { problem: `${agent.name} is away until ${formatInstant(away.to)}.` })
    : accepted(true);
}

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
