import type { Told } from '../../shared/domain/team/answer-change.ts';
import type { Follow } from '../../shared/events/envelope.ts';
import { notificationWanted, taskOpened } from '../../shared/events/team-events.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { replace } from '../../shared/store/journal.ts';
import type { Write } from '../../shared/store/table.ts';
import { taskRow } from '../../shared/store/task-store.ts';
import type { Assignment } from './assignment.ts';

/** The same change opens the same task, however often it is decided on. */
const taskIdOf = (given: Assignment, told: Told) =>
  derivedId('tsk', given.accountId, told.task?.kind ?? '-', told.factId);

/** The task that a change opens, for the owner. */
export function taskWrites(told: Told, given: Assignment, of: { ownerId: string; now: number }): Write[] {
  if (!told.task) return [];
  const row = taskRow({
    id: taskIdOf(given, told),
    kind: told.task.kind,
    accountId: given.accountId,
    agentId: of.ownerId,
    state: 'open',
    language: given.language,
    ...(told.product === undefined ? {} : { product: told.product }),
    dueAt: told.task.dueAt,
    openedAt: of.now,
    reason: 'owner',
  });
  return [replace(row, undefined)];
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
      ? [taskOpened.of({ taskId, kind: task.kind, agentId: ownerId, dueAt: task.dueAt })]
      : []),
    ...(told.push ? [wanted] : []),
  ];
}
