import { decide, isOpen } from '../../shared/domain/notifications/notification.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { finish } from '../../shared/store/journal.ts';
import { notificationIdOf } from '../../shared/store/keys.ts';
import { loadNotification } from '../../shared/store/notification-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { readTimer } from '../../shared/store/timer-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { bring, loadReach } from './bring.ts';
import { commitMove } from './move-notification.ts';
import { tickFact } from './tick-fact.ts';

/** A snooze is over: the notification comes back new and unseen, and before its recipient as a new one would. */
export const returnNotification = (ports: Ports, tick: Tick): Promise<Handled> =>
  untilFresh(async (): Promise<Attempt> => {
    const { table, clock, ids } = ports;
    const read = await readTimer(ports, tick);
    if (!read.ok) return { answer: { done: true }, decision: read.refusal };
    const timer = read.value;
    const before = await loadNotification(table, notificationIdOf(timer.pk));
    const detail = { notification: notificationIdOf(timer.pk) };
    if (!before || !isOpen(before) || !before.snooze) {
      const answer = await table.commit({ commitId: ids.random('cmt'), writes: [finish(timer)] });
      return { answer, decision: 'not-asleep', detail };
    }
    const now = clock.now();
    const reach = await loadReach(table, before.recipientId);
    const cause = tickFact(before, timer, now);
    if (!reach.agent?.active) {
      const ended = decide(before, { do: 'end', as: 'cancelled', reason: 'recipient-inactive' }, timer.dueAt);
      const after = ended.ok ? ended.value : before;
      return {
        answer: await commitMove(ports, { before, after, cause, timer }),
        decision: 'cancelled',
        detail,
      };
    }
    const back = decide(before, { do: 'return' }, now);
    const fresh = back.ok ? back.value : before;
    // For a push it is as old as its return, not as what it tells of.
    const brought = bring({ ...fresh, occurredAt: timer.dueAt }, { ...reach, agent: reach.agent }, now);
    const after = { ...brought.notification, occurredAt: before.occurredAt };
    const answer = await commitMove(ports, {
      ...{ before, after, cause, timer, decision: 'returned' },
      beside: { writes: brought.writes, follows: [] },
      follow: brought.follow(before.version + 1),
    });
    return { answer, decision: 'returned', detail };
  }, ['bundle-closed']);
