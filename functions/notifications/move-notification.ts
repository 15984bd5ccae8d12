import {
  type Command,
  decide,
  isOpen,
  isUnseen,
  type Notification,
  type Refusal,
} from '../../shared/domain/notifications/notification.ts';
import { answerBucket } from '../../shared/domain/team/answer-times.ts';
import type { Fact, Follow } from '../../shared/events/envelope.ts';
import { notificationChanged } from '../../shared/events/team-events.ts';
import { DAY, type Instant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { finish, journal, type TimerRow } from '../../shared/store/journal.ts';
import { notificationPk, responsesKey } from '../../shared/store/keys.ts';
import {
  changeWrites,
  loadNotification,
  type StoredNotification,
} from '../../shared/store/notification-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Change, CommitResult, Write } from '../../shared/store/table.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { loadReach, mailWrites } from './bring.ts';
import { CAPABILITY } from './capability.ts';

export type Move = {
  readonly notificationId: string;
  readonly command: Command;
  /** Instant at which it counts as done; a late tick acts with its true one. */
  readonly at: Instant;
  /** What causes it, for the journal. */
  readonly cause: (notification: Notification) => Fact;
};
export type Moved = Outcome<StoredNotification, 'not-found' | Refusal>;

/** What changes, is checked and is said in the same commit. */
export type Beside = { readonly writes: readonly Write[]; readonly follows: readonly Follow[] };

/**
 * Load, decide, commit: the notification in its new state with its journal row and `notification.changed`. A command
 * that changes nothing commits nothing and answers with the notification as it is.
 */
export async function moveNotification(ports: Ports, move: Move): Promise<Moved> {
  let answered: Moved = refused('not-found');
  await untilFresh(async () => {
    const before = await loadNotification(ports.table, move.notificationId);
    if (!before) return { answer: DONE, decision: 'not-found' };
    const decided = decide(before, move.command, move.at);
    answered = decided.ok ? accepted({ ...before, ...decided.value }) : decided;
    if (!decided.ok || decided.value === before) return { answer: DONE, decision: 'unchanged' };
    const after = { ...decided.value, version: before.version + 1 };
    answered = accepted(after);
    const beside = { writes: await mailAgain(ports, before, after), follows: [] };
    return {
      answer: await commitMove(ports, { before, after, cause: move.cause(before), beside }),
      decision: after.state,
    };
  });
  return answered;
}

const DONE = { done: true } as const;

/** Brought back by hand and never seen: the mail, which was not needed meanwhile, is due again in its time. */
export async function mailAgain(
  { table, clock }: Ports,
  before: StoredNotification,
  after: Notification,
): Promise<Write[]> {
  if (!before.snooze || !isUnseen(after)) return [];
  const reach = await loadReach(table, after.recipientId);
  return reach.agent ? mailWrites(after, { ...reach, agent: reach.agent }, clock.now()) : [];
}

/** Commits a decided move; the row of the timer that caused it is finished in the same commit. */
export function commitMove(
  { table, clock, ids }: Ports,
  given: {
    before: StoredNotification;
    after: Notification;
    cause: Fact;
    timer?: TimerRow;
    beside?: Beside;
    /** What is written down as decided; the state when nothing is said. */
    decision?: string;
    /** Said instead of that it changed. */
    follow?: Follow;
  },
): Promise<CommitResult> {
  const { before, after, cause, timer, beside } = given;
  const { id, recipientId } = before;
  const notificationVersion = before.version + 1;
  const changed =
    given.follow ?? notificationChanged.of({ notificationId: id, recipientId, notificationVersion });
  const entry = journal({
    pk: notificationPk(id),
    capability: CAPABILITY,
    fact: cause,
    decision: given.decision ?? decisionOf(before, after),
    reason: reasonOf(before, after),
    follows: [changed, ...(beside?.follows ?? [])],
    now: clock.now(),
  });
  const rest = [...(timer ? [finish(timer)] : []), ...(beside?.writes ?? []), ...answeredIn(before, after)];
  const writes = [entry, ...changeWrites(before, after, timer?.kind), ...rest];
  return table.commit({ commitId: ids.random('cmt'), writes });
}

function decisionOf(before: Notification, after: Notification): string {
  if (!isOpen(after) || before.snooze?.at === after.snooze?.at) return after.state;
  return after.snooze ? 'snoozed' : 'brought-back';
}

function reasonOf(before: Notification, after: Notification): Record<string, unknown> {
  const { outcomeReason, acknowledgedBy, snooze } = after;
  const asleep = snooze && snooze.at !== before.snooze?.at ? { by: snooze.by, until: snooze.until } : {};
  return {
    ...(outcomeReason === undefined ? {} : { why: outcomeReason }),
    ...(acknowledgedBy === undefined ? {} : { by: acknowledgedBy }),
    ...asleep,
  };
}

/** A whole year can be looked back on. */
const KEPT_DAYS = 400;

/** How long it took until somebody took it on is counted for them, on the day they did. */
function answeredIn(before: Notification, after: Notification): Change[] {
  const { acknowledgedAt: at, acknowledgedBy: by, createdAt } = after;
  if (before.acknowledgedAt !== undefined || at === undefined || by === undefined) return [];
  const add = { n: 1, [answerBucket(at - createdAt)]: 1 };
  const expiresAt = Math.floor((at + KEPT_DAYS * DAY) / 1000);
  return [{ do: 'change', key: responsesKey(at, by), add, set: { type: 'responses', expiresAt } }];
}

/** A successful send moves the notification forward; nobody needs to be told, so it is one row and no journal. */
export const markSent = (ports: Ports, notificationId: string): Promise<void> =>
  markReached(ports, notificationId, 'sent');

/** The mail service or the browser says that it came. */
export const markDelivered = (ports: Ports, notificationId: string): Promise<void> =>
  markReached(ports, notificationId, 'delivered');

async function markReached(
  { table, ids }: Ports,
  notificationId: string,
  state: 'sent' | 'delivered',
): Promise<void> {
  await untilFresh(async () => {
    const before = await loadNotification(table, notificationId);
    const decided = before && decide(before, { do: 'reach', state }, 0);
    if (!before || !decided?.ok || decided.value === before) return { answer: DONE, decision: 'unchanged' };
    const writes = changeWrites(before, decided.value);
    return { answer: await table.commit({ commitId: ids.random('cmt'), writes }), decision: state };
  });
}
