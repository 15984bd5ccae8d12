import { shardOf } from '../../kernel/hash.ts';
import { digest } from '../../kernel/id.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import type { Notification } from './notification.ts';
import { readRetryAfter } from './retry-after.ts';

export type Channel = 'push' | 'mail';

/** One notification on one channel to one target, with all its attempts. */
export type Delivery = {
  readonly notificationId: string;
  readonly channel: Channel;
  /** Subscription id; `address` for mail; `none` where there was nothing to send to. */
  readonly target: string;
  readonly state: 'sending' | 'sent' | 'failed' | 'gone' | 'skipped';
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

/** Names what the person sees at most once: the push's Topic and tag, the mail's header and tag. 27 base64url characters. */
export const effectKey = (notification: Pick<Notification, 'id' | 'recipientId'>, channel: Channel): string =>
  digest('effect', channel, notification.id, notification.recipientId);

/** Until when a push of this notification is of use; one that was held counts from when it may go out. */
export const pushUsefulUntil = ({ createdAt, heldUntil, openUntil }: Notification): Instant =>
  Math.min(openUntil, (heldUntil ?? createdAt) + PUSH_USEFUL);

/**
 * Takes the next attempt. Refused with `finished` (there is an answer), `busy` (somebody's lease lives), `not-yet`
 * (the pause is not over) or `spent` (five attempts were made and the last one's answer is unknown).
 */
export function claim(
  delivery: Delivery | undefined,
  given: Pick<Delivery, 'notificationId' | 'channel' | 'target'> & { attemptId: string; now: Instant },
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

/** What a push service said: a status, perhaps with Retry-After; or nothing within the time given. */
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
