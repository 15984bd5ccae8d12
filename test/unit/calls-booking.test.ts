import { describe, expect, test } from '@jest/globals';
import { askCallback } from '../../functions/calls/ask-callback.ts';
import { cancelCallback } from '../../functions/calls/cancel-callback.ts';
import { changeCallback } from '../../functions/calls/change-callback.ts';
import { listSlots } from '../../functions/calls/list-slots.ts';
import { putBlock } from '../../functions/calls/put-block.ts';
import { readBookingPage } from '../../functions/calls/read-booking-page.ts';
import { readCallback } from '../../functions/calls/read-callback.ts';
import type { Principal } from '../../shared/contracts/define-route.ts';
import { DAY, formatInstant, HOUR } from '../../shared/kernel/instant.ts';
import type { Outcome } from '../../shared/kernel/outcome.ts';
import { linkDigest } from '../../shared/store/link-store.ts';
import {
  bookingRoom,
  callsIn,
  entriesByAgent,
  granted,
  MACHINE,
  officeHours,
  said,
  seedLink,
  tuesday,
} from '../support/bookings.ts';
import { NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';

const anna = anAgent('anna', { name: 'Anna Berg', hours: officeHours });
const ben = anAgent('ben', { name: 'Ben Roth', hours: officeHours });
const atSlot = (time: string) => ({ want: 'slot' as const, from: said(time) });
const starts = (outcome: Outcome<unknown, string>) =>
  outcome.ok ? [] : ((outcome.detail?.['slots'] ?? []) as { from: string }[]).map(({ from }) => from);

describe('a customer who picks a time', () => {
  test('is booked with an agent of their language, and sees a first name and the end of a number', async () => {
    const { ports, link } = await bookingRoom([anna]);
    const asked = granted(await askCallback(ports, { principal: link, input: atSlot('10:00') }));
    expect(asked).toMatchObject({
      ...{ state: 'booked', from: said('10:00'), to: said('10:15'), agent: 'Anna', language: 'de' },
      ...{ phone: '+••••••••••001', mayMove: true, mayCancel: true, version: 1 },
    });
    expect(entriesByAgent(ports.table.rows()).get('anna')).toMatchObject([
      { id: asked.id, is: 'booking', from: tuesday('10:00'), callId: asked.id },
    ]);
  });

  test('is told the next three when it is gone, and gets none of what collides with the buffer', async () => {
    const { ports, link } = await bookingRoom([anna]);
    granted(
      await askCallback(ports, { principal: MACHINE, input: { ...atSlot('10:00'), accountId: 'acme' } }),
    );
    const other = await seedLink(ports, 'lnk_2', { contactId: 'second' });
    const gone = await askCallback(ports, {
      principal: other,
      input: { ...atSlot('10:00'), phone: '+4915110000009' },
    });
    expect(gone).toMatchObject({ ok: false, refusal: 'slot-taken' });
    expect(starts(gone)).toEqual([said('10:30'), said('10:45'), said('11:00')]);
    const near = await askCallback(ports, {
      principal: other,
      input: { ...atSlot('10:15'), phone: '+4915110000009' },
    });
    expect(near).toMatchObject({ ok: false, refusal: 'slot-taken' });
    expect(link.kind).toBe('link');
  });

  test.each([
    ['off the quarter of an hour', tuesday('10:07'), 'not-a-start'],
    ['inside the notice', NOW + HOUR / 2, 'too-soon'],
    ['past the window', NOW + 15 * DAY, 'too-far'],
    ['outside working hours', tuesday('20:00'), 'slot-taken'],
    [
      'not whole inside working hours',
      tuesday('18:00') - 10 * 60_000 - 5 * 60_000 + 15 * 60_000,
      'slot-taken',
    ],
  ])('is refused a start %s, with what is free instead', async (_why, from, refusal) => {
    const { ports, link } = await bookingRoom([anna]);
    const refused = await askCallback(ports, {
      principal: link,
      input: { want: 'slot', from: formatInstant(from) },
    });
    expect(refused).toMatchObject({ ok: false, refusal });
    expect(starts(refused)).toHaveLength(3);
    expect(callsIn(ports.table.rows())).toEqual([]);
  });

  test('may pick what is outside their own hours: nobody knows better', async () => {
    const early = anAgent('anna', { hours: { tue: [['05:00', '09:00']] } });
    const { ports, link } = await bookingRoom([early]);
    expect(granted(await askCallback(ports, { principal: link, input: atSlot('06:00') })).state).toBe(
      'booked',
    );
  });

  test('has one open call: who asks again moves it, and the old time is free', async () => {
    const { ports, link } = await bookingRoom([anna]);
    const first = granted(await askCallback(ports, { principal: link, input: atSlot('10:00') }));
    const second = granted(await askCallback(ports, { principal: link, input: atSlot('11:00') }));
    expect(second).toMatchObject({ id: first.id, from: said('11:00'), version: 2 });
    expect(entriesByAgent(ports.table.rows()).get('anna')).toHaveLength(1);
    expect(callsIn(ports.table.rows())[0]).toMatchObject({ sequence: 1, agenda: [{ kind: 'callback' }] });
  });

  test('is refused a number that is never called, and asked for one where none is known', async () => {
    const { ports, link } = await bookingRoom([anna]);
    const ask = (phone: string) =>
      askCallback(ports, { principal: link, input: { ...atSlot('10:00'), phone } });
    expect(await ask('+499001234567')).toMatchObject({ refusal: 'phone-type-not-allowed' });
    expect(await ask('+8801712345678')).toMatchObject({ refusal: 'phone-country-not-allowed' });
    const nobody = await seedLink(ports, 'lnk_3', { contactId: 'unknown' });
    expect(await askCallback(ports, { principal: nobody, input: atSlot('10:00') })).toMatchObject({
      refusal: 'no-phone',
    });
  });

  test('is refused a language that nobody speaks, and told which ones are spoken', async () => {
    const { ports, link } = await bookingRoom([anna]);
    const input = { ...atSlot('10:00'), language: 'pt' };
    expect(await askCallback(ports, { principal: link, input })).toMatchObject({
      ...{ refusal: 'language-not-spoken', detail: { problem: 'We speak de.' } },
    });
  });
});

describe('a call that is agreed on', () => {
  const booked = async () => {
    const room = await bookingRoom([anna, ben]);
    const call = granted(await askCallback(room.ports, { principal: room.link, input: atSlot('10:00') }));
    const change = (input: Parameters<typeof changeCallback>[1]['input'], principal: Principal = room.link) =>
      changeCallback(room.ports, { principal, callbackId: call.id, input });
    return { ...room, call, change };
  };

  test('moves with the same agent, also to a time that meets its own old one', async () => {
    const { ports, call, change } = await booked();
    const moved = granted(await change({ from: said('10:15'), agent: 'same' }));
    expect(moved).toMatchObject({ id: call.id, from: said('10:15'), agent: call.agent });
    expect([...entriesByAgent(ports.table.rows()).values()].flat()).toHaveLength(1);
  });

  test('moves to a colleague when its agent is not free then', async () => {
    const { ports, call, change } = await booked();
    const lead = { id: 'fatima', roles: ['lead'] };
    const block = { agentId: 'anna', blockId: 'b', from: said('11:00'), to: said('12:00'), who: lead };
    expect((await putBlock(ports, block)).ok).toBe(true);
    expect(await change({ from: said('11:00'), agent: 'same' })).toMatchObject({ refusal: 'slot-taken' });
    expect(granted(await change({ from: said('11:00') }))).toMatchObject({
      from: said('11:00'),
      agent: 'Ben',
    });
    const entries = entriesByAgent(ports.table.rows());
    expect(entries.get('anna')).toMatchObject([{ is: 'block' }]);
    expect(entries.get('ben')).toMatchObject([{ id: call.id, from: tuesday('11:00') }]);
  });

  test('gives its time up when it is wanted now, with a promise', async () => {
    const { ports, change } = await booked();
    expect(granted(await change({ want: 'now' }))).toMatchObject({
      ...{ state: 'queued', promisedAt: formatInstant(NOW + HOUR / 2) },
    });
    expect([...entriesByAgent(ports.table.rows()).values()].flat()).toEqual([]);
  });

  test('keeps its time with somebody who speaks another language, once that is wished for', async () => {
    const room = await bookingRoom([anna, anAgent('inés', { languages: ['es'], hours: officeHours })]);
    const call = granted(await askCallback(room.ports, { principal: room.link, input: atSlot('10:00') }));
    const given = { principal: room.link, callbackId: call.id, input: { language: 'es' } };
    expect(granted(await changeCallback(room.ports, given))).toMatchObject({
      ...{ from: said('10:00'), agent: 'inés', language: 'es' },
    });
  });

  test('is cancelled once however often it is cancelled, and its time is free', async () => {
    const { ports, link, call } = await booked();
    const cancel = () => cancelCallback(ports, { principal: link, callbackId: call.id });
    expect(granted(await cancel())).toMatchObject({ state: 'ended', ending: 'cancelled', mayMove: false });
    expect(granted(await cancel())).toMatchObject({ state: 'ended', version: 2 });
    expect([...entriesByAgent(ports.table.rows()).values()].flat()).toEqual([]);
  });

  test('is nobody else’s: their links do not find it, one for the appointment finds it alone', async () => {
    const { ports, call, change } = await booked();
    const foreign = await seedLink(ports, 'lnk_f', { accountId: 'other' });
    const unproved = await seedLink(ports, 'lnk_u', { proved: false });
    const own = await seedLink(ports, 'lnk_a', { purpose: 'appointment', callId: call.id });
    for (const principal of [foreign, unproved])
      expect(await readCallback(ports, { principal, callbackId: call.id })).toMatchObject({
        refusal: 'not-found',
      });
    expect(await change({ from: said('12:00') }, foreign)).toMatchObject({ refusal: 'not-found' });
    expect(granted(await readCallback(ports, { principal: own, callbackId: call.id })).id).toBe(call.id);
    expect(await askCallback(ports, { principal: own, input: atSlot('12:00') })).toMatchObject({
      refusal: 'forbidden',
    });
    ports.clock.set(NOW + 40 * DAY);
    expect(await readCallback(ports, { principal: own, callbackId: call.id })).toMatchObject({
      refusal: 'forbidden',
    });
  });
});

describe('what is shown', () => {
  test('slots lie in working hours, after the notice, on the wall that is asked for, and are all bookable', async () => {
    const { ports, link } = await bookingRoom([anna]);
    const query = { zone: 'Asia/Kathmandu', limit: '4' };
    const { slots, minutes, more } = granted(await listSlots(ports, { principal: link, query }));
    expect({ minutes, more }).toEqual({ minutes: 15, more: true });
    expect(slots[0]).toEqual({
      ...{ from: '2026-11-23T10:00:00.000Z', to: '2026-11-23T10:15:00.000Z', wall: '2026-11-23T15:45' },
    });
  });

  test('the page of a link says who could call now, or when somebody is there, and the call there is', async () => {
    const { ports, link } = await bookingRoom([anna]);
    const page = async () => granted(await readBookingPage(ports, { principal: link, named: {} }));
    expect(await page()).toMatchObject({ brand: 'Acorn', openNow: true, languages: ['de'], language: 'de' });
    ports.clock.set(tuesday('19:00'));
    expect(await page()).toMatchObject({ openNow: false, nextOpening: '2026-11-25T08:00:00.000Z' });
    const asked = granted(await askCallback(ports, { principal: link, input: { want: 'now' } }));
    expect(asked).toMatchObject({ state: 'queued', promisedAt: '2026-11-25T08:30:00.000Z' });
    expect((await page()).callback).toEqual(asked);
    expect(ports.table.peek({ pk: `link#${linkDigest('lnk_1')}`, sk: 'link' })?.['callId']).toBe(asked.id);
  });
});
