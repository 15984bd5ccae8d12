import { beforeEach, describe, expect, test } from '@jest/globals';
import { changeCallback } from '../../functions/calls/change-callback.ts';
import { holdSlot } from '../../functions/calls/hold-slot.ts';
import { planCall } from '../../functions/calls/plan-call.ts';
import { contact } from '../../shared/contracts/accounts-contract.ts';
import type { CallAction } from '../../shared/contracts/calls-contract.ts';
import { DAY, formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { bookingRoom, entriesByAgent, granted, said, seedLink, tuesday } from '../support/bookings.ts';
import {
  act,
  anOfficer,
  type CallPorts,
  seedCalls,
  theCall,
  theOpenCall,
  wish,
} from '../support/call-room.ts';
import { NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';

let ports: CallPorts;
const berlin = (time: string, day = '2026-11-23') => Date.parse(`${day}T${time}:00+01:00`);
const TOMORROW = berlin('11:00', '2026-11-24');
const entries = (of = ports) => [...entriesByAgent(of.table.rows()).values()].flat();
const plan = (input: object) =>
  planCall(ports, { input: { accountId: 'acme', kind: 'callback', ...input }, agentId: 'anna' });

/** Anna has a welcome booked for tomorrow, and the customer calls in today. */
async function calledIn(itemId = 'welcome') {
  await seedCalls(ports);
  await wish(ports, { itemId, kind: 'welcome', product: 'repricer' });
  const { id } = await theOpenCall(ports);
  await act(ports, id, { do: 'book', from: formatInstant(TOMORROW), agentId: 'anna' });
  granted(await act(ports, id, { do: 'start', direction: 'in' }));
  return id;
}

beforeEach(() => {
  ports = testPorts();
  ports.clock.set(berlin('10:00'));
});

describe('a time that is agreed, when they speak before it', () => {
  test.each<[string, Extract<CallAction, { do: 'end' }>]>([
    ['decline everything', { do: 'end', outcome: 'declined' }],
    ['spoke of all', { do: 'end', outcome: 'reached', results: [{ itemId: 'welcome', result: 'spoken' }] }],
    ['had the wrong number', { do: 'end', outcome: 'wrong-number' }],
  ])('leaves the agent’s day when they %s and the call is over', async (_why, end) => {
    const id = await calledIn();
    expect(entries()).toHaveLength(1);
    granted(await act(ports, id, end));
    expect((await theCall(ports, id)).state).toBe('ended');
    expect(entries()).toEqual([]);
  });

  test.each<[string, Extract<CallAction, { do: 'end' }>]>([
    ['nobody answered', { do: 'end', outcome: 'no-answer' }],
    ['nothing came of what is to be spoken of', { do: 'end', outcome: 'reached' }],
  ])('stands in the call and in the agent’s day when %s', async (_why, end) => {
    const id = await calledIn();
    granted(await act(ports, id, end));
    expect(await theCall(ports, id)).toMatchObject({ state: 'booked', booking: { from: TOMORROW } });
    expect(entries()).toMatchObject([{ id, from: TOMORROW }]);
  });
});

describe('times out of reach', () => {
  test('a wish for what is long over or far away is due from now on, or as it says', async () => {
    await seedCalls(ports);
    const now = ports.clock.now();
    await wish(ports, { itemId: 'old', kind: 'welcome', readyAt: now - 170 * DAY, dueAt: now - 169 * DAY });
    await wish(ports, { itemId: 'far', kind: 'help', readyAt: now + 700 * DAY, dueAt: now + 701 * DAY });
    await wish(ports, { itemId: 'long', kind: 'help', readyAt: now, dueAt: now + 900 * DAY });
    expect((await theOpenCall(ports)).agenda).toMatchObject([
      { id: 'old', readyAt: now, dueAt: now + HOUR },
      { id: 'far', readyAt: now + 700 * DAY, dueAt: now + 701 * DAY },
      { id: 'long', readyAt: now, dueAt: now + 900 * DAY },
    ]);
  });

  test('staff plan and book 180 days ahead at most, and hear which field it was', async () => {
    await seedCalls(ports);
    const far = formatInstant(ports.clock.now() + 181 * DAY);
    const tooFar = (field: string) => ({ refusal: 'too-far', detail: { field } });
    expect(await plan({ dueAt: far })).toMatchObject(tooFar('body.dueAt'));
    expect(await plan({ from: far })).toMatchObject(tooFar('body.from'));
    granted(await plan({ dueAt: formatInstant(ports.clock.now() + 179 * DAY) }));
    const { id } = await theOpenCall(ports);
    expect(await act(ports, id, { do: 'book', from: far })).toMatchObject(tooFar('body.from'));
    granted(await act(ports, id, { do: 'start' }));
    const end = (next: NonNullable<Extract<CallAction, { do: 'end' }>['next']>) =>
      act(ports, id, { do: 'end', outcome: 'reached', next });
    expect(await end({ do: 'plan', kind: 'session', dueAt: far })).toMatchObject(tooFar('body.next.dueAt'));
    expect(await end({ do: 'book', kind: 'session', from: far })).toMatchObject(tooFar('body.next.from'));
  });

  test('hours that are too short to be met are refused; those kept from before give way to the company’s', async () => {
    const hours = (from: string, to: string) => contact.safeParse({ callHours: [from, to] }).success;
    expect([hours('09:00', '09:29'), hours('09:00', '09:30'), hours('23:50', '00:10')]).toEqual([
      ...[false, true, false],
    ]);
    await seedCalls(ports, { contact: { callHours: ['13:00', '13:01'] } });
    await wish(ports, { itemId: 'welcome', kind: 'welcome' });
    expect(await theOpenCall(ports)).toMatchObject({ readyAt: ports.clock.now() });
  });
});

test('a session that is agreed on is about the product of what came of it, and goes to who knows that', async () => {
  await seedCalls(ports, {
    agents: [anOfficer('anna', { products: ['repricer'] }), anOfficer('emil', { products: ['sync'] })],
  });
  await wish(ports, { itemId: 'one', kind: 'welcome', product: 'repricer' });
  await wish(ports, { itemId: 'two', kind: 'welcome', product: 'sync' });
  const { id } = await theOpenCall(ports);
  granted(await act(ports, id, { do: 'start' }));
  const results = [{ itemId: 'two', result: 'session-agreed' }];
  const next = { do: 'book', kind: 'session', from: formatInstant(TOMORROW) } as const;
  granted(await act(ports, id, { do: 'end', outcome: 'reached', results, next }));
  const { agenda, booking } = await theOpenCall(ports);
  expect(agenda.find(({ kind }) => kind === 'session')).toMatchObject({ product: 'sync' });
  expect(booking?.agentId).toBe('emil');
});

describe('a hold of where a booking may move', () => {
  test('overlaps the booking, which stands until it is moved there with the same agent', async () => {
    const anna = anOfficer('anna');
    const { ports: room, link } = await bookingRoom([anna]);
    const { id } = granted(
      await planCall(room, {
        input: { accountId: 'acme', contactId: 'main', kind: 'session', from: said('10:00') },
        agentId: 'anna',
      }),
    );
    const own = await seedLink(room, 'lnk_own', { callId: id, purpose: 'appointment' });
    const hold = { from: said('10:15'), agent: 'same' as const };
    granted(await holdSlot(room, { principal: own, input: hold }));
    expect(entries(room)).toMatchObject([
      { id, is: 'booking', from: tuesday('10:00'), to: tuesday('10:45') },
      { is: 'hold', from: tuesday('10:15'), to: tuesday('11:00') },
    ]);
    granted(await changeCallback(room, { principal: own, callbackId: id, input: hold }));
    expect(entries(room)).toMatchObject([{ id, is: 'booking', from: tuesday('10:15') }]);
    expect(link.kind).toBe('link');
  });

  test('is in the way of everybody else, as the booking is', async () => {
    const { ports: room, link } = await bookingRoom([anOfficer('anna')]);
    granted(
      await planCall(room, {
        input: { accountId: 'acme', contactId: 'main', kind: 'session', from: said('10:00') },
        agentId: 'anna',
      }),
    );
    granted(await holdSlot(room, { principal: link, input: { from: said('10:15') } }));
    const other = await seedLink(room, 'lnk_2', { contactId: 'second' });
    for (const time of ['10:00', '10:30', '10:45'])
      expect(await holdSlot(room, { principal: other, input: { from: said(time) } })).toMatchObject({
        refusal: 'slot-taken',
      });
    room.clock.set(NOW + 6 * MINUTE);
    expect(await holdSlot(room, { principal: other, input: { from: said('10:30') } })).toMatchObject({
      refusal: 'slot-taken',
    });
  });
});

test('whoever knows the product gets the time, however many who do not are looked at first', async () => {
  const many = Array.from({ length: 25 }, (_, n) =>
    anOfficer(`agent-${String(n).padStart(2, '0')}`, { products: ['sync'] }),
  );
  const knows = anOfficer('zoe', { products: ['repricer'], book: 90 });
  const { ports: room } = await bookingRoom([...many, knows]);
  const planned = granted(
    await planCall(room, {
      input: {
        accountId: 'acme',
        contactId: 'main',
        kind: 'session',
        product: 'repricer',
        from: said('10:00'),
      },
      agentId: 'zoe',
    }),
  );
  expect(planned.booking?.agentId).toBe('zoe');
});
