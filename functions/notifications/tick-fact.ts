import type { Notification } from '../../shared/domain/notifications/notification.ts';
import { command, type Fact } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId, type EventId } from '../../shared/kernel/id.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { TimerRow } from '../../shared/store/journal.ts';

/** What a tick stands for in the journal: the timer at its true instant, in the chain of what was told. */
export function tickFact(notification: Notification, timer: TimerRow, now: Instant): Fact {
  const root = command({
    id: derivedId('evt', timer.pk, timer.sk, timer.epoch),
    name: timer.kind,
    accountId: notification.accountId as AccountId,
    principal: 'firstcall',
    now: timer.dueAt,
  });
  return { ...root, recordedAt: now, correlation: notification.correlation as EventId };
}
