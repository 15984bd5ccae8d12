import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../kernel/instant.ts';
import { HOUR } from '../../kernel/instant.ts';
import type { Notification } from './notification.ts';

/** How long a push that lies on a screen may be answered without signing in. */
const TOKEN_LIFE = 24 * HOUR;
const SHAPE = /^v1\.([A-Za-z0-9_-]{1,64})\.([a-z0-9]{1,11})\.([A-Za-z0-9_-]{43})$/;

type Subject = Pick<Notification, 'id' | 'recipientId'>;

const seal = (key: string, { id, recipientId }: Subject, until: string): string =>
  createHmac('sha256', key)
    .update(JSON.stringify(['push-action', 'v1', id, recipientId, until]))
    .digest('base64url');

/**
 * The right to mark this one notification as seen or acknowledged in the name of its recipient, for at most 24 hours.
 * The recipient is sealed in and not written out: when it changes, the token is void.
 */
export function signActionToken(
  key: string,
  notification: Subject & { openUntil: Instant },
  now: Instant,
): string {
  const until = Math.min(notification.openUntil, now + TOKEN_LIFE).toString(36);
  return `v1.${notification.id}.${until}.${seal(key, notification, until)}`;
}

/** The notification a token speaks of; it proves nothing before `isValidToken` says so. */
export const subjectOfToken = (token: string): string | undefined => SHAPE.exec(token)?.[1];

/** True when one of the valid keys sealed the token for this notification and recipient, and its time is not over. */
export function isValidToken(
  token: string,
  notification: Subject,
  { keys, now }: { keys: readonly string[]; now: Instant },
): boolean {
  const [, id, until = '', mac = ''] = SHAPE.exec(token) ?? [];
  if (id !== notification.id || Number.parseInt(until, 36) <= now) return false;
  return keys.some(key => timingSafeEqual(Buffer.from(seal(key, notification, until)), Buffer.from(mac)));
}
