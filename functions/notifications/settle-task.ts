import type { Fact } from '../../shared/events/envelope.ts';
import { notificationsOfTask, taskSettled } from '../../shared/store/notification-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadTask, taskAsRead } from '../../shared/store/task-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { moveNotification } from './move-notification.ts';

/**
 * The task is done, or a call or an outreach needs nobody else: what was told about it is done too. The mark goes first, so that what is wanted later finds it;
 * whatever was committed before the mark is found by the reading after it. A repeat changes nothing; nor does the news of
 * a task that is open again by now.
 */
export async function settleTask(ports: Ports, fact: Fact, taskId: string): Promise<Handled> {
  const marked = await untilFresh(() => mark(ports, taskId));
  if (marked.decision === 'open-again') return { ...marked, detail: { task: taskId } };
  const told = await notificationsOfTask(ports.table, taskId);
  for (const notificationId of told)
    await moveNotification(ports, {
      notificationId,
      command: { do: 'end', as: 'done', reason: 'task-done' },
      at: ports.clock.now(),
      cause: () => fact,
    });
  return { decision: 'task-settled', detail: { task: taskId, notifications: told.length } };
}

async function mark({ table, clock, ids }: Ports, taskId: string): Promise<Attempt> {
  const task = await loadTask(table, taskId);
  if (task?.state === 'open') return { answer: { done: true }, decision: 'open-again' };
  const writes = [taskSettled(taskId, clock.now()), ...(task ? [taskAsRead(task)] : [])];
  return { answer: await table.commit({ commitId: ids.random('cmt'), writes }), decision: 'marked' };
}
