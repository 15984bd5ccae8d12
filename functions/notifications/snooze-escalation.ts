import {
  type SnoozeRunRefusal,
  snoozeRun,
  unsnoozeRun,
} from '../../shared/domain/notifications/escalation-snooze.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadRun, runWrites, stillAsRead } from '../../shared/store/escalation-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { changedOf } from './commit-run.ts';
import type { Beside } from './move-notification.ts';

/** What a snooze does to the escalation, and when it ends. */
export type SnoozeBeside = Beside & { readonly until: Instant };

/**
 * Whoever puts a notification of an escalation away puts the whole of it away: what is to be committed together with
 * the notification's own change. The run must stand as it was read, else the commit answers `stale`. Refused as the
 * run's own snooze is; one that never began is over.
 */
export async function snoozeRunWrites(
  { table, clock }: Ports,
  escalationId: string,
  given: { readonly by: string; readonly until: Instant; readonly now: Instant },
): Promise<Outcome<SnoozeBeside, SnoozeRunRefusal>> {
  const before = await loadRun(table, escalationId);
  if (!before) return refused('escalation-over');
  const snoozed = snoozeRun(before, given);
  if (!snoozed.ok) return snoozed;
  const after = snoozed.value;
  const until = after.nextAt ?? given.until;
  if (after === before) return accepted({ writes: [stillAsRead(before)], follows: [], until });
  const writes = runWrites(before, after, clock.now());
  return accepted({ writes, follows: [changedOf(after, before)], until });
}

/**
 * The same for bringing it back by hand: the chain begins anew at once. Nothing to write when the escalation is not put
 * away, or not any more.
 */
export async function unsnoozeRunWrites(
  { table, clock }: Ports,
  escalationId: string,
  given: { readonly by: string; readonly now: Instant },
): Promise<Beside> {
  const before = await loadRun(table, escalationId);
  const after = before && unsnoozeRun(before, given);
  if (!before || !after || after === before) return { writes: [], follows: [] };
  return { writes: runWrites(before, after, clock.now()), follows: [changedOf(after, before)] };
}
