import type { Told } from '../../shared/domain/team/answer-change.ts';
import type { Follow } from '../../shared/events/envelope.ts';
import { notificationWanted, taskOpened } from '../../shared/events/team-events.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Write } from '../../shared/store/table.ts';
import { taskWrites } from '../../shared/store/task-store.ts';
import type { Assignment } from './assignment.ts';

/** The same change opens the same task, however often it is decided on. */
const taskIdOf = (given: Assignment, told: Told) =>
  derivedId('tsk', given.accountId, told.task?.kind ?? '-', told.factId);

/** The task that a change opens, for the owner or whoever covers. */
export function taskWritesOf(told: Told, given: Assignment, now: Instant): Write[] {
  if (!told.task) return [];
  const { kind, dueAt, holder } = told.task;
  const task = {
    ...{ id: taskIdOf(given, told), kind, accountId: given.accountId, state: 'open' as const, ...holder },
    language: given.language,
    ...(told.product === undefined ? {} : { product: told.product }),
    dueAt,
    openedAt: now,
    reason: holder.lentBy === undefined ? 'owner' : 'cover',
  };
  return taskWrites(task, undefined);
}

/** What is said of a change: that a task is open, and, where the settings push it, that its recipient is to be told. */
export function tellings(told: Told, given: Assignment, ownerId: string): Follow[] {
  const { recipient, task, moment, product } = told;
  const taskId = task && taskIdOf(given, told);
  const wanted = notificationWanted.of({
    recipientId: recipient.agentId,
    kind: moment,
    ...(product === undefined ? {} : { product }),
    language: given.language,
    reason: recipient.reason,
    ownerId,
    ...(taskId === undefined ? {} : { taskId }),
  });
  return [
    ...(task && taskId
      ? [taskOpened.of({ taskId, kind: task.kind, agentId: task.holder.agentId, dueAt: task.dueAt })]
      : []),
    ...(told.push ? [wanted] : []),
  ];
}
