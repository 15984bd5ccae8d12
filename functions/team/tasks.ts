import type { TaskView } from '../../shared/contracts/team-contract.ts';
import { command } from '../../shared/events/envelope.ts';
import { taskDone } from '../../shared/events/team-events.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadAccountNames } from '../../shared/store/account-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { accountPk, lists } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { bare } from '../../shared/store/table.ts';
import { loadTask, type Task, taskWrites } from '../../shared/store/task-store.ts';

type Asked = {
  readonly of: 'me' | 'queue';
  readonly agentId: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

/** Open tasks by due time: one's own, or those that nobody has. */
export async function listTasks(
  { table }: Ports,
  asked: Asked,
): Promise<{ tasks: TaskView[]; cursor?: string }> {
  const pk = asked.of === 'me' ? lists.tasks(asked.agentId) : lists.queuedTasks;
  const page = await table.query({
    index: 'list',
    pk,
    limit: asked.limit,
    ...(asked.cursor === undefined ? {} : { cursor: asked.cursor }),
  });
  const tasks = page.rows.map(row => bare(row) as unknown as Task);
  const names = await loadAccountNames(
    table,
    tasks.map(task => task.accountId),
  );
  return {
    tasks: tasks.map(task => viewOf(task, names)),
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  };
}

/** One task as it stands. */
export async function readTask({ table }: Ports, taskId: string): Promise<Outcome<TaskView, 'not-found'>> {
  const task = await loadTask(table, taskId);
  return task
    ? accepted(viewOf(task, await loadAccountNames(table, [task.accountId])))
    : refused('not-found');
}

type Given = { taskId: string; agentId: string; roles: readonly string[] };

/** Finishes a task: its agent may, whose it is while a cover has it, and a lead. Done twice is done once. */
export async function finishTask(
  ports: Ports,
  given: Given,
): Promise<Outcome<TaskView, 'not-found' | 'forbidden' | 'stale'>> {
  const { taskId, agentId, roles } = given;
  const task = await loadTask(ports.table, taskId);
  if (!task) return refused('not-found');
  const theirs = task.agentId === undefined || task.agentId === agentId || task.lentBy === agentId;
  if (!theirs && !roles.includes('lead'))
    return refused('forbidden', { problem: 'Only the agent it belongs to or a lead may finish it.' });
  if (task.kind === 'find-owner' && task.agentId === undefined)
    return refused('forbidden', { problem: 'It is done by itself when the account has an owner.' });
  const names = await loadAccountNames(ports.table, [task.accountId]);
  if (task.state === 'done') return accepted(viewOf(task, names));
  const now = ports.clock.now();
  const done: Task = { ...task, state: 'done', doneAt: now, version: task.version + 1 };
  const fact = command({
    // Opened again, it is done again.
    id: derivedId('evt', 'task-done', taskId, task.version),
    name: 'task.finished',
    accountId: task.accountId as AccountId,
    principal: agentId,
    now,
  });
  const follows = [taskDone.of({ taskId, kind: task.kind, agentId })];
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [
      journal({
        pk: accountPk(task.accountId),
        capability: 'team',
        fact,
        decision: 'task-done',
        reason: { taskId, by: agentId },
        follows,
        now,
      }),
      ...taskWrites(done, task),
    ],
  });
  if (answer.done || answer.refusal === 'already-done') return accepted(viewOf(done, names));
  return refused('stale', { problem: 'The task just changed; look again.' });
}

function viewOf(task: Task, names: ReadonlyMap<string, string>): TaskView {
  const { id, kind, accountId, agentId, state, language, product, dueAt, openedAt, reason, version } = task;
  const { subjectKind, subjectId, lentBy, movedAt, movedBy, movedWhy } = task;
  return {
    id,
    kind,
    accountId,
    accountName: names.get(accountId) ?? accountId,
    ...(agentId === undefined ? {} : { agentId }),
    state,
    language,
    ...(product === undefined ? {} : { product }),
    ...(subjectKind === undefined ? {} : { subjectKind }),
    ...(subjectId === undefined ? {} : { subjectId }),
    dueAt: formatInstant(dueAt),
    openedAt: formatInstant(openedAt),
    reason,
    ...(movedAt === undefined ? {} : { movedAt: formatInstant(movedAt) }),
    ...(movedBy === undefined ? {} : { movedBy }),
    ...(movedWhy === undefined ? {} : { movedWhy }),
    ...(lentBy === undefined ? {} : { lentBy }),
    version,
  };
}
