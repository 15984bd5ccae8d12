import type { TaskKind } from '../events/team-events.ts';
import type { Instant } from '../kernel/instant.ts';
import { lists, taskKey, timeKey } from './keys.ts';
import { bare, type Delete, type Row, type Table } from './table.ts';

/** Work for an agent with a due time. */
export type Task = {
  readonly id: string;
  readonly kind: TaskKind;
  readonly accountId: string;
  readonly agentId?: string;
  readonly state: 'open' | 'done';
  readonly language: string;
  readonly product?: string;
  /** What it is about beside the account. */
  readonly subjectKind?: 'device-case' | 'depot';
  readonly subjectId?: string;
  readonly dueAt: Instant;
  readonly openedAt: Instant;
  /** Why this agent, as one kebab-case word. */
  readonly reason: string;
  readonly doneAt?: Instant;
  readonly version: number;
};

export async function loadTask(table: Table, taskId: string): Promise<Task | undefined> {
  const row = await table.get(taskKey(taskId));
  return row && (bare(row) as unknown as Task);
}

/** The row of a task: while open, listed by due time with its agent or in the queue. */
export const taskRow = (task: Omit<Task, 'version'>): Row => ({
  ...taskKey(task.id),
  type: 'task',
  ...task,
  ...(task.state === 'open'
    ? {
        list: task.agentId === undefined ? lists.queuedTasks : lists.tasks(task.agentId),
        listKey: timeKey(task.dueAt, task.id),
      }
    : {}),
});

/** Takes a task away that nobody needs to have done. */
export const taskGone = (taskId: string): Delete => ({ do: 'delete', key: taskKey(taskId) });
