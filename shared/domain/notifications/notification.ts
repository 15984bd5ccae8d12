import type { DataOf } from '../../events/define-event.ts';
import type { notificationWanted } from '../../events/team-events.ts';
import type { Instant } from '../../kernel/instant.ts';
import { HOUR } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';

export type Wanted = DataOf<typeof notificationWanted>;
export type NotificationKind = Wanted['kind'];
export type NotificationReason = Wanted['reason'];

/** States that a notification passes while it is open, in their only order. */
export const openStates = ['queued', 'sent', 'delivered', 'seen'] as const;
/** How a notification ends. Exactly one of these is recorded, once. */
export const endings = ['acknowledged', 'done', 'expired', 'failed', 'suppressed', 'cancelled'] as const;
export type OpenState = (typeof openStates)[number];
export type Ending = (typeof endings)[number];

export type Notification = {
  readonly id: string;
  readonly recipientId: string;
  readonly kind: NotificationKind;
  readonly product?: string;
  readonly accountId: string;
  /** The customer's language. */
  readonly language: string;
  readonly reason: NotificationReason;
  readonly taskId?: string;
  readonly ownerId?: string;
  readonly subjectKind?: NonNullable<Wanted['subjectKind']>;
  readonly subjectId?: string;
  /** The escalation it is a step of. */
  readonly escalationId?: string;
  /** Until when its subject is promised. */
  readonly dueAt?: Instant;
  readonly threshold?: string;
  readonly occurredAt: Instant;
  readonly createdAt: Instant;
  /** Until when somebody must have acknowledged it; then it ends by itself. */
  readonly openUntil: Instant;
  /** Not pushed before: the recipient is off duty and not to be woken. */
  readonly heldUntil?: Instant;
  readonly correlation: string;
  readonly state: OpenState | Ending;
  /** Set with the ending and never again. */
  readonly outcome?: Ending;
  readonly outcomeReason?: string;
  readonly outcomeAt?: Instant;
  readonly seenAt?: Instant;
  readonly acknowledgedAt?: Instant;
  /** Who took it on: the recipient, a lead, or whoever took on the same escalation by another notification. */
  readonly acknowledgedBy?: string;
};

export type Command =
  | { readonly do: 'reach'; readonly state: 'sent' | 'delivered' }
  | { readonly do: 'see' }
  | { readonly do: 'acknowledge'; readonly by: string }
  | {
      readonly do: 'end';
      readonly as: Exclude<Ending, 'acknowledged'>;
      readonly reason: string;
      /** Who has it now instead. */
      readonly by?: string;
    };

const rankOf = (state: Notification['state']): number => (openStates as readonly string[]).indexOf(state);

/** True until its one ending is recorded. */
export const isOpen = (notification: Notification): boolean => notification.outcome === undefined;

/** Open and not yet in front of the recipient: only such a one is pushed or mailed. */
export const isUnseen = (notification: Notification): boolean =>
  isOpen(notification) && notification.seenAt === undefined;

/**
 * A notification as it is wanted: queued, open for `expireHours`. A step of an escalation that is not critical is held
 * until its recipient is on duty.
 */
export function newNotification(
  wanted: Wanted,
  given: Pick<Notification, 'id' | 'accountId' | 'occurredAt' | 'correlation'> & {
    readonly now: Instant;
    readonly expireHours: number;
    /** The recipient's next duty as seen from `now`; `undefined` when there is none in sight. */
    readonly onDutyAt?: Instant | undefined;
  },
): Notification {
  const { now, expireHours, onDutyAt, ...about } = given;
  const { recipientId, kind, language, reason, escalationId, critical } = wanted;
  const openUntil = now + expireHours * HOUR;
  const held = escalationId !== undefined && critical !== true && onDutyAt !== now;
  return {
    ...about,
    recipientId,
    kind,
    language,
    reason,
    ...said(wanted),
    ...(held ? { heldUntil: Math.min(onDutyAt ?? openUntil, openUntil) } : {}),
    createdAt: now,
    openUntil,
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
 * Refused with `already-settled` when somebody acknowledges what ended without them (`done` counts as taken care of).
 */
export function decide(
  notification: Notification,
  command: Command,
  at: Instant,
): Outcome<Notification, 'already-settled'> {
  if (!isOpen(notification)) return afterTheEnd(notification, command);
  switch (command.do) {
    case 'reach':
      return accepted(forward(notification, command.state));
    case 'see':
      return accepted(notification.seenAt === undefined ? seen(notification, at) : notification);
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
  const { outcome } = notification;
  const late = command.do === 'acknowledge' && outcome !== 'acknowledged' && outcome !== 'done';
  return late
    ? refused('already-settled', { outcome, problem: `It ended as ${outcome}.` })
    : accepted(notification);
}

const forward = (notification: Notification, state: OpenState): Notification =>
  rankOf(state) > rankOf(notification.state) ? { ...notification, state } : notification;

const seen = (notification: Notification, at: Instant): Notification => ({
  ...notification,
  state: 'seen',
  seenAt: at,
});

const ended = (
  notification: Notification,
  outcome: Ending,
  { reason, at }: { reason: string; at: Instant },
): Notification => ({ ...notification, state: outcome, outcome, outcomeReason: reason, outcomeAt: at });
