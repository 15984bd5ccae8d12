import { encryptNotification, vapidHeaders } from '@block65/webcrypto-web-push';
import type { SecretsSource } from './secrets.ts';
import type { PushMessage, PushResult, WebPush } from './web-push.ts';

const TIMEOUT_MS = 5_000;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Web Push (RFC 8030) with encrypted content (RFC 8291) and our signature (VAPID, RFC 8292). Redirects are not
 * followed and the answer's body is not read: the address came from outside.
 */
export function httpWebPush(given: { secrets: SecretsSource; fetch?: Fetch; timeoutMs?: number }): WebPush {
  const { secrets, fetch: call = fetch, timeoutMs = TIMEOUT_MS } = given;
  return {
    async send(message) {
      const request = await requestOf(message, secrets);
      try {
        const response = await call(message.endpoint, { ...request, signal: AbortSignal.timeout(timeoutMs) });
        await response.body?.cancel();
        return resultOf(response);
      } catch (error) {
        return { status: isTimeout(error) ? 'timeout' : 'unreachable' };
      }
    },
  };
}

async function requestOf(message: PushMessage, secrets: SecretsSource): Promise<RequestInit> {
  const { vapidPublicKey, vapidPrivateKey } = await secrets.read();
  // The library signs for https alone; only the local stage's own push service speaks http, and it checks no signature.
  const audience = message.endpoint.replace(/^http:/, 'https:');
  const subscription = { endpoint: audience, expirationTime: null, keys: message.keys };
  const { headers } = await vapidHeaders(subscription, {
    subject: `mailto:${message.contact}`,
    publicKey: vapidPublicKey,
    privateKey: vapidPrivateKey,
  });
  return {
    method: 'POST',
    redirect: 'manual',
    headers: {
      ...headers,
      ttl: String(message.ttlSeconds),
      urgency: message.urgency,
      topic: message.topic,
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
    },
    body: await encryptNotification(subscription, new TextEncoder().encode(message.payload)),
  };
}

function resultOf(response: Response): PushResult {
  const retryAfter = response.headers.get('retry-after');
  return retryAfter === null ? { status: response.status } : { status: response.status, retryAfter };
}

const isTimeout = (error: unknown): boolean => (error as { name?: unknown }).name === 'TimeoutError';
