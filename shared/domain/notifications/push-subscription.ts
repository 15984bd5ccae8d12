import { ECDH } from 'node:crypto';
import { derivedId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import { checkEndpoint, type EndpointRefusal } from './push-endpoint.ts';

/** One browser of one person. */
export type Subscription = {
  readonly id: string;
  readonly agentId: string;
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
  /** When the browser last asked for it. */
  readonly renewedAt: Instant;
};

export const MAX_SUBSCRIPTIONS = 10;

/** The same browser has the same endpoint, hence the same id. */
export const subscriptionIdOf = (endpoint: string): string => derivedId('sub', endpoint);

type Offered = Pick<Subscription, 'endpoint' | 'keys'>;

/** Checks what a browser offers: address allowed, 16 bytes of secret, a public key that lies on P-256. */
export function checkSubscription(
  offered: Offered,
  extraHost?: string,
): Outcome<Offered, EndpointRefusal | 'keys-malformed'> {
  const endpoint = checkEndpoint(offered.endpoint, extraHost);
  if (!endpoint.ok) return endpoint;
  if (!isPoint(offered.keys.p256dh) || Buffer.from(offered.keys.auth, 'base64url').length !== 16)
    return refused('keys-malformed', {
      field: 'body.keys',
      problem: 'p256dh must be an uncompressed P-256 point and auth 16 bytes, both in base64url.',
    });
  return accepted(offered);
}

function isPoint(text: string): boolean {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== 65 || bytes[0] !== 4) return false;
  try {
    return ECDH.convertKey(bytes, 'prime256v1') !== undefined;
  } catch {
    return false;
  }
}
