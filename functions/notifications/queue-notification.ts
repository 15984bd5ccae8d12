import { nextDuty } from '../../shared/domain/notifications/duty.ts';
import {
  decide,
  isOpen,
  type Notification,
  newNotification,
  type Wanted,
} from '../../shared/domain/notifications/notification.ts';
import type { Fact, Follow } from '../../shared/events/envelope.ts';
import { notificationChanged, notificationQueued } from '../../shared/events/team-events.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { journal } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import { newNotificationWrites } from '../../shared/store/notification-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { CAPABILITY } from './capability.ts';

/** Why nobody needs to be told any more, as the commit found out. */
const OVER = ['task-done', 'escalation-over'];

/**
 * Puts a notification into its recipient's inbox and arms its timers. What must reach nobody is recorded with its
 * ending at once: imports are suppressed, people off the roster get nothing, a finished task needs no telling, nor
 * does an escalation that somebody has.
 */
export async function queueNotification(ports: Ports, fact: Fact<Wanted>): Promise<Handled> {
  let over: string | undefined;
  return untilFresh(async () => {
    const attempt = await tryToQueue(ports, fact, over);
    if (!attempt.answer.done && OVER.includes(attempt.answer.refusal)) over = attempt.answer.refusal;
    return attempt;
  }, OVER);
}

async function tryToQueue(ports: Ports, fact: Fact<Wanted>, over: string | undefined): Promise<Attempt> {
  const { table, clock, ids } = ports;
  const [settings, agent] = await Promise.all([loadSettings(table), loadAgent(table, fact.data.recipientId)]);
  const now = clock.now();
  const wanted = newNotification(fact.data, {
    id: derivedId('ntf', fact.id, fact.data.recipientId),
    accountId: fact.accountId,
    occurredAt: fact.occurredAt,
    correlation: fact.correlation,
    expireHours: settings.notifications.expireHours,
    onDutyAt: agent && nextDuty(agent, now),
    now,
  });
  const notification = endedAtOnce(wanted, {
    backfill: fact.origin === 'backfill',
    reachable: agent?.active === true,
    over,
  });
  const { id, recipientId, state, outcomeReason } = notification;
  const entry = journal({
    pk: accountPk(fact.accountId),
    capability: CAPABILITY,
    fact,
    decision: state,
    reason: { notificationId: id, recipientId, ...(outcomeReason ? { why: outcomeReason } : {}) },
    follows: isOpen(notification) ? [said(notification)] : [],
    now,
  });
  const rows = newNotificationWrites(notification, settings.notifications.mailFallbackSeconds);
  const answer = await table.commit({ commitId: ids.random('cmt'), writes: [entry, ...rows] });
  return {
    answer,
    decision: state,
    detail: { notification: id, recipient: recipientId, ...(outcomeReason ? { why: outcomeReason } : {}) },
  };
}

/** What is held is shown where the recipient looks, and not pushed. */
function said({ id, recipientId, heldUntil }: Notification): Follow {
  const event = heldUntil === undefined ? notificationQueued : notificationChanged;
  return event.of({ notificationId: id, recipientId, notificationVersion: 1 });
}

function endedAtOnce(
  wanted: Notification,
  given: { backfill: boolean; reachable: boolean; over: string | undefined },
): Notification {
  const end = (as: 'suppressed' | 'cancelled' | 'done', reason: string): Notification => {
    const ended = decide(wanted, { do: 'end', as, reason }, wanted.createdAt);
    return ended.ok ? ended.value : wanted;
  };
  if (given.backfill) return end('suppressed', 'backfill');
  if (!given.reachable) return end('cancelled', 'recipient-inactive');
  if (given.over === 'task-done') return end('done', 'task-done-before');
  if (given.over !== undefined) return end('done', given.over);
  return wanted;
}
