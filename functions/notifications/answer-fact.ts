import type { Fact } from '../../shared/events/envelope.ts';
import { notificationWanted, taskDone } from '../../shared/events/team-events.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { queueNotification } from './queue-notification.ts';
import { settleTask } from './settle-task.ts';

/** What notifications do about a fact: queue what is wanted; settle what was told about a task that is done. */
export async function answerFact(ports: Ports, fact: Fact): Promise<Handled> {
  if (notificationWanted.is(fact)) return queueNotification(ports, fact);
  if (taskDone.is(fact)) return settleTask(ports, fact);
  return { decision: 'not-ours' };
}
