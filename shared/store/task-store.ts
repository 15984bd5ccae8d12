import type { TaskKind } from '../events/team-events.ts';
import type { Instant } from '../kernel/instant.ts';
import { inParallel } from '../kernel/parallel.ts';
import { replace } from './journal.ts';
import {
  accountPk,
  agentPk,
  lentTaskKey,
  lentTaskPrefix,
  lists,
  queuedTaskKey,
  queuedTaskPrefix,
  taskKey,
  timeKey,
} from './keys.ts';
import { bare, type Check, type Delete, type Key, type Row, type Table, type Write } from './table.ts';

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
  /** When it went to whoever has it now, who moved it by hand, and what they said. */
  readonly movedAt?: Instant;
  readonly movedBy?: string;
  readonly movedWhy?: string;
  readonly doneAt?: Instant;
  /** Whose it is while a cover has it. */
  readonly lentBy?: string;
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

/**
 * A task in its new state, and the small rows that find it without an index, which may be late: by its account while
 * nobody has it and it waits for the account's owner, by whose it is while a cover has it.
 */
export function taskWrites(task: Omit<Task, 'version'>, held: Task | undefined): Write[] {
  const stood = held ? finders(held) : [];
  const stand = finders(task);
  const gone = stood.filter(one => !stand.some(key => key.pk === one.pk && key.sk === one.sk));
  return [
    replace(taskRow(task), held?.version),
    ...stand.map(key => ({ do: 'put', row: { ...key, type: 'task-finder', taskId: task.id } }) as const),
    ...gone.map(key => ({ do: 'delete', key }) as const),
  ];
}

/** The refill of a depot is for whoever takes it, and finding an owner ends by itself. */
export const waitsForOwner = (kind: TaskKind): boolean => kind !== 'replenish-stock' && kind !== 'find-owner';

function finders({ id, kind, accountId, agentId, state, lentBy }: Omit<Task, 'version'>): Key[] {
  if (state !== 'open') return [];
  return [
    ...(agentId === undefined && waitsForOwner(kind) ? [queuedTaskKey(accountId, id)] : []),
    ...(lentBy === undefined ? [] : [lentTaskKey(lentBy, id)]),
  ];
}

/** Open tasks of the account that wait for its owner. */
export const loadQueuedTasks = (table: Table, accountId: string): Promise<Task[]> =>
  found(table, accountPk(accountId), queuedTaskPrefix);

/** Open tasks of the agent that covers have. */
export const loadLentTasks = (table: Table, agentId: string): Promise<Task[]> =>
  found(table, agentPk(agentId), lentTaskPrefix);

async function found(table: Table, pk: string, prefix: string): Promise<Task[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({ pk, prefix, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...page.rows.map(row => String(row['taskId'])));
    cursor = page.cursor;
  } while (cursor !== undefined);
  const tasks = await inParallel(ids, 10, id => loadTask(table, id));
  return tasks.filter(task => task !== undefined);
}

/** One page of an agent's open tasks by due time, those due before an instant if one is given. */
export async function loadTasksOf(
  table: Table,
  agentId: string,
  asked: { limit: number; before?: Instant; cursor?: string },
): Promise<{ tasks: Task[]; cursor?: string }> {
  const { before, ...page } = asked;
  const to = before === undefined ? {} : { to: timeKey(before, '') };
  const { rows, cursor } = await table.query({ index: 'list', pk: lists.tasks(agentId), ...to, ...page });
  const tasks = rows.map(row => bare(row) as unknown as Task);
  return cursor === undefined ? { tasks } : { tasks, cursor };
}

/** The task must not have changed since it was read. */
export const taskAsRead = ({ id, version }: Task): Check => ({
  do: 'check',
  key: taskKey(id),
  when: { is: 'version', version },
  orElse: 'stale',
});

/** Takes a task away that nobody needs to have done. */
export const taskGone = (taskId: string): Delete => ({ do: 'delete', key: taskKey(taskId) });
