import { createHmac, timingSafeEqual } from 'node:crypto';
import { BUNDLE_PREFIX } from './bundle.ts';

const SHAPE = new RegExp(`^(${BUNDLE_PREFIX}[A-Za-z0-9_-]{27})\\.([A-Za-z0-9_-]{22})$`);

const seal = (key: string, bundleId: string): string =>
  createHmac('sha256', key)
    .update(JSON.stringify(['unsubscribe', 'v1', bundleId]))
    .digest('base64url')
    .slice(0, 22);

/**
 * The right to take off the digest that a mail was of, for as long as the key holds: what RFC 8058 wants to work without
 * signing in. 132 bits of HMAC-SHA256.
 */
export const signUnsubscribe = (key: string, bundleId: string): string =>
  `${bundleId}.${seal(key, bundleId)}`;

/** The bundle whose mail carried the token; `undefined` for a token that none of the keys sealed. */
export function readUnsubscribe(token: string, keys: readonly string[]): string | undefined {
  const [, bundleId = '', mac = ''] = SHAPE.exec(token) ?? [];
  const sealed = keys.some(
    key => mac !== '' && timingSafeEqual(Buffer.from(seal(key, bundleId)), Buffer.from(mac)),
  );
  return sealed ? bundleId : undefined;
}
