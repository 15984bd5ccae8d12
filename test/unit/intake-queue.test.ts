import { describe, expect, test } from '@jest/globals';
import { takeInMessage } from '../../functions/upkeep/take-in-message.ts';
import { eventIdOf } from '../../shared/kernel/id.ts';
import { bridged, intakeRoom, quarantined, signUp } from '../support/intake-room.ts';

const take = (room: ReturnType<typeof intakeRoom>, text: string) =>
  takeInMessage(room, { origin: 'ingress', text });

describe('a message of the ingress bus', () => {
  test('becomes a fact under an id of the account that put it there', async () => {
    const room = intakeRoom();
    expect(await take(room, bridged(signUp()))).toMatchObject({ decision: 'accepted' });
    expect(room.facts).toEqual([
      expect.objectContaining({
        id: eventIdOf('bus:111122223333', 'https://shop.example.com', 'order-1'),
        producer: 'bus:111122223333',
        data: { product: 'repricer', language: 'de' },
      }),
    ]);
    expect(quarantined(room)).toHaveLength(0);
  });

  test('without a time of its own has the time it was put', async () => {
    const room = intakeRoom();
    await take(room, bridged(signUp({ time: undefined })));
    expect(room.facts[0]?.occurredAt).toBe(Date.parse('2026-11-22T08:59:30Z'));
  });

  test('cannot choose another type, source or version than the bus saw', async () => {
    const room = intakeRoom();
    const detail = { ...signUp(), type: 'account.converted', source: 'x', specversion: '9' };
    await take(room, bridged(signUp(), { detail }));
    expect(room.facts[0]).toMatchObject({ name: 'account.signed-up' });
    expect(room.facts[0]?.id).toBe(eventIdOf('bus:111122223333', 'https://shop.example.com', 'order-1'));
  });

  test('that does not fit is kept once with its reason, however often it comes', async () => {
    const room = intakeRoom();
    const text = bridged(signUp({ type: 'account.exploded' }));
    for (let n = 0; n < 3; n++) expect(await take(room, text)).toMatchObject({ decision: 'quarantined' });
    expect(quarantined(room)).toEqual([
      expect.objectContaining({
        origin: 'ingress',
        reason: 'unknown-type',
        field: 'type',
        problem: expect.any(String),
      }),
    ]);
    expect(room.facts).toHaveLength(0);
  });

  test('that the product bus does not take comes again, and is not set aside', async () => {
    const room = intakeRoom(() => false);
    await expect(take(room, bridged(signUp()))).rejects.toThrow(/evt_/);
    expect(quarantined(room)).toHaveLength(0);
  });

  test.each([
    '',
    'not JSON',
    '{"detail":',
    'null',
    '[]',
    '{}',
    '{"detail":null}',
    '"text"',
    '{"account":"1","detail":{}}',
    `{"account":"111122223333","source":"s","detail-type":"account.signed-up","detail":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
  ])('never stops the queue: %#', async text => {
    const room = intakeRoom();
    expect(await take(room, text)).toMatchObject({ decision: 'quarantined' });
    expect(quarantined(room)[0]).toMatchObject({
      problem: expect.stringMatching(/\w+ \w+/),
      bytes: Buffer.byteLength(text),
    });
  });
});

describe('personal data must not travel on a bus', () => {
  const contact = { name: 'Canary Person', email: 'canary@acme.example', phone: '+4930901820001' };

  test('a contact part is set aside with a reason that says the way, and not a word of it is kept', async () => {
    const room = intakeRoom();
    await take(room, bridged(signUp({}, { contact })));
    expect(quarantined(room)[0]).toMatchObject({
      reason: 'personal-data',
      problem: expect.stringMatching(/POST \/v1\/events/),
    });
    expect(JSON.stringify([room.facts, ...room.table.rows()])).not.toMatch(/canary|901820001/i);
  });

  test.each([
    [signUp({}, { email: contact.email })],
    [signUp({ type: 'account.exploded' }, { contact })],
    [signUp({ subject: 'Canary Person' })],
    [signUp({ contact })],
    [signUp({ data: ['canary@acme.example'] })],
    [signUp({ time: 'Canary Person' })],
  ])('whatever else is wrong, no value of it is kept either: %#', async event => {
    const room = intakeRoom();
    await take(room, bridged(event));
    await take(room, `${bridged(event)} canary`);
    expect(JSON.stringify([room.facts, ...room.table.rows()])).not.toMatch(/canary|901820001/i);
  });
});
