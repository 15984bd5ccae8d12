import { createHmac } from 'node:crypto';
import { type Clock, SECOND } from '../kernel/instant.ts';
import type { Chat, ChatMessage, ChatResult } from './chat.ts';
import type { Secrets, SecretsSource } from './secrets.ts';

const TIMEOUT_MS = 5_000;
/** What Slack takes in a section and on a button. */
const MAX_TEXT = 3_000;
const MAX_LABEL = 75;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * An incoming webhook that takes Slack's JSON (Slack, Mattermost, Rocket.Chat and their like), signed as Standard
 * Webhooks says, for receivers of a company's own. Redirects are not followed and the answer's body is not read: the
 * address came from outside. `clock` is the real one, since receivers refuse old signatures.
 */
export function httpChat(given: {
  secrets: SecretsSource;
  clock: Clock;
  fetch?: Fetch;
  timeoutMs?: number;
}): Chat {
  const { secrets, clock, fetch: call = fetch, timeoutMs = TIMEOUT_MS } = given;
  return {
    async send(message) {
      const body = bodyOf(message);
      const signed = signedHeaders({ body, id: message.effectKey, now: clock.now() }, await secrets.read());
      const headers = { ...signed, 'content-type': 'application/json; charset=utf-8' };
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const request = { method: 'POST', redirect: 'manual', headers, body, signal } as const;
        const response = await call(message.url, request);
        await response.body?.cancel();
        return resultOf(response);
      } catch (error) {
        return { status: isTimeout(error) ? 'timeout' : 'unreachable' };
      }
    },
  };
}

/** The three signs that Slack reads as its own (https://docs.slack.dev/messaging/formatting-message-text). */
const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Escaped and cut to what fits; no escape and no sign of two halves is cut in two. */
const escaped = (text: string): string =>
  text
    .replace(/[&<>]/g, sign => signs[sign] ?? sign)
    .slice(0, MAX_TEXT)
    .replace(/(&[a-z]*|[\ud800-\udbff])$/, '');

function bodyOf({ text, link }: ChatMessage): string {
  const shown = escaped(text);
  const label = { type: 'plain_text', text: link.label.slice(0, MAX_LABEL) };
  return JSON.stringify({
    text: shown,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: shown, verbatim: true } },
      { type: 'actions', elements: [{ type: 'button', text: label, url: link.href }] },
    ],
  });
}

/** The chat's key is made from the token key, so that a receiver who knows it can make no token. */
const chatKey = (tokenKey: string): Buffer => createHmac('sha256', tokenKey).update('chat-webhook').digest();

/** Standard Webhooks 1.0.0, symmetric; while a rotation lasts, with the key before as well. */
function signedHeaders(
  { id, body, now }: { id: string; body: string; now: number },
  { tokenKey, previousTokenKey }: Secrets,
): Record<string, string> {
  const timestamp = String(Math.floor(now / SECOND));
  const signature = (key: string) =>
    `v1,${createHmac('sha256', chatKey(key)).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  const keys = [tokenKey, ...(previousTokenKey === undefined ? [] : [previousTokenKey])];
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': keys.map(signature).join(' '),
  };
}

function resultOf(response: Response): ChatResult {
  const retryAfter = response.headers.get('retry-after');
  return retryAfter === null ? { status: response.status } : { status: response.status, retryAfter };
}

const isTimeout = (error: unknown): boolean => (error as { name?: unknown }).name === 'TimeoutError';
