import type { Instant } from '../../kernel/instant.ts';
import type { HoldReason } from './notification.ts';

/** How ids of bundles begin, so that a delivery knows what it is of. */
export const BUNDLE_PREFIX = 'bnd_';

/**
 * Notifications that wait together for one message to one person: `open` until it is due, `closed` when it is to be sent,
 * `sending` once it is decided what is said in it.
 */
export type Bundle = {
  readonly id: string;
  readonly recipientId: string;
  readonly channel: 'push' | 'mail';
  readonly why: HoldReason;
  /** The digest of the person's preferences, when it is one. */
  readonly digestId?: string;
  readonly dueAt: Instant;
  readonly state: 'open' | 'closed' | 'sending';
  /** Its person's hours, or the cap, let it go on as a part of another. */
  readonly mergedInto?: string;
  /** While `sending`: how many it tells of, or the one that was left and goes out by itself. */
  readonly count?: number;
  readonly only?: string;
};
