import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { ChatMessage } from '../../shared/adapters/chat.ts';
import { httpChat } from '../../shared/adapters/chat-http.ts';
import type { Secrets } from '../../shared/adapters/secrets.ts';

const NOW = Date.parse('2026-11-23T09:00:00.900Z');
const keys: Secrets = { vapidPublicKey: 'p', vapidPrivateKey: 'q', tokenKey: 't'.repeat(32) };
const message: ChatMessage = {
  url: 'https://hooks.slack.com/services/T/B/X',
  text: 'New sign-up\nA customer has signed up.',
  link: { label: 'Open in Acorn', href: 'https://care.example/inbox/ntf_1' },
  effectKey: 'e'.repeat(27),
};

function chat(
  answer: (init: RequestInit) => Response | Promise<Response>,
  secrets = keys,
  timeoutMs?: number,
) {
  const calls: { url: string; init: RequestInit; headers: Headers; body: string }[] = [];
  const adapter = httpChat({
    secrets: { read: async () => secrets },
    clock: { now: () => NOW },
    fetch: async (url, init) => {
      calls.push({ url, init, headers: new Headers(init.headers), body: String(init.body) });
      return answer(init);
    },
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  return { calls, send: (one: ChatMessage = message) => adapter.send(one) };
}
const ok = () => new Response('ok');

/** What a receiver does who has the secret of Standard Webhooks. */
function isSigned(call: { headers: Headers; body: string }, tokenKey: string): boolean {
  const secret = createHmac('sha256', tokenKey).update('chat-webhook').digest();
  const content = `${call.headers.get('webhook-id')}.${call.headers.get('webhook-timestamp')}.${call.body}`;
  const expected = `v1,${createHmac('sha256', secret).update(content).digest('base64')}`;
  return (call.headers.get('webhook-signature') ?? '').split(' ').includes(expected);
}

describe('a message to a chat', () => {
  test('is one POST of text and button, not redirected', async () => {
    const { calls, send } = chat(ok);
    expect(await send()).toEqual({ status: 200 });
    expect(calls).toHaveLength(1);
    const [call] = calls;
    expect(call?.url).toBe(message.url);
    expect(call?.init).toMatchObject({ method: 'POST', redirect: 'manual' });
    expect(JSON.parse(call?.body ?? '')).toEqual({
      text: message.text,
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: message.text, verbatim: true } },
        {
          type: 'actions',
          elements: [
            { type: 'button', text: { type: 'plain_text', text: 'Open in Acorn' }, url: message.link.href },
          ],
        },
      ],
    });
  });

  test('says nothing that the chat takes for its own signs', async () => {
    const { calls, send } = chat(ok);
    await send({ ...message, text: '<!channel> A & B <https://evil.example|click> &lt;' });
    const { text } = JSON.parse(calls[0]?.body ?? '') as { text: string };
    expect(text).toBe('&lt;!channel&gt; A &amp; B &lt;https://evil.example|click&gt; &amp;lt;');
  });

  test('that is too long is cut, and no escape in half', async () => {
    for (const text of ['&'.repeat(5_000), `x${'&'.repeat(5_000)}`, `x${'😀'.repeat(3_000)}`]) {
      const { calls, send } = chat(ok);
      await send({ ...message, text, link: { ...message.link, label: 'L'.repeat(200) } });
      const body = JSON.parse(calls[0]?.body ?? '') as {
        text: string;
        blocks: { elements?: { text: { text: string } }[] }[];
      };
      expect(body.text.length).toBeLessThanOrEqual(3_000);
      expect(body.text).toMatch(/(&amp;|😀)$/u);
      expect(body.blocks[1]?.elements?.[0]?.text.text).toHaveLength(75);
    }
  });

  test('is signed so that its receiver can tell it from others, and a repeat by its id', async () => {
    const { calls, send } = chat(ok);
    await send();
    const call = calls[0] as (typeof calls)[number];
    expect(call.headers.get('webhook-id')).toBe(message.effectKey);
    expect(call.headers.get('webhook-timestamp')).toBe(String(Date.parse('2026-11-23T09:00:00Z') / 1_000));
    expect(isSigned(call, keys.tokenKey)).toBe(true);
    expect(isSigned({ ...call, body: `${call.body} ` }, keys.tokenKey)).toBe(false);
    expect(isSigned(call, 'n'.repeat(32))).toBe(false);
  });

  test('is signed with both keys while they rotate', async () => {
    const rotating = { ...keys, tokenKey: 'n'.repeat(32), previousTokenKey: keys.tokenKey };
    const { calls, send } = chat(ok, rotating);
    await send();
    const call = calls[0] as (typeof calls)[number];
    expect([isSigned(call, 'n'.repeat(32)), isSigned(call, keys.tokenKey)]).toEqual([true, true]);
  });
});

describe('what a chat answers', () => {
  test.each([200, 307, 400, 403, 404, 410, 500])('status %i is told as it is', async status => {
    const { send } = chat(() => new Response(null, { status }));
    expect(await send()).toEqual({ status });
  });

  test('Retry-After is handed on as it came', async () => {
    const headers = { 'retry-after': 'Mon, 23 Nov 2026 09:01:00 GMT' };
    const { send } = chat(() => new Response(null, { status: 429, headers }));
    expect(await send()).toEqual({ status: 429, retryAfter: headers['retry-after'] });
  });

  test('the body is not read', async () => {
    let cancelled = false;
    const body = new ReadableStream(
      {
        pull: () => {
          throw new Error('somebody reads');
        },
        cancel: () => {
          cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    const { send } = chat(() => new Response(body));
    expect(await send()).toEqual({ status: 200 });
    expect(cancelled).toBe(true);
  });

  test('a broken line is unreachable', async () => {
    const { send } = chat(() => Promise.reject(new TypeError('fetch failed')));
    expect(await send()).toEqual({ status: 'unreachable' });
  });

  test('silence ends with the time given', async () => {
    const silent = (init: RequestInit) =>
      new Promise<Response>((_, reject) => {
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    const { send } = chat(silent, keys, 1);
    expect(await send()).toEqual({ status: 'timeout' });
  });
});
