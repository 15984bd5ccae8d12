import { describe, expect, test } from '@jest/globals';
import { acceptEvents, type IntakeRequest } from '../../functions/upkeep/accept-events.ts';
import { contactKey } from '../../shared/store/keys.ts';
import { intakeRoom, JSON_BATCH, JSON_ONE, signUp } from '../support/intake-room.ts';

type Room = ReturnType<typeof intakeRoom>;
const send = (room: Room, body: unknown, headers: IntakeRequest['headers'] = JSON_BATCH) =>
  acceptEvents(room, { producer: 'shop', headers, body });
async function sent(room: Room, body: unknown, headers?: IntakeRequest['headers']) {
  const outcome = await send(room, body, headers);
  if (!outcome.ok) throw new Error(outcome.refusal);
  return outcome.value;
}
const asHeaders = (event: Record<string, unknown>) => ({
  'content-type': 'application/json',
  ...Object.fromEntries(
    Object.entries(event)
      .filter(([name]) => name !== 'data')
      .map(([name, value]) => [`ce-${name}`, String(value)]),
  ),
});

describe('the three ways of sending an event', () => {
  test('say the same: structured, batch, binary, plain object, plain array', async () => {
    const room = intakeRoom();
    const event = signUp();
    await sent(room, event, JSON_ONE);
    await sent(room, [event], JSON_BATCH);
    await sent(room, event['data'], asHeaders(event));
    await sent(room, event, { 'content-type': 'application/json; charset=utf-8' });
    await sent(room, [event], {});
    expect(room.facts).toHaveLength(5);
    expect(new Set(room.facts.map(fact => JSON.stringify(fact))).size).toBe(1);
  });

  test('binary attributes are percent-decoded', async () => {
    const room = intakeRoom();
    const event = signUp({ source: 'https://münchen.example' });
    await sent(room, event, JSON_ONE);
    const headers = { ...asHeaders(event), 'ce-source': 'https://m%C3%BCnchen.example' };
    await sent(room, event['data'], headers);
    expect(room.facts[0]?.id).toBe(room.facts[1]?.id);
  });

  test.each([
    [{ 'ce-id': '%zz' }],
    [{ 'ce-time': 'soon' }],
    [{ 'ce-type': '__proto__' }],
    [{ 'ce-type': 'constructor' }],
    [{ 'ce-subject': 'a b\u0000' }],
    [{ 'ce-dataschema': `${'/'.repeat(255)}x` }],
    [{ 'ce-specversion': '1.0, 1.0' }],
    [{ 'ce-__proto__': 'x', 'ce-source': '' }],
    [{ 'ce-id': 'x'.repeat(10_000) }],
  ])('hostile headers are answered, not obeyed: %j', async hostile => {
    const room = intakeRoom();
    const answer = await sent(room, signUp()['data'], { ...asHeaders(signUp()), ...hostile });
    const [event] = answer.body.events;
    if ('ce-id' in hostile && hostile['ce-id'] === '%zz') expect(event?.status).toBe('accepted');
    else
      expect(event).toMatchObject({
        status: 'rejected',
        field: expect.any(String),
        reason: expect.any(String),
      });
  });

  test('what is not JSON, empty, or more than a thousand is refused as a whole', async () => {
    const room = intakeRoom();
    expect(await send(room, undefined, { 'content-type': 'text/plain' })).toMatchObject({
      refusal: 'unsupported-media-type',
    });
    expect(await send(room, [])).toMatchObject({ refusal: 'malformed', detail: { field: 'body' } });
    expect(await send(room, [signUp()], JSON_ONE)).toMatchObject({ refusal: 'malformed' });
    expect(await send(room, signUp(), JSON_BATCH)).toMatchObject({ refusal: 'malformed' });
    expect(await send(room, Array(1_001).fill(signUp()))).toMatchObject({ refusal: 'too-large' });
    expect(room.facts).toHaveLength(0);
  });
});

describe('each event gets its own answer', () => {
  test('in the order they came, and the good ones are not held up by the bad', async () => {
    const room = intakeRoom();
    const { status, body } = await sent(room, [signUp(), signUp({ id: 'order-2', type: 'nonsense' }), 7]);
    expect(status).toBe(200);
    expect(body).toMatchObject({ accepted: 1, rejected: 2 });
    expect(body.events.map(({ index, status, field }) => [index, status, field])).toEqual([
      [0, 'accepted', undefined],
      [1, 'rejected', 'type'],
      [2, 'rejected', '(whole)'],
    ]);
    expect(room.facts).toHaveLength(1);
  });

  test('a repeat gets the same id, another producer’s event another one', async () => {
    const room = intakeRoom();
    const first = await sent(room, [signUp(), signUp()]);
    const again = await sent(room, [signUp()]);
    const other = await acceptEvents(room, { producer: 'billing', headers: JSON_BATCH, body: [signUp()] });
    expect(new Set([...first.body.events, ...again.body.events].map(({ id }) => id)).size).toBe(1);
    expect(other.ok && other.value.body.events[0]?.id).not.toBe(first.body.events[0]?.id);
  });

  test('400 when all are rejected', async () => {
    expect(await sent(intakeRoom(), [1, 2])).toMatchObject({
      status: 400,
      body: { accepted: 0, rejected: 2 },
    });
  });

  test('what the bus did not take is to be sent again; 503 only when that is all there is', async () => {
    const room = intakeRoom(fact => fact.accountId !== 'b');
    const mixed = await sent(room, [signUp(), signUp({ subject: 'b', id: '2' })]);
    expect(mixed.status).toBe(200);
    expect(mixed.body.events[1]).toMatchObject({ status: 'rejected', reason: 'try-again' });
    expect((await sent(room, [signUp({ subject: 'b', id: '2' }), 'junk'])).status).toBe(503);
  });
});

describe('a contact that rides along', () => {
  const contact = { name: 'Canary Person', email: 'canary@acme.example', phone: '+4930901820001' };

  test('is written before the fact goes out, and never goes out itself', async () => {
    const room = intakeRoom();
    const seen: unknown[] = [];
    const bus = {
      put: (facts: Parameters<typeof room.bus.put>[0]) => {
        seen.push(room.table.peek(contactKey('acme', 'main')));
        return room.bus.put(facts);
      },
    };
    await sent({ ...room, bus }, [signUp({}, { contact })]);
    expect(seen).toEqual([expect.objectContaining({ contact })]);
    expect(JSON.stringify(room.facts)).not.toMatch(/canary|901820001/i);
  });

  test('of an older event does not overwrite what a newer one said', async () => {
    const room = intakeRoom();
    await sent(room, [signUp({}, { contact })]);
    await sent(room, [signUp({ id: 'old', time: '2026-11-01T00:00:00Z' }, { contact: { name: 'Stale' } })]);
    expect(room.table.peek(contactKey('acme', 'main'))).toMatchObject({ contact: { name: 'Canary Person' } });
    expect(room.facts).toHaveLength(2);
  });

  test('is not written when its event is rejected', async () => {
    const room = intakeRoom();
    await sent(room, [signUp({}, { language: 'German', contact })]);
    expect([...room.table.rows()]).toHaveLength(0);
  });

  test('a thousand at once on one account are all taken', async () => {
    const room = intakeRoom();
    const events = Array.from({ length: 1_000 }, (_, n) =>
      signUp({ id: `e-${n}` }, { contact: { name: `Name ${n}` } }),
    );
    expect((await sent(room, events)).body.accepted).toBe(1_000);
  });
});
