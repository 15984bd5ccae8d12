import type { Instant } from '../../kernel/instant.ts';
import { HOUR } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import { matterOf, renewed } from './matter.ts';
import {
  type Command,
  type Ending,
  isOpen,
  type Notification,
  type OpenState,
  openStates,
  type Refusal,
  type Wanted,
} from './notification-state.ts';
import { restored, returned, snoozed } from './snooze.ts';

export { matterOf } from './matter.ts';
export * from './notification-state.ts';

const rankOf = (state: Notification['state']): number => (openStates as readonly string[]).indexOf(state);

/** A notification as it is wanted: queued, open for `expireHours`. */
export function newNotification(
  wanted: Wanted,
  given: Pick<Notification, 'id' | 'accountId' | 'occurredAt' | 'correlation'> & {
    readonly now: Instant;
    readonly expireHours: number;
    /** The company says so of its kind; what is wanted may say so itself. */
    readonly critical?: boolean;
  },
): Notification {
  const { now, expireHours, critical = false, ...about } = given;
  const { recipientId, kind, language, reason } = wanted;
  return {
    ...about,
    recipientId,
    kind,
    language,
    reason,
    ...said(wanted),
    matter: matterOf(wanted, about.accountId),
    ...(critical || wanted.critical === true ? { critical: true } : {}),
    createdAt: now,
    openUntil: now + expireHours * HOUR,
    openFor: expireHours * HOUR,
    state: 'queued',
  };
}

/** What is not said of every notification. */
function said(wanted: Wanted): Partial<Notification> {
  const { product, taskId, ownerId, subjectKind, subjectId, escalationId, dueAt, threshold } = wanted;
  const all = { product, taskId, ownerId, subjectKind, subjectId, escalationId, dueAt, threshold };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/**
 * What a command makes of a notification. Open states only move forward; an ending is recorded once and kept, so
 * whatever comes later answers with the very same notification. Seen is not acknowledged; acknowledged includes seen.
 * Refused with `already-settled` when somebody acknowledges or puts away what ended without them (`done` counts as taken
 * care of).
 */
export function decide(
  notification: Notification,
  command: Command,
  at: Instant,
): Outcome<Notification, Refusal> {
  if (!isOpen(notification)) return afterTheEnd(notification, command);
  switch (command.do) {
    case 'reach':
      return accepted(forward(notification, command.state));
    case 'see':
      return accepted(notification.seenAt === undefined ? seen(notification, at) : notification);
    case 'snooze':
      return snoozed(notification, command, at);
    case 'unsnooze':
      return accepted(restored(notification, at));
    case 'return':
      return accepted(returned(notification, at));
    case 'renew':
      return accepted(renewed(notification, command.with, at));
    case 'acknowledge': {
      const told = notification.seenAt === undefined ? seen(notification, at) : notification;
      const acknowledged = { ...told, acknowledgedAt: at, acknowledgedBy: command.by };
      return accepted(ended(acknowledged, 'acknowledged', { reason: 'acknowledged', at }));
    }
    case 'end': {
      const had = command.by === undefined ? notification : { ...notification, acknowledgedBy: command.by };
      return accepted(ended(had, command.as, { reason: command.reason, at }));
    }
  }
}

/**
 * How a notification ends that nobody took on in time: `failed` when no channel ever took it and nobody saw it,
 * otherwise `expired`, with the reason `never-seen` or `not-acknowledged`.
 */
export function endingByTime(notification: Notification): Command {
  if (notification.state === 'seen') return { do: 'end', as: 'expired', reason: 'not-acknowledged' };
  if (notification.state === 'queued') return { do: 'end', as: 'failed', reason: 'no-channel-worked' };
  return { do: 'end', as: 'expired', reason: 'never-seen' };
}

function afterTheEnd(notification: Notification, command: Command): Outcome<Notification, 'already-settled'> {
  const { outcome, acknowledgedBy: by } = notification;
  const late =
    (command.do === 'acknowledge' || command.do === 'snooze') &&
    outcome !== 'acknowledged' &&
    outcome !== 'done';
  return late
    ? refused('already-settled', {
        outcome,
        ...(by === undefined ? {} : { by }),
        problem: `It ended as ${outcome}.`,
      })
    : accepted(notification);
}

const forward = (notification: Notification, state: OpenState): Notification =>
  rankOf(state) > rankOf(notification.state) ? { ...notification, state } : notification;

const seen = (notification: Notification, at: Instant): Notification => ({
  ...notification,
  state: 'seen',
  seenAt: at,
});

/** What ends is not put away any more. */
function ended(
  { snooze: _, ...notification }: Notification,
  outcome: Ending,
  { reason, at }: { reason: string; at: Instant },
): Notification {
  return { ...notification, state: outcome, outcome, outcomeReason: reason, outcomeAt: at };
}
