import { describe, expect, test } from '@jest/globals';
import webPush from 'web-push';
import { messageFor } from '../../functions/notifications/push-message.ts';
import { pushTo } from '../../functions/notifications/push-to.ts';
import { httpWebPush } from '../../shared/adapters/web-push-http.ts';
import type { Delivery } from '../../shared/domain/notifications/delivery.ts';
import { HOUR, SECOND } from '../../shared/kernel/instant.ts';
import { deliveryWrite, loadDeliveries, type StoredDelivery } from '../../shared/store/delivery-store.ts';
import { notificationPk, timerKey } from '../../shared/store/keys.ts';
import { loadSubscriptions, subscribeWrites } from '../../shared/store/subscription-store.ts';
import { browser } from '../support/browser.ts';
import { testPorts } from '../support/ports.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const ID = 'ntf_1';
const keys = webPush.generateVAPIDKeys();
const secrets = {
  vapidPublicKey: keys.publicKey,
  vapidPrivateKey: keys.privateKey,
  tokenKey: 'k'.repeat(40),
};
const { endpoint, keys: browserKeys } = browser('one').subscription;
const subscription = { id: 'sub_1', agentId: 'anna', endpoint, keys: browserKeys, renewedAt: NOW };

/** What the push service does with one request. */
const answers: Record<string, () => Response> = {
  '201': () => new Response(null, { status: 201 }),
  '200': () => new Response('taken', { status: 200 }),
  '404': () => new Response('no such', { status: 404 }),
  '410': () => new Response(null, { status: 410 }),
  '400': () => new Response(null, { status: 400 }),
  '403': () => new Response(null, { status: 403 }),
  '413': () => new Response(null, { status: 413 }),
  '307': () => new Response(null, { status: 307, headers: { location: 'https://evil.example/x' } }),
  '429 in 5 s': () => wait(429, '5'),
  '429 in 600 s': () => wait(429, '600'),
  '429 at 10:00': () => wait(429, 'Mon, 23 Nov 2026 10:00:00 GMT'),
  '429 in a day': () => wait(429, '86400'),
  '429': () => new Response(null, { status: 429 }),
  '500': () => new Response(null, { status: 500 }),
  '503 in 900 s': () => wait(503, '900'),
  '503 some time': () => wait(503, 'later'),
  silence: () => {
    throw new DOMException('no answer', 'TimeoutError');
  },
  'line breaks': () => {
    throw new TypeError('fetch failed', { cause: new Error('ECONNRESET') });
  },
};
const wait = (status: number, after: string) =>
  new Response(null, { status, headers: { 'retry-after': after } });

const sending = (attempts: number, more: Partial<Delivery>): Partial<Delivery> => ({
  state: 'sending',
  attempts,
  ...more,
});
/** How the delivery stands before; nothing for the first attempt. */
const states: Record<string, Partial<Delivery> | undefined> = {
  first: undefined,
  'retry due': sending(1, { retryAt: NOW }),
  'lease over': sending(2, { leaseUntil: NOW }),
  fifth: sending(4, { retryAt: NOW - 1 }),
  'five, lost': sending(5, { leaseUntil: NOW }),
  'not yet': sending(1, { retryAt: NOW + 1 }),
  leased: sending(1, { leaseUntil: NOW + 1 }),
  'was sent': { state: 'sent', attempts: 1 },
  failed: { state: 'failed', attempts: 5 },
  'was gone': { state: 'gone', attempts: 1 },
};

/**
 * What comes of each answer in each state. `later 60+`: again after 60 s and up to a quarter more; `later 600`: exactly
 * then; `!`: it is known that an answer was lost; `(…)`: nothing was sent at all, and this is what the caller is told.
 */
