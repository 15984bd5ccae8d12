import { decide, endingByTime, isOpen, isUnseen } from '../../shared/domain/notifications/notification.ts';
import { notificationQueued } from '../../shared/events/team-events.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { loadDeliveries } from '../../shared/store/delivery-store.ts';
import { finish, journal, type TimerRow } from '../../shared/store/journal.ts';
import { notificationIdOf } from '../../shared/store/keys.ts';
import { loadNotification, type StoredNotification } from '../../shared/store/notification-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { readTimer } from '../../shared/store/timer-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { CAPABILITY } from './capability.ts';
import { closeBundle } from './close-bundle.ts';
import { dropTimer } from './drop-timer.ts';
import { mailNotification } from './mail-notification.ts';
import { commitMove } from './move-notification.ts';
import type { TickPorts } from './ports.ts';
import { returnNotification } from './return-notification.ts';
import { settledIfOver } from './settle-escalation.ts';
import { skipRetries } from './skip-retries.ts';
import { stepEscalation } from './step-escalation.ts';
import { tickFact } from './tick-fact.ts';

/** What is due: the next step of an escalation; a notification's mail when nobody has seen it, its push, or its end. */
export async function answerTick(ports: TickPorts, tick: Tick): Promise<Handled> {
  switch (tick.kind) {
    case 'escalation.step':
    case 'escalation.ack-reminder':
      return stepEscalation(ports, tick);
    case 'bundle.due':
      return closeBundle(ports, tick);
    default:
      return answerForNotification(ports, tick);
  }
}

async function answerForNotification(ports: TickPorts, tick: Tick): Promise<Handled> {
  const read = await readTimer(ports, tick);
  if (!read.ok) return { decision: read.refusal };
  const timer = read.value;
  const found = await loadNotification(ports.table, notificationIdOf(timer.pk));
  if (!found) return dropTimer(ports, timer, 'not-found');
  const notification = await settledIfOver(ports, found);
  switch (timer.kind) {
    case 'notification.mail-fallback':
      return mailNotification(ports, notification, timer);
    case 'notification.retry':
      return pushAgain(ports, notification, timer);
    case 'notification.snooze':
      return returnNotification(ports, tick);
    case 'notification.expire':
      return endByTime(ports, tick);
    default:
      return { decision: 'not-ours' };
  }
}

/** Says once more that the notification waits; the push worker sends what has no answer yet. */
async function pushAgain(ports: Ports, notification: StoredNotification, timer: TimerRow): Promise<Handled> {
  const { id, recipientId, version } = notification;
  if (!isUnseen(notification)) {
    await skipRetries(ports, await loadDeliveries(ports.table, id), isOpen(notification) ? 'seen' : 'ended');
    return dropTimer(ports, timer, 'not-needed');
  }
  const now = ports.clock.now();
  const entry = journal({
    pk: timer.pk,
    capability: CAPABILITY,
    fact: tickFact(notification, timer, now),
    decision: 'push-again',
    reason: { attempt: timer.epoch + 1 },
    follows: [notificationQueued.of({ notificationId: id, recipientId, notificationVersion: version })],
    now,
  });
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [entry, finish(timer)],
  });
  return { decision: answer.done ? 'push-again' : answer.refusal, detail: { notification: id } };
}

/** The limit of its kind is over: whatever is open ends now, at the true instant, with its reason. */
const endByTime = (ports: Ports, tick: Tick): Promise<Handled> =>
  untilFresh(async (): Promise<Attempt> => {
    const read = await readTimer(ports, tick);
    if (!read.ok) return { answer: DONE, decision: read.refusal };
    const timer = read.value;
    const before = await loadNotification(ports.table, notificationIdOf(timer.pk));
    if (!before || !isOpen(before))
      return { answer: DONE, ...(await dropTimer(ports, timer, 'ended-before')) };
    const ended = decide(before, endingByTime(before), timer.dueAt);
    const after = ended.ok ? ended.value : before;
    const cause = tickFact(before, timer, ports.clock.now());
    return {
      answer: await commitMove(ports, { before, after, cause, timer }),
      // Who was reached by nothing until the end rings, whatever was tried on the way.
      decision: after.state === 'failed' ? 'nobody-reachable' : after.state,
      detail: { notification: before.id, why: after.outcomeReason ?? '-' },
    };
  });

const DONE = { done: true } as const;
