import { command, type Fact } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId, type EventId } from '../../shared/kernel/id.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { TimerRow } from '../../shared/store/journal.ts';

/** What a tick stands for in the journal: the timer at its true instant, in the chain of what it is about. */
export function tickFact(
  subject: { readonly accountId: string; readonly correlation: string },
  timer: TimerRow,
  now: Instant,
): Fact {
  const root = command({
    id: derivedId('evt', timer.pk, timer.sk, timer.epoch),
    name: timer.kind,
    accountId: subject.accountId as AccountId,
    principal: 'firstcall',
    now: timer.dueAt,
  });
  return { ...root, recordedAt: now, correlation: subject.correlation as EventId };
}
