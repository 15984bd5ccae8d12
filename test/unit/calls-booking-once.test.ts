import { describe, expect, test } from '@jest/globals';
import { type Asking, askCallback } from '../../functions/calls/ask-callback.ts';
import { cancelCallback } from '../../functions/calls/cancel-callback.ts';
import { changeCallback } from '../../functions/calls/change-callback.ts';
import { limits } from '../../shared/domain/calls/limits.ts';
import { DAY, MINUTE } from '../../shared/kernel/instant.ts';
import {
  bookingRoom,
  callsIn,
  entriesByAgent,
  granted,
  MACHINE,
  phoneOf,
  said,
  seedContact,
} from '../support/bookings.ts';
import { NOW } from '../support/facts.ts';
import { interleaved } from '../support/interleaved.ts';
import { anAgent } from '../support/team.ts';

const team = ['anna', 'ben', 'cleo'].map(id => anAgent(id));
const at = (time: string, more: Partial<Asking['input']> = {}): Asking['input'] => ({
  ...{ want: 'slot', from: said(time), accountId: 'acme' },
  ...more,
});

describe('a request with a key', () => {
  test('has the same answer however often it is sent, also after things went on', async () => {
    const { ports, link } = await bookingRoom(team);
    const ask = () => askCallback(ports, { principal: link, key: 'k-1', input: at('10:00') });
    const first = granted(await ask());
    granted(await cancelCallback(ports, { principal: link, callbackId: first.id }));
    expect(granted(await ask())).toEqual(first);
    expect(callsIn(ports.table.rows())).toHaveLength(1);
  });

  test('is refused with another body, whatever the order of its parts says nothing', async () => {
    const { ports, link } = await bookingRoom(team);
    const ask = (input: Asking['input']) => askCallback(ports, { principal: link, key: 'k-1', input });
    const first = granted(await ask({ want: 'slot', from: said('10:00'), language: 'de' }));
    expect(granted(await ask({ language: 'de', from: said('10:00'), want: 'slot' }))).toEqual(first);
    expect(await ask({ want: 'slot', from: said('11:00') })).toMatchObject({ refusal: 'key-reused' });
  });

  test('of somebody else with the same key is another request', async () => {
    const { ports, link } = await bookingRoom(team);
    await seedContact(ports, 'umbra', { contact: { phone: phoneOf(2) } });
    const mine = granted(await askCallback(ports, { principal: link, key: 'k', input: at('10:00') }));
    const input = at('10:00', { accountId: 'umbra' });
    const theirs = granted(await askCallback(ports, { principal: MACHINE, key: 'k', input }));
    expect(theirs.id).not.toBe(mine.id);
  });

  test.each([1, 2, 3, 4, 5])('sent five times at once books once, with one answer (order %i)', async seed => {
    const { ports, link } = await bookingRoom(team);
    const { table, run } = interleaved(ports.table, seed);
    const ask = () => askCallback({ ...ports, table }, { principal: link, key: 'k-1', input: at('10:00') });
    const answers = (await run(Array.from({ length: 5 }, () => ask))).map(granted);
    expect(new Set(answers.map(one => JSON.stringify(one))).size).toBe(1);
    expect(callsIn(ports.table.rows())).toHaveLength(1);
    expect([...entriesByAgent(ports.table.rows()).values()].flat()).toHaveLength(1);
  });

  test('that moves a call moves it once', async () => {
    const { ports, link } = await bookingRoom(team);
    const { id } = granted(await askCallback(ports, { principal: link, input: at('10:00') }));
    const move = () =>
      changeCallback(ports, {
        ...{ principal: link, callbackId: id, key: 'm' },
        input: { from: said('11:00') },
      });
    expect(granted(await move())).toEqual(granted(await move()));
    expect(callsIn(ports.table.rows())[0]).toMatchObject({ sequence: 1, version: 2 });
  });
});

describe('how often one may ask', () => {
  const room = async () => {
    const { ports } = await bookingRoom(team);
    for (const n of [1, 2, 3, 4, 5]) await seedContact(ports, `acc${n}`, { contact: { phone: phoneOf(n) } });
    const ask = (accountId: string, time: string, more: Partial<Asking['input']> = {}) =>
      askCallback(ports, { principal: MACHINE, input: at(time, { accountId, ...more }) });
    return { ports, ask };
  };

  test('a number has two open calls at most, whoever gives it', async () => {
    const { ask } = await room();
    const phone = phoneOf(9);
    granted(await ask('acc1', '09:00', { phone }));
    granted(await ask('acc2', '10:00', { phone }));
    expect(await ask('acc3', '11:00', { phone })).toMatchObject({ refusal: 'too-many' });
    expect((await ask('acc3', '11:00')).ok).toBe(true);
  });

  test('a number has three calls a day at most, cancelled ones included, and moving one is none', async () => {
    const { ports, ask } = await room();
    for (const time of ['09:00', '10:00', '11:00']) {
      const { id } = granted(await ask('acc1', time));
      const given = { principal: MACHINE, callbackId: id };
      granted(await changeCallback(ports, { ...given, input: { from: said('15:00') } }));
      granted(await cancelCallback(ports, given));
    }
    expect(await ask('acc1', '12:00')).toMatchObject({ refusal: 'too-many' });
    ports.clock.set(NOW + DAY + 1);
    expect((await ask('acc1', '16:00')).ok).toBe(true);
  });

  test('a number of somebody else is counted as theirs when a call changes to it', async () => {
    const { ports, ask } = await room();
    const victim = phoneOf(9);
    granted(await ask('acc1', '09:00', { phone: victim }));
    granted(await ask('acc2', '10:00', { phone: victim }));
    const { id } = granted(await ask('acc3', '11:00'));
    const change = { principal: MACHINE, callbackId: id, input: { phone: victim } };
    expect(await changeCallback(ports, change)).toMatchObject({ refusal: 'too-many' });
  });

  test.each([11, 12, 13])('is not got past by asking all at once (order %i)', async seed => {
    const { ports } = await room();
    for (let n = 0; n < 12; n++)
      await seedContact(ports, 'many', { contactId: `c${n}`, contact: { phone: phoneOf(50 + n) } });
    const { table, run } = interleaved(ports.table, seed);
    const deeds = Array.from({ length: 12 }, (_, n) => () => {
      const input = at('08:00', {
        accountId: 'many',
        contactId: `c${n}`,
        from: new Date(NOW + DAY + n * 30 * MINUTE).toISOString(),
      });
      return askCallback({ ...ports, table }, { principal: MACHINE, input });
    });
    const answers = await run(deeds);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(limits.account.open);
    expect(answers.flatMap(one => (one.ok ? [] : one.refusal))).toEqual(Array(9).fill('too-many'));
  });
});
