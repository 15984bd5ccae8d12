import { type Command, decide, type Notification } from '../../shared/domain/notifications/notification.ts';
import type { Fact, Follow } from '../../shared/events/envelope.ts';
import { notificationChanged } from '../../shared/events/team-events.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { finish, journal, type TimerRow } from '../../shared/store/journal.ts';
import { notificationPk } from '../../shared/store/keys.ts';
import {
  changeWrites,
  loadNotification,
  type StoredNotification,
} from '../../shared/store/notification-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { CommitResult, Write } from '../../shared/store/table.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { CAPABILITY } from './capability.ts';

export type Move = {
  readonly notificationId: string;
  readonly command: Command;
  /** Instant at which it counts as done; a late tick acts with its true one. */
  readonly at: Instant;
  /** What causes it, for the journal. */
  readonly cause: (notification: Notification) => Fact;
};

/** What changes, is checked and is said in the same commit. */
export type Beside = { readonly writes: readonly Write[]; readonly follows: readonly Follow[] };

/**
 * Load, decide, commit: the notification in its new state with its journal row and `notification.changed`. A command
 * that changes nothing commits nothing and answers with the notification as it is.
 */
export async function moveNotification(
  ports: Ports,
  move: Move,
): Promise<Outcome<StoredNotification, 'not-found' | 'already-settled'>> {
  let answered: Outcome<StoredNotification, 'not-found' | 'already-settled'> = refused('not-found');
  await untilFresh(async () => {
    const before = await loadNotification(ports.table, move.notificationId);
    if (!before) return { answer: DONE, decision: 'not-found' };
    const decided = decide(before, move.command, move.at);
    if (!decided.ok) answered = decided;
    else answered = accepted({ ...before, ...decided.value });
    if (!decided.ok || decided.value === before) return { answer: DONE, decision: 'unchanged' };
    const after = { ...decided.value, version: before.version + 1 };
    answered = accepted(after);
    return {
      answer: await commitMove(ports, { before, after, cause: move.cause(before) }),
      decision: after.state,
    };
  });
  return answered;
}

const DONE = { done: true } as const;

/** Commits a decided move; the row of the timer that caused it is finished in the same commit. */
export function commitMove(
  { table, clock, ids }: Ports,
  given: {
    before: StoredNotification;
    after: Notification;
    cause: Fact;
    timer?: TimerRow;
    beside?: Beside;
  },
): Promise<CommitResult> {
  const { before, after, cause, timer, beside } = given;
  const { id, recipientId } = before;
  const entry = journal({
    pk: notificationPk(id),
    capability: CAPABILITY,
    fact: cause,
    decision: after.state,
    reason: {
      ...(after.outcomeReason === undefined ? {} : { why: after.outcomeReason }),
      ...(after.acknowledgedBy !== undefined ? { by: after.acknowledgedBy } : {}),
    },
    follows: [
      notificationChanged.of({ notificationId: id, recipientId, notificationVersion: before.version + 1 }),
      ...(beside?.follows ?? []),
    ],
    now: clock.now(),
  });
  const rest = [...(timer ? [finish(timer)] : []), ...(beside?.writes ?? [])];
  const writes = [entry, ...changeWrites(before, after, timer?.kind), ...rest];
  return table.commit({ commitId: ids.random('cmt'), writes });
}

/** A successful send moves the notification forward; nobody needs to be told, so it is one row and no journal. */
export async function markSent({ table, ids }: Ports, notificationId: string): Promise<void> {
  await untilFresh(async () => {
    const before = await loadNotification(table, notificationId);
    const decided = before && decide(before, { do: 'reach', state: 'sent' }, 0);
    if (!before || !decided?.ok || decided.value === before) return { answer: DONE, decision: 'unchanged' };
    const writes = changeWrites(before, decided.value);
    return { answer: await table.commit({ commitId: ids.random('cmt'), writes }), decision: 'sent' };
  });
}
