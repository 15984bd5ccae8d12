import { BUNDLE_PREFIX } from '../../shared/domain/notifications/bundle.ts';
import type { TimerKind } from '../../shared/events/timers.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { ChatText, Message } from './push-message.ts';

/** What one message is about: a notification in one of its rounds, or a bundle of many. */
export type Subject = {
  readonly id: string;
  readonly recipientId: string;
  readonly round: number;
  /** A push that could not be handed over until then would only startle. */
  readonly usefulUntil: Instant;
};

/** A subject with what is said of it on each channel. */
export type Said = {
  readonly subject: Subject;
  readonly push: () => Promise<Message>;
  readonly chat: ChatText;
};

/** The timer by which a subject is sent once more. */
export const retryOf = ({ id }: Pick<Subject, 'id'>): { readonly kind: TimerKind } =>
  id.startsWith(BUNDLE_PREFIX) ? { kind: 'bundle.due' } : { kind: 'notification.retry' };