const outcomes = `
              | first      | retry due  | lease over   | fifth  | five, lost | not yet   | leased | was sent | failed     | was gone
201           | sent       | sent       | sent!        | sent   | (failed)   | (not-yet) | (busy) | (sent)   | (finished) | (finished)
200           | sent       | sent       | sent!        | sent   | (failed)   | (not-yet) | (busy) | (sent)   | (finished) | (finished)
404           | gone       | gone       | gone!        | gone   | (failed)   | (not-yet) | (busy) | (sent)   | (finished) | (finished)
410           | gone       | gone       | gone!        | gone   | (failed)   | (not-yet) | (busy) | (sent)   | (finished) | (finished)
400           | failed     | failed     | failed!      | failed | (failed)   | (not-yet) | (busy) | (sent)   | (finished) | (finished)
403           | failed     | failed     | failed!      | failed | (failed)   | (not-yet) | (busy) | (sent)   | (finished) | (finished)
413           | failed     | failed     | failed!      | failed | (failed)   | (not-yet) | (busy) | (sent)   | (finished) | (finished)
307           | failed     | failed     | failed!      | failed | (failed)   | (not-yet) | (busy) | (sent)   | (finished) | (finished)
429 in 5 s    | later 15+  | later 60+  | later 240+!  | failed | (failed)   | (not-yet) | (busy) | (sent)   | (finished) | (finished)
429 in 600 s  | later 600  | later 600  | later 600!   | failed | (failed)   | (not-yet) | (busy) | (sent)   | (finished) | (finished)
429 at 10:00  | later 3600 | later 3600 | later 3600!  | failed | (failed)   | (not-yet) | (busy) | (sent)   | (finished) | (finished)
429 in a day  | failed     | failed     | failed!      | failed | (failed)   | (not-yet) | (busy) | (sent)   | (finished) | (finished)
429           | later 15+  | later 60+  | later 240+!  | failed | (failed)   | (not-yet) | (busy) | (sent)   | (finished) | (finished)
500           | later 15+  | later 60+  | later 240+!  | failed | (failed)   | (not-yet) | (busy) | (sent)   | (finished) | (finished)
503 in 900 s  | later 900  | later 900  | later 900!   | failed | (failed)   | (not-yet) | (busy) | (sent)   | (finished) | (finished)
503 some time | later 15+  | later 60+  | later 240+!  | failed | (failed)   | (not-yet) | (busy) | (sent)   | (finished) | (finished)
silence       | later 15+! | later 60+! | later 240+!  | failed | (failed)   | (not-yet) | (busy) | (sent)   | (finished) | (finished)
line breaks   | later 15+! | later 60+! | later 240+!  | failed | (failed)   | (not-yet) | (busy) | (sent)   | (finished) | (finished)`;
const [head, ...lines] = outcomes
  .trim()
  .split('\n')
  .map(line => line.split('|').map(cell => cell.trim()));
const columns = (head ?? []).filter(Boolean);
const cells = lines.flatMap(([answer = '', ...row]) =>
  row.map((expected, n) => [answer, columns[n] ?? '', expected] as const),
);

const notification = {
  ...{ id: ID, recipientId: 'anna', kind: 'signed-up', reason: 'owner-on-duty', accountId: 'acme' },
  ...{ language: 'de', occurredAt: NOW, createdAt: NOW, openUntil: NOW + 72 * HOUR, state: 'queued' },
  ...{ correlation: 'evt_1', version: 1 },
};
const reach = {
  agent: { languages: ['de'] },
  settings: { company: { brand: 'Acorn', replyTo: 'care@acorn.example', languages: ['de'] } },
};
const message = messageFor(notification as never, {
  reach: reach as never,
  tokenKey: 'k'.repeat(40),
  now: NOW,
});

/** One attempt as the use case is asked for it. */
const jobOf = (held: StoredDelivery | undefined): Parameters<typeof pushTo>[1] => ({
  subject: { id: ID, recipientId: 'anna', round: 1, usefulUntil: NOW + 12 * HOUR },
  ...{ subscription, message, held },
});

