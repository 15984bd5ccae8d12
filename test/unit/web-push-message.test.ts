import { createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ece from 'http_ece';
import webPush from 'web-push';
import type { Secrets } from '../../shared/adapters/secrets.ts';
import type { PushMessage } from '../../shared/adapters/web-push.ts';
import { httpWebPush } from '../../shared/adapters/web-push-http.ts';
import { browser } from '../support/browser.ts';

const vapid = webPush.generateVAPIDKeys();
const secrets: Secrets = {
  vapidPublicKey: vapid.publicKey,
  vapidPrivateKey: vapid.privateKey,
  tokenKey: 'k'.repeat(40),
};
const source = { read: async () => secrets };
const chrome = browser('chrome');
const payload = JSON.stringify({ title: 'Neue Anmeldung', body: 'Grüße · ключ' });
const message = (endpoint = chrome.subscription.endpoint): PushMessage => ({
  endpoint,
  keys: chrome.subscription.keys,
  payload,
  topic: 'x'.repeat(27),
  ttlSeconds: 43_200,
  urgency: 'high',
  contact: 'care@acorn.example',
});

/** What the adapter hands to fetch, without a network. */
async function captured(): Promise<{ url: string; init: RequestInit; headers: Headers }> {
  let seen: { url: string; init: RequestInit } | undefined;
  const push = httpWebPush({
    secrets: source,
    fetch: async (url, init) => {
      seen = { url, init };
      return new Response(null, { status: 201 });
    },
  });
  expect(await push.send(message())).toEqual({ status: 201 });
  if (!seen) throw new Error('nothing was sent');
  return { ...seen, headers: new Headers(seen.init.headers) };
}

describe('a pushed message', () => {
  test('is read by the browser it is for (RFC 8291, decrypted by another library)', async () => {
    const { init, headers } = await captured();
    expect(headers.get('content-encoding')).toBe('aes128gcm');
    const body = Buffer.from(init.body as Uint8Array);
    expect(body.length).toBeLessThanOrEqual(4_096);
    const read = ece.decrypt(body, {
      version: 'aes128gcm',
      privateKey: chrome.ecdh,
      authSecret: chrome.auth,
    });
    expect(read.toString()).toBe(payload);
    const other = browser('other');
    expect(() =>
      ece.decrypt(body, { version: 'aes128gcm', privateKey: other.ecdh, authSecret: other.auth }),
    ).toThrow();
  });

  test('is signed with our key for that push service and for less than a day (RFC 8292)', async () => {
    const { headers } = await captured();
    const [, token = '', key = ''] =
      /^vapid t=([^,]+), k=(.+)$/.exec(headers.get('authorization') ?? '') ?? [];
    expect(key).toBe(vapid.publicKey);
    const [head = '', claims = '', signature = ''] = token.split('.');
    const point = Buffer.from(key, 'base64url');
    const publicKey = createPublicKey({
      format: 'jwk',
      key: {
        kty: 'EC',
        crv: 'P-256',
        x: point.subarray(1, 33).toString('base64url'),
        y: point.subarray(33).toString('base64url'),
      },
    });
    const signed = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    const isOurs = (text: string) =>
      verify('sha256', Buffer.from(text), signed, Buffer.from(signature, 'base64url'));
    expect(isOurs(`${head}.${claims}`)).toBe(true);
    expect(isOurs(`${head}.${claims}x`)).toBe(false);
    const { aud, sub, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    expect(aud).toBe('https://fcm.googleapis.com');
    expect(sub).toBe('mailto:care@acorn.example');
    expect(exp - Date.now() / 1000).toBeLessThan(24 * 3600);
    expect(exp - Date.now() / 1000).toBeGreaterThan(3600);
  });

  test('carries topic, lifetime and urgency, and follows no redirect', async () => {
    const { init, headers, url } = await captured();
    expect(url).toBe(chrome.subscription.endpoint);
    expect(Object.fromEntries(headers)).toMatchObject({
      topic: 'x'.repeat(27),
      ttl: '43200',
      urgency: 'high',
    });
    expect(init).toMatchObject({ method: 'POST', redirect: 'manual' });
  });
});

describe('a push service on the wire', () => {
  const answers = new Map<string, (response: ServerResponse) => void>();
  const seen: { path: string; headers: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    seen.push({ path: request.url ?? '', headers: request.headers });
    request.resume();
    request.on('end', () =>
      (answers.get(request.url ?? '') ?? (() => response.writeHead(404).end()))(response),
    );
  });
  let origin = '';
  beforeAll(async () => {
    await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(closed => server.close(closed));
  });
  const send = (path: string, answer: (response: ServerResponse) => void, timeoutMs = 5_000) => {
    answers.set(path, answer);
    return httpWebPush({ secrets: source, timeoutMs }).send(message(`${origin}${path}`));
  };

  test.each([201, 400, 404, 410, 413, 500])('answers %i, and that is what counts', async status => {
    expect(await send(`/${status}`, response => response.writeHead(status).end('ignored'))).toEqual({
      status,
    });
  });

  test('says when to come back', async () => {
    const answer = (response: ServerResponse) => response.writeHead(429, { 'retry-after': '7' }).end();
    expect(await send('/429', answer)).toEqual({ status: 429, retryAfter: '7' });
  });

  test('sends us elsewhere, and nobody goes there', async () => {
    const answer = (response: ServerResponse) =>
      response.writeHead(307, { location: `${origin}/inner` }).end();
    expect(await send('/307', answer)).toEqual({ status: 307 });
    expect(seen.filter(({ path }) => path === '/inner')).toEqual([]);
  });

  test('says nothing, and is left after the time given', async () => {
    expect(await send('/silent', () => {}, 50)).toEqual({ status: 'timeout' });
  });

  test('hangs up', async () => {
    expect(await send('/reset', response => response.destroy())).toEqual({ status: 'unreachable' });
  });
});
