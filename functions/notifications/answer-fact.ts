import { callSettled } from '../../shared/events/call-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import {
  escalationChanged,
  escalationEnded,
  escalationWanted,
} from '../../shared/events/escalation-events.ts';
import { outreachSettled } from '../../shared/events/outreach-events.ts';
import { notificationReassigned, notificationWanted, taskDone } from '../../shared/events/team-events.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { handOver } from './hand-over.ts';
import { queueNotification } from './queue-notification.ts';
import { settleEscalation } from './settle-escalation.ts';
import { settleTask } from './settle-task.ts';
import { startEscalation } from './start-escalation.ts';
import { stopEscalation } from './stop-escalation.ts';

/**
 * What notifications do about a fact: queue what is wanted; hand over what goes to another; settle what was told about a task that is done, a call or an outreach; start and
 * stop escalations, and settle what was told of one that somebody has.
 */
export async function answerFact(ports: Ports, fact: Fact): Promise<Handled> {
  if (notificationWanted.is(fact)) return queueNotification(ports, fact);
  if (taskDone.is(fact)) return settleTask(ports, fact, fact.data.taskId);
  if (callSettled.is(fact)) return settleTask(ports, fact, fact.data.noticeId);
  if (outreachSettled.is(fact)) return settleTask(ports, fact, fact.data.outreachId);
  if (notificationReassigned.is(fact)) return handOver(ports, fact);
  if (escalationWanted.is(fact)) return startEscalation(ports, fact);
  if (escalationEnded.is(fact)) return stopEscalation(ports, fact);
  if (escalationChanged.is(fact)) return settleEscalation(ports, fact);
  return { decision: 'not-ours' };
}