async function tried(answer: string, state: string) {
  const ports = testPorts();
  ports.clock.set(NOW);
  const { table, ids } = ports;
  const before = states[state];
  const held = before && {
    notificationId: ID,
    channel: 'push',
    target: 'sub_1',
    at: NOW - SECOND,
    ...before,
  };
  const writes = [
    ...subscribeWrites(subscription, { owner: undefined }),
    ...(held ? [deliveryWrite(held as Delivery, undefined)] : []),
  ];
  await table.commit({ commitId: ids.random('cmt'), writes });
  const requests: { url: string; init: RequestInit }[] = [];
  const outside = {
    webPush: httpWebPush({
      secrets: { read: async () => secrets },
      fetch: async (url, init) => {
        requests.push({ url, init });
        return (answers[answer] as () => Response)();
      },
    }),
    secrets: { read: async () => secrets },
    chat: { send: () => Promise.reject(new Error('no chat here')) },
    origin: 'https://care.example',
  };
  const [stored] = await loadDeliveries(table, ID);
  const told = await pushTo({ ...ports, ...outside }, jobOf(stored));
  const [delivery] = await loadDeliveries(table, ID);
  const timer = table.peek(timerKey(notificationPk(ID), 'notification.retry', 'sub_1'));
  const kept = (await loadSubscriptions(table, 'anna')).length === 1;
  return { told, stored, delivery, dueAt: timer?.['dueAt'] as number | undefined, kept, requests };
}

/** The outcome in the words of the table. */
function wordsFor({ told, delivery, dueAt, requests }: Awaited<ReturnType<typeof tried>>): string {
  if (requests.length === 0) return `(${told})`;
  const lost = delivery?.answerLost ? '!' : '';
  if (told !== 'later' || dueAt === undefined) return `${told}${lost}`;
  const seconds = (dueAt - NOW) / SECOND;
  const pause = [15, 60, 240, 960].find(base => seconds > base && seconds <= base * 1.25);
  return `later ${pause === undefined ? seconds : `${pause}+`}${lost}`;
}

test('the table has every answer and every state', () => {
  expect(lines.map(([answer]) => answer)).toEqual(expect.arrayContaining(Object.keys(answers)));
  expect(columns).toEqual(Object.keys(states));
  expect(cells).toHaveLength(Object.keys(answers).length * Object.keys(states).length);
});

describe.each(columns)('with a delivery that stands: %s', state => {
  test.each(cells.filter(([, of]) => of === state))('%s', async (answer, _, expected) => {
    const after = await tried(answer, state);
    expect(wordsFor(after)).toBe(expected);
    expect(after.kept).toBe(!expected.startsWith('gone'));
    expect(after.requests.length).toBe(expected.startsWith('(') ? 0 : 1);
    const word = (/^\(?([a-z]+)/.exec(expected) ?? [])[1];
    const rests = expected.startsWith('(') && state !== 'five, lost';
    if (rests) expect(after.delivery).toEqual(after.stored);
    else expect(after.delivery?.state).toBe(word === 'later' ? 'sending' : word);
    expect(after.dueAt === undefined).toBe(word !== 'later');
    if (word === 'later') expect(after.delivery?.retryAt).toBe(after.dueAt);
  });
});

test('every request goes to the browser’s own address, once, with what RFC 8030 asks for', async () => {
  for (const answer of Object.keys(answers)) {
    const { requests } = await tried(answer, 'first');
    expect(requests.map(({ url }) => url)).toEqual([endpoint]);
    const init = requests[0]?.init as RequestInit;
    expect(init).toMatchObject({ method: 'POST', redirect: 'manual' });
    const headers = new Headers(init.headers);
    expect(headers.get('ttl')).toBe(String((12 * HOUR) / SECOND));
    expect(headers.get('topic')).toMatch(/^[A-Za-z0-9_-]{27}$/);
    expect(headers.get('topic')).toBe(message.topic);
    expect(headers.get('urgency')).toBe('high');
    expect(Buffer.byteLength(message.payload)).toBeLessThan(3 * 1_024);
    // What every push service must take (RFC 8030, 7.2); the content is padded up to it.
    expect((init.body as Uint8Array).byteLength).toBeLessThanOrEqual(4_096);
  }
});
