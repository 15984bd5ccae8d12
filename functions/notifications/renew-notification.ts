import {
  decide,
  isSnoozed,
  isUnseen,
  type Notification,
  type Wanted,
} from '../../shared/domain/notifications/notification.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { notificationChanged } from '../../shared/events/team-events.ts';
import { journal } from '../../shared/store/journal.ts';
import { accountPk, notificationPk, timerKey } from '../../shared/store/keys.ts';
import { changeWrites, type StoredNotification, stillWanted } from '../../shared/store/notification-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { StoredAgent } from '../../shared/store/roster-store.ts';
import type { Task } from '../../shared/store/task-store.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';
import { bring, type Reach } from './bring.ts';
import { CAPABILITY } from './capability.ts';

type Given = {
  readonly fact: Fact<Wanted>;
  /** What is open about the matter. */
  readonly before: StoredNotification;
  /** What would be made, were nothing open. */
  readonly made: Notification;
  readonly reach: Reach & { readonly agent: StoredAgent };
  /** Its task, when that was done once and is open again. */
  readonly again?: Task | undefined;
};

/**
 * The matter is open already: its notification is brought up to date and before the recipient once more, all in the
 * commit that takes the fact in. One that was put away counts it and keeps still.
 */
export async function renewNotification(
  ports: Ports,
  { fact, before, made, reach, again }: Given,
): Promise<Attempt> {
  const { table, clock, ids } = ports;
  const now = clock.now();
  const { occurredAt, reason, openUntil, dueAt, threshold, critical, ownerId } = made;
  const news = {
    ...{ occurredAt, reason, openUntil },
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(threshold === undefined ? {} : { threshold }),
    ...(critical === undefined ? {} : { critical }),
    ...(ownerId === undefined ? {} : { ownerId }),
  };
  const decided = decide(before, { do: 'renew', with: news }, now);
  const renewed = decided.ok ? decided.value : before;
  const mail = await mailDueAt(ports, before);
  const brought = isSnoozed(renewed) ? undefined : bring(renewed, { ...reach, ...mail }, now);
  const after = brought?.notification ?? renewed;
  const { id: notificationId, recipientId } = before;
  const notificationVersion = before.version + 1;
  const follow =
    brought?.follow(notificationVersion) ??
    notificationChanged.of({ notificationId, recipientId, notificationVersion });
  const decision = brought ? 'renewed' : 'renewed-asleep';
  const entry = journal({
    ...{ pk: accountPk(fact.accountId), capability: CAPABILITY, fact, decision, follows: [follow], now },
    reason: { notificationId, recipientId },
  });
  const writes = [
    entry,
    ...changeWrites(before, after),
    ...stillWanted(before, again),
    ...(brought?.writes ?? []),
  ];
  const answer = await table.commit({ commitId: ids.random('cmt'), writes });
  return { answer, decision, detail: { notification: notificationId, recipient: recipientId } };
}

/** Whoever has not looked yet is mailed when they would have been. */
async function mailDueAt({ table }: Ports, before: StoredNotification): Promise<Pick<Reach, 'mailDueAt'>> {
  if (!isUnseen(before)) return {};
  const row = await table.get(timerKey(notificationPk(before.id), 'notification.mail-fallback'));
  return row ? { mailDueAt: Number(row['dueAt']) } : {};
}
