import type { DataOf } from '../../events/define-event.ts';
import type { notificationWanted } from '../../events/team-events.ts';
import type { Instant } from '../../kernel/instant.ts';

export type Wanted = DataOf<typeof notificationWanted>;
export type NotificationKind = Wanted['kind'];
export type NotificationReason = Wanted['reason'];

/** States that a notification passes while it is open, in their only order. */
export const openStates = ['queued', 'sent', 'delivered', 'seen'] as const;
/** How a notification ends. Exactly one of these is recorded, once. */
export const endings = ['acknowledged', 'done', 'expired', 'failed', 'suppressed', 'cancelled'] as const;
export type OpenState = (typeof openStates)[number];
export type Ending = (typeof endings)[number];

/** Why a push waits: the recipient's hours, more of the same a moment ago, too many in an hour, a digest, its age. */
export type HoldReason = 'off-duty' | 'quiet' | 'collapsed' | 'cap' | 'digest' | 'stale';

export type Snooze = {
  readonly until: Instant;
  readonly at: Instant;
  readonly by: string;
  readonly reason?: string;
  /** The promise's end made it shorter than asked for. */
  readonly capped?: boolean;
  /** What a return by hand restores. */
  readonly was: { readonly state: OpenState; readonly seenAt?: Instant };
};

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
  /** For so long it is open when it is new; as it was made, when nothing is said. */
  readonly openFor?: number;
  /** Goes out at once, at any hour, past every limit. */
  readonly critical?: boolean;
  /** What it is about, as one digest; there is one open notification of a person about a matter. */
  readonly matter?: string;
  /** How often it was told while it was open; 1 when nothing is said. */
  readonly times?: number;
  /** Which time it is brought before the recipient; 1 when nothing is said. */
  readonly round?: number;
  /** Its place in the inbox, which is by time; when it was made, when nothing is said. */
  readonly listedAt?: Instant;
  /** The latest times it was told again, at most ten. */
  readonly toldAgain?: readonly Instant[];
  /** Not pushed before, why, and the message that carries it with others then. */
  readonly heldUntil?: Instant;
  readonly heldWhy?: HoldReason;
  readonly bundleId?: string;
  /** When it is mailed if nobody has seen it; absent while no mail of its own is to come. */
  readonly mailAt?: Instant;
  /** Put away by the recipient, with what it comes back to. */
  readonly snooze?: Snooze;
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
      readonly do: 'snooze';
      readonly by: string;
      readonly until: Instant;
      readonly reason?: string | undefined;
    }
  /** By hand: as it was. */
  | { readonly do: 'unsnooze' }
  /** Its time is over: new and unseen. */
  | { readonly do: 'return' }
  /** The same is told once more. */
  | { readonly do: 'renew'; readonly with: News }
  | {
      readonly do: 'end';
      readonly as: Exclude<Ending, 'acknowledged'>;
      readonly reason: string;
      /** Who has it now instead. */
      readonly by?: string;
    };
/** What is new about a matter that is open already. */
export type News = Pick<Notification, 'occurredAt' | 'reason' | 'openUntil'> &
  Partial<Pick<Notification, 'dueAt' | 'threshold' | 'critical' | 'ownerId'>>;

export type SnoozeRefusal = 'snooze-too-short' | 'snooze-too-long' | 'promise-too-close' | 'already-settled';
export type Refusal = 'already-settled' | SnoozeRefusal;

/** True until its one ending is recorded. */
export const isOpen = (notification: Notification): boolean => notification.outcome === undefined;

/** Put away until later: nobody is pushed or mailed, and it is in no list but its own. */
export const isSnoozed = (notification: Notification): boolean =>
  isOpen(notification) && notification.snooze !== undefined;

/** Open and not yet in front of the recipient: only such a one is pushed or mailed. */
export const isUnseen = (notification: Notification): boolean =>
  isOpen(notification) && notification.seenAt === undefined && notification.snooze === undefined;

/** Which time it is brought before the recipient. */
export const roundOf = ({ round = 1 }: Pick<Notification, 'round'>): number => round;
