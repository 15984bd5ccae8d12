import { describe, expect, test } from '@jest/globals';
import { actOnQuarantined } from '../../functions/upkeep/act-on-quarantined.ts';
import { listQuarantine, readQuarantined } from '../../functions/upkeep/read-quarantine.ts';
import { takeInMessage } from '../../functions/upkeep/take-in-message.ts';
import type { QuarantineAsked, QuarantineItem } from '../../shared/contracts/operations-contract.ts';
import { eventIdOf } from '../../shared/kernel/id.ts';
import { DAY, formatInstant, MINUTE } from '../../shared/kernel/instant.ts';
import { followsOf } from '../../shared/store/journal.ts';
import { quarantine } from '../../shared/store/quarantine-store.ts';
import { bridged, intakeRoom, NOW, signUp } from '../support/intake-room.ts';

const ahead = (parts: Record<string, unknown> = {}, data: Record<string, unknown> = {}) =>
  bridged(signUp({ time: formatInstant(NOW + DAY + 5 * MINUTE), ...parts }, data));

/** A room whose clock can be set on, with what some messages left behind. */
async function roomWith(...texts: readonly string[]) {
  const room = intakeRoom();
  let now = NOW;
  const ports = { ...room, clock: { now: () => now } };
  for (const text of texts) {
    await takeInMessage(ports, { origin: 'ingress', text });
    now += MINUTE;
  }
  const items = async (state: 'open' | 'all' = 'open') =>
    (await listQuarantine(room.table, { state, limit: 50 })).items;
  return {
    ...{ ports, items },
    later: (ms: number) => {
      now += ms;
    },
    act: (id: string, asked: QuarantineAsked, by = 'olga') => actOnQuarantined(ports, { id, by, asked }),
    /** Facts that stand to be sent, by the rows of the table. */
    sent: () => [...room.table.rows()].flatMap(row => (row.wakeShard === undefined ? [] : followsOf(row))),
  };
}

const one = async (room: Awaited<ReturnType<typeof roomWith>>): Promise<QuarantineItem> => {
  const [item] = await room.items('all');
  if (!item) throw new Error('there is nothing');
  return item;
};

describe('what could not be taken in', () => {
  test('is listed with the newest first: where from, why, which part, how large', async () => {
    const room = await roomWith(bridged(signUp({ type: 'account.exploded' })), ahead());
    expect(await room.items()).toMatchObject([
      {
        reason: 'too-far-ahead',
        field: 'time',
        name: 'account.signed-up',
        whole: true,
        state: 'open',
        version: 1,
      },
      {
        ...{ reason: 'unknown-type', field: 'type', name: 'account.exploded', whole: false },
        ...{
          origin: 'ingress',
          source: 'https://shop.example.com',
          at: formatInstant(NOW),
          bytes: expect.any(Number),
        },
      },
    ]);
  });

  test('is kept whole only where its time or version alone speak against it, and then of checked parts alone', async () => {
    const room = await roomWith(
      ahead({ nickname: 'Canary Person', dataschema: 'https://x.example/Canary/1' }),
    );
    const item = await one(room);
    const read = await readQuarantined(room.ports.table, item.id);
    const text = read.ok ? read.value.text : '';
    expect(item.whole).toBe(true);
    expect(text).not.toMatch(/canary/i);
    expect(JSON.parse(text)).toEqual({
      ...{ account: '111122223333', source: 'https://shop.example.com', 'detail-type': 'account.signed-up' },
      detail: {
        ...{ id: 'order-1', subject: 'acme', time: formatInstant(NOW + DAY + 5 * MINUTE), dataschema: '/1' },
        data: { product: 'repricer', language: 'de' },
      },
    });
  });

  test.each([
    ['a field that is not known', ahead({}, { email: 'canary@acme.example' })],
    ['a field of a version to come', ahead({ dataschema: '/1.9' }, { nick: 'Canary' })],
    ['a contact', ahead({}, { contact: { name: 'Canary Person' } })],
    ['a subject that is no id', ahead({ subject: 'Canary Person' })],
    ['an unknown type', ahead({ type: 'account.exploded' }, { nick: 'Canary' })],
  ])('has no value of what carries %s, and cannot be taken in again', async (_, text) => {
    const room = await roomWith(text);
    const { id, version, whole } = await one(room);
    expect(whole).toBe(false);
    expect(JSON.stringify([...room.ports.table.rows()])).not.toMatch(/canary/i);
    expect(await room.act(id, { action: 'take-in', version })).toMatchObject({ refusal: 'text-not-kept' });
  });

  test('has a name that fits a path, whatever its text', async () => {
    const room = await roomWith(...Array.from({ length: 200 }, (_, n) => `no JSON ${n}`));
    const { items } = await listQuarantine(room.ports.table, { state: 'open', limit: 200 });
    expect(items).toHaveLength(200);
    for (const { id } of items) expect(id).toMatch(/^qrt_[\w-]{27}$/);
  });

  test('that does not exist cannot be read, nor anything be done with it', async () => {
    const room = await roomWith();
    expect(await readQuarantined(room.ports.table, 'qrt_none')).toMatchObject({ refusal: 'not-found' });
    expect(await room.act('qrt_none', { action: 'reopen', version: 1 })).toMatchObject({
      refusal: 'not-found',
    });
  });
});

