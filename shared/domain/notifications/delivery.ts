import { shardOf } from '../../kernel/hash.ts';
import { digest } from '../../kernel/id.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import type { Notification } from './notification.ts';
import { readRetryAfter } from './retry-after.ts';

export type Channel = 'push' | 'mail' | 'chat';

/** One notification on one channel to one target, with all its attempts. */
export type Delivery = {
  /** Of the notification, or of the bundle that carries many. */
  readonly notificationId: string;
  readonly channel: Channel;
  /** Subscription id; `address` for mail, `webhook` for chat; `none` where there was nothing to send to. */
  readonly target: string;
  /** Which time the notification was brought before its recipient; 1 when nothing is said. */
  readonly round?: number;
  readonly state: 'sending' | 'sent' | 'delivered' | 'failed' | 'gone' | 'skipped';
  readonly attempts: number;
  readonly at: Instant;
  /** What happened, as one kebab-case word. */
  readonly detail?: string;
  readonly attemptId?: string;
  /** While `sending`: until then the attempt belongs to whoever took it. */
  readonly leaseUntil?: Instant;
  /** While `sending`: the answer was "later", and nobody tries before this instant. */
  readonly retryAt?: Instant;
  /** An attempt ended without a known answer, so a repeat may reach the person twice (and collapses by effect key). */
  readonly answerLost?: boolean;
};

export const MAX_ATTEMPTS = 5;
/** Longer than any attempt can take, shorter than a queue's patience. */
export const ATTEMPT_LEASE = 30 * SECOND;
/** A push that could not be handed over for so long would only startle. */
export const PUSH_USEFUL = 12 * HOUR;
const FIRST_BACKOFF = 15 * SECOND;
const LONGEST_BACKOFF = 30 * MINUTE;

type Effect = { readonly id: string; readonly recipientId: string; readonly round?: number };

/**
 * Names what the person sees at most once: the push's Topic and tag, the mail's header and tag, the chat's id. 27
 * base64url characters. A push of a later round takes the place of the one before; mails and chats cannot, so a later
 * round is one of its own there.
 */
export const effectKey = ({ id, recipientId, round = 1 }: Effect, channel: Channel): string =>
  channel === 'push' || round === 1
    ? digest('effect', channel, id, recipientId)
    : digest('effect', channel, id, recipientId, round);

/** Until when a push is of use; one that was held, or comes back, counts from when it may go out. */
export const pushUsefulUntil = (
  { createdAt, listedAt = createdAt, heldUntil = listedAt, openUntil }: Notification,
  usefulMs = PUSH_USEFUL,
): Instant => Math.min(openUntil, heldUntil + usefulMs);

/**
 * Takes the next attempt. Refused with `finished` (there is an answer), `busy` (somebody's lease lives), `not-yet`
 * (the pause is not over) or `spent` (five attempts were made and the last one's answer is unknown).
 */
export function claim(
  delivery: Delivery | undefined,
  given: Pick<Delivery, 'notificationId' | 'channel' | 'target' | 'round'> & {
    attemptId: string;
    now: Instant;
  },
): Outcome<Delivery, 'finished' | 'busy' | 'not-yet' | 'spent'> {
  const { now, ...named } = given;
  const taken = { ...named, state: 'sending', at: now, leaseUntil: now + ATTEMPT_LEASE } as const;
  if (!delivery) return accepted({ ...taken, attempts: 1 });
  if (delivery.state !== 'sending') return refused('finished');
  if (delivery.retryAt !== undefined && now < delivery.retryAt) return refused('not-yet');
  if (delivery.leaseUntil !== undefined && now < delivery.leaseUntil) return refused('busy');
  if (delivery.attempts >= MAX_ATTEMPTS) return refused('spent');
  const answerLost = delivery.answerLost === true || delivery.leaseUntil !== undefined;
  return accepted({ ...taken, attempts: delivery.attempts + 1, ...(answerLost ? { answerLost } : {}) });
}

/** The delivery with its end, or with the instant of the next attempt; the lease is given back. */
export function conclude(
  delivery: Delivery,
  end: { state: Delivery['state']; detail: string; at: Instant; retryAt?: Instant; answerLost?: boolean },
): Delivery {
  const { leaseUntil: _lease, retryAt: _retry, ...kept } = delivery;
  return { ...kept, ...end };
}

/** So long the mail service has to report what became of a mail whose answer was lost, before another is sent. */
export const REPORT_GRACE = 10 * MINUTE;

/** True for an attempt whose time is over without an answer: nobody knows whether it went out. */
export const isAnswerLost = ({ state, leaseUntil }: Delivery, now: Instant): boolean =>
  state === 'sending' && leaseUntil !== undefined && leaseUntil <= now;

/**
 * A mail is not taken back by a second one, as a push is: when its answer was lost, the next attempt waits until the
 * mail service can have reported what became of it, and does not happen when it has.
 */
export const awaitingReport = (delivery: Delivery, now: Instant): Delivery =>
  conclude(delivery, {
    ...{ state: 'sending', detail: 'answer-unknown', at: now },
    ...{ retryAt: now + REPORT_GRACE, answerLost: true },
  });

/** What a push service or a chat said: a status, perhaps with Retry-After; or nothing within the time given. */
export type PushAnswer =
  | { readonly status: number; readonly retryAfter?: string }
  | { readonly status: 'timeout' | 'unreachable' };

/**
 * What an answer of a push service means (RFC 8030): 2xx sent; 404 and 410 gone; 408, 429, 5xx and silence later, not
 * before Retry-After, at most five attempts and only while the push is of use; everything else failed.
 */
export function afterPush(
  delivery: Delivery,
  answer: PushAnswer,
  { now, usefulUntil }: { now: Instant; usefulUntil: Instant },
): Delivery {
  const { status } = answer;
  const detail = typeof status === 'number' ? `answered-${status}` : status;
  if (typeof status === 'number') {
    if (status >= 200 && status < 300) return conclude(delivery, { state: 'sent', detail, at: now });
    if (status === 404 || status === 410) return conclude(delivery, { state: 'gone', detail, at: now });
    if (status !== 408 && status !== 429 && status < 500)
      return conclude(delivery, { state: 'failed', detail, at: now });
  }
  const asked = 'retryAfter' in answer ? readRetryAfter(answer.retryAfter, now) : undefined;
  return later(delivery, {
    detail,
    now,
    until: usefulUntil,
    ...(asked === undefined ? {} : { asked }),
    answerLost: typeof status !== 'number',
  });
}

/** The next attempt after a growing pause; `failed` when the attempts are used up or it would come too late. */
export function later(
  delivery: Delivery,
  given: { detail: string; now: Instant; until: Instant; asked?: Instant; answerLost?: boolean },
): Delivery {
  const { detail, now, until, asked = 0, answerLost = false } = given;
  if (delivery.attempts >= MAX_ATTEMPTS) return conclude(delivery, { state: 'failed', detail, at: now });
  const retryAt = Math.max(asked, now + backoff(delivery));
  if (retryAt >= until) return conclude(delivery, { state: 'failed', detail: `${detail}-too-late`, at: now });
  const lost = answerLost ? { answerLost } : {};
  return conclude(delivery, { state: 'sending', detail, at: now, retryAt, ...lost });
}

/** 15 s, 1 min, 4 min, 16 min, each up to a quarter longer by a spread that a repeat finds again. */
function backoff({ notificationId, target, attempts }: Delivery): number {
  const pause = Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 4 ** (attempts - 1));
  return pause + Math.round((pause / 4) * (shardOf(`${notificationId}${target}${attempts}`, 1_000) / 1_000));
}
