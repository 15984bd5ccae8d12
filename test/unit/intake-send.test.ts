import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { acceptEvents } from '../../functions/upkeep/accept-events.ts';
import { completed, readEvents } from '../../tools/support/read-events.ts';
import { sendEvents } from '../../tools/support/send-events.ts';
import { intakeRoom, NOW, signUp } from '../support/intake-room.ts';

type Answer = { readonly status: number; readonly body: unknown };
let close: () => void = () => undefined;
afterEach(() => close());

/** The real intake behind a real port; `before` may answer instead. */
async function intake(
  room: ReturnType<typeof intakeRoom>,
  before: (attempt: number) => Answer | undefined = () => undefined,
) {
  let attempts = 0;
  const sizes: number[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as unknown[];
    sizes.push(body.length);
    const headers = request.headers as Record<string, string>;
    const outcome = await acceptEvents(room, { producer: 'shop', headers, body });
    const answer = before(++attempts) ?? (outcome.ok ? outcome.value : { status: 422, body: outcome });
    response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer.body));
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  close = () => void server.close().closeAllConnections();
  return {
    target: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, key: 'fck_x' },
    sizes,
  };
}

describe('sending events', () => {
  test('goes in batches and answers in order, across the batches', async () => {
    const room = intakeRoom();
    const { target, sizes } = await intake(room);
    const events = Array.from({ length: 120 }, (_, n) =>
      signUp({ id: `e-${n}`, ...(n === 77 ? { type: 'x' } : {}) }),
    );
    const answers = await sendEvents(target, events);
    expect(sizes).toEqual([50, 50, 20]);
    expect(answers.map(({ index }) => index)).toEqual(events.map((_, n) => n));
    expect(answers.filter(({ status }) => status === 'rejected').map(({ index }) => index)).toEqual([77]);
  });

  test('sends again only what was not taken', async () => {
    let refusals = 2;
    const room = intakeRoom(fact => fact.accountId !== 'b' || refusals-- <= 0);
    const { target, sizes } = await intake(room);
    const answers = await sendEvents(target, [signUp(), signUp({ subject: 'b', id: '2' })]);
    expect(answers.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect(sizes).toEqual([2, 1, 1]);
  });

  test('tries again when the product is not there for a moment, under the same ids', async () => {
    const room = intakeRoom();
    const { target } = await intake(room, attempt => (attempt === 1 ? { status: 503, body: {} } : undefined));
    expect((await sendEvents(target, [signUp()]))[0]).toMatchObject({ status: 'accepted' });
    expect(new Set(room.facts.map(({ id }) => id)).size).toBe(1);
  });

  test('says what to do about a key that is not accepted, and about nobody there', async () => {
    const { target } = await intake(intakeRoom(), () => ({ status: 403, body: {} }));
    await expect(sendEvents(target, [signUp()])).rejects.toThrow('scope events:write');
    close();
    await expect(sendEvents(target, [signUp()])).rejects.toThrow('is npm start running');
  });
});

describe('the examples', () => {
  const asSent = (place: string) => readEvents([place]).map(({ event }) => completed(event, { now: NOW }));

  test('are all accepted, each sign-up with its contact', async () => {
    const files = readEvents(['examples']).filter(({ file }) => !file.endsWith('invalid.json'));
    const room = intakeRoom();
    const body = files.map(({ event }) => completed(event, { now: NOW }));
    const outcome = await acceptEvents(room, { producer: 'shop', headers: {}, body });
    expect(outcome.ok && outcome.value.body.events.filter(({ status }) => status !== 'accepted')).toEqual([]);
    expect(body.length).toBeGreaterThanOrEqual(16);
    expect([...room.table.rows()].filter(({ type }) => type === 'contact')).toHaveLength(7);
  });

  test('of what is wrong are all rejected, each for another reason', async () => {
    const outcome = await acceptEvents(intakeRoom(), {
      producer: 'shop',
      headers: {},
      body: asSent('examples/invalid.json'),
    });
    if (!outcome.ok) throw new Error(outcome.refusal);
    const { events } = outcome.value.body;
    expect(outcome.value.status).toBe(400);
    expect(new Set(events.map(({ field, reason }) => `${field} ${reason}`)).size).toBe(events.length);
  });

  test('sent as another account’s are events of their own', () => {
    const event = { id: 'a', subject: 's' };
    expect(completed(event, { now: NOW, subject: 'mine' })).toEqual({
      id: 'a-mine',
      subject: 'mine',
      time: '2026-11-22T09:00:00.000Z',
    });
    expect(completed({ ...event, time: 'kept' }, { now: NOW })).toMatchObject({ id: 'a', time: 'kept' });
  });
});
