import { holderOf, isUnanswered } from '../../shared/domain/notifications/escalation.ts';
import { type Command, decide, isOpen } from '../../shared/domain/notifications/notification.ts';
import type { DataOf } from '../../shared/events/define-event.ts';
import { command, type Fact } from '../../shared/events/envelope.ts';
import type { escalationChanged } from '../../shared/events/escalation-events.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import {
  loadRun,
  notificationsOfEscalation,
  type StoredRun,
  stillAsRead,
} from '../../shared/store/escalation-store.ts';
import { loadNotification, type StoredNotification } from '../../shared/store/notification-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { commitMove } from './move-notification.ts';

/**
 * Somebody has the escalation, put it away, or it is solved: whatever else was told of it is done, with who has it; what
 * was put away comes back. Nothing is told from that commit on, so the reading after it finds everything. Nothing to do
 * while nobody has it.
 */
export async function settleEscalation(
  ports: Ports,
  fact: Fact<DataOf<typeof escalationChanged>>,
): Promise<Handled> {
  const { escalationId } = fact.data;
  const run = await loadRun(ports.table, escalationId);
  if (!run || isUnanswered(run)) return { decision: 'escalation-open', detail: { escalation: escalationId } };
  const told = await notificationsOfEscalation(ports.table, escalationId);
  for (const notificationId of told) await settle(ports, { notificationId, escalationId, cause: fact });
  return { decision: 'escalation-settled', detail: { escalation: escalationId, notifications: told.length } };
}

/**
 * The notification as it stands once its escalation was looked at: whoever is about to push or mail does not wait for
 * the fact by which the others are settled.
 */
export async function settledIfOver(
  ports: Ports,
  notification: StoredNotification,
): Promise<StoredNotification> {
  const { id, escalationId, accountId } = notification;
  if (escalationId === undefined || !isOpen(notification)) return notification;
  const run = await loadRun(ports.table, escalationId);
  if (!run || isUnanswered(run)) return notification;
  const cause = command({
    id: derivedId('evt', id, run.token, run.version),
    name: 'escalation.over-noticed',
    accountId: accountId as AccountId,
    principal: 'firstcall',
    now: ports.clock.now(),
  });
  await settle(ports, { notificationId: id, escalationId, cause });
  return (await loadNotification(ports.table, id)) ?? notification;
}

type One = { readonly notificationId: string; readonly escalationId: string; readonly cause: Fact };

/** The run must stand as it was read: when somebody has failed to confirm, it is open again. */
const settle = (ports: Ports, { notificationId, escalationId, cause }: One): Promise<Handled> =>
  untilFresh(async () => {
    const [run, before] = await Promise.all([
      loadRun(ports.table, escalationId),
      loadNotification(ports.table, notificationId),
    ]);
    if (!run || !before || isUnanswered(run) || isPutAway(before, run)) return LEFT;
    const ended = decide(before, endOf(run), ports.clock.now());
    if (!ended.ok || ended.value === before) return LEFT;
    const beside = { writes: [stillAsRead(run)], follows: [] };
    const answer = await commitMove(ports, { before, after: ended.value, cause, beside });
    return { answer, decision: 'settled' };
  });

const LEFT = { answer: { done: true }, decision: 'left' } as const;

/** What the snooze of an escalation was ordered with, and what its orderer was told, stays. */
const isPutAway = ({ snooze, recipientId }: StoredNotification, { state, snoozedBy }: StoredRun): boolean =>
  state === 'snoozed' && (recipientId === snoozedBy || snooze?.by === snoozedBy);

function endOf(run: StoredRun): Command {
  const holder = holderOf(run);
  const reason = run.state === 'snoozed' ? 'snoozed-by-other' : 'acknowledged-by-other';
  return holder
    ? { do: 'end', as: 'done', reason, by: holder.by }
    : { do: 'end', as: 'done', reason: 'resolved' };
}