describe('taking in again', () => {
  test('goes the way of a fresh arrival: the same check, the same id, and out with the commit that says so', async () => {
    const room = await roomWith(ahead());
    const { id, version } = await one(room);
    room.later(DAY);
    const acted = await room.act(id, { action: 'take-in', version });
    expect(acted).toMatchObject({
      value: { outcome: 'taken-in', item: { state: 'taken-in', last: { by: 'olga', action: 'take-in' } } },
    });
    expect(room.sent()).toMatchObject([
      {
        id: eventIdOf('bus:111122223333', 'https://shop.example.com', 'order-1'),
        ...{ name: 'account.signed-up', accountId: 'acme', producer: 'bus:111122223333' },
      },
    ]);
    expect([await room.items('open'), (await room.items('all')).length]).toEqual([[], 1]);
  });

  test('says why it is refused again, and leaves it open', async () => {
    const room = await roomWith(ahead());
    const { id, version } = await one(room);
    const acted = await room.act(id, { action: 'take-in', version });
    expect(acted).toMatchObject({
      value: {
        outcome: 'refused-again',
        item: { state: 'open', version: version + 1, again: { reason: 'too-far-ahead', field: 'time' } },
      },
    });
    expect(room.sent()).toEqual([]);
    room.later(DAY);
    const second = await room.act(id, { action: 'take-in', version: version + 1 });
    expect(second).toMatchObject({ value: { outcome: 'taken-in' } });
    expect(await one(room)).not.toHaveProperty('again');
  });

  test('repeated by the same person after a lost answer says how it stands, and sends nothing more', async () => {
    const room = await roomWith(ahead());
    const { id, version } = await one(room);
    room.later(DAY);
    for (let n = 0; n < 3; n++)
      expect(await room.act(id, { action: 'take-in', version })).toMatchObject({
        value: { outcome: 'taken-in' },
      });
    expect(room.sent()).toHaveLength(1);
  });

  test('of two texts with the same event sends it once', async () => {
    const room = await roomWith(ahead(), `${ahead()} `);
    room.later(DAY);
    for (const { id, version } of await room.items())
      expect(await room.act(id, { action: 'take-in', version })).toMatchObject({
        value: { outcome: 'taken-in' },
      });
    expect(room.sent()).toHaveLength(1);
    expect(await room.items()).toEqual([]);
  });

  test('takes a fact of the product bus as a worker would, once this release knows it', async () => {
    const room = await roomWith();
    const fact = {
      ...{
        id: 'evt_1',
        name: 'account.signed-up',
        version: 1,
        occurredAt: NOW,
        recordedAt: NOW,
        accountId: 'acme',
      },
      ...{
        correlation: 'evt_1',
        depth: 0,
        producer: 'shop',
        origin: 'live',
        data: { product: 'repricer', language: 'de' },
      },
    };
    const reason = { ok: false, refusal: 'unknown-version' } as const;
    const keep = (text: string) =>
      quarantine(room.ports)({ origin: 'accounts', text, reason, retaken: 'fact' });
    await keep(JSON.stringify({ source: 'firstcall', 'detail-type': 'account.signed-up', detail: fact }));
    const { id } = await one(room);
    expect(await room.act(id, { action: 'take-in', version: 1 })).toMatchObject({
      value: { outcome: 'taken-in' },
    });
    expect(room.sent()).toEqual([fact]);
    await keep('x'.repeat(4_001));
    const [cut] = await room.items();
    expect(cut).toMatchObject({ whole: false, bytes: 4_001 });
  });
});

describe('setting aside', () => {
  test('has a reason, can be taken back, and then be taken in', async () => {
    const room = await roomWith(ahead());
    const { id } = await one(room);
    await room.act(id, { action: 'set-aside', version: 1, why: 'a test of the shop' });
    expect(await one(room)).toMatchObject({
      state: 'set-aside',
      version: 2,
      last: { why: 'a test of the shop' },
    });
    expect(await room.act(id, { action: 'take-in', version: 2 })).toMatchObject({
      refusal: 'already-settled',
    });
    expect(await room.act(id, { action: 'reopen', version: 2 })).toMatchObject({
      value: { outcome: 'reopened' },
    });
    expect(await room.items()).toMatchObject([{ state: 'open', version: 3 }]);
    expect(await room.act(id, { action: 'reopen', version: 3 }, 'paul')).toMatchObject({
      refusal: 'not-set-aside',
    });
  });

  test('of two at once one wins, and the other is told who', async () => {
    const room = await roomWith(ahead());
    const { id, version } = await one(room);
    room.later(DAY);
    const [aside, taken] = await Promise.all([
      room.act(id, { action: 'set-aside', version, why: 'known' }, 'olga'),
      room.act(id, { action: 'take-in', version }, 'paul'),
    ]);
    const lost = [aside, taken].filter(one => !one.ok);
    const winner = aside.ok ? 'olga' : 'paul';
    expect(lost).toMatchObject([{ refusal: 'stale', detail: { by: winner } }]);
    expect(await one(room)).toMatchObject({ version: 2, last: { by: winner } });
    expect(room.sent()).toHaveLength(winner === 'paul' ? 1 : 0);
  });

  test('does not come undone when the same text comes once more', async () => {
    const room = await roomWith(ahead());
    const { id } = await one(room);
    await room.act(id, { action: 'set-aside', version: 1, why: 'known' });
    await takeInMessage(room.ports, { origin: 'ingress', text: ahead() });
    expect([await room.items('open'), await room.items('all')]).toMatchObject([[], [{ state: 'set-aside' }]]);
  });
});
