import { describe, expect, test } from '@jest/globals';
import { askCallback } from '../../functions/calls/ask-callback.ts';
import { fitBoard } from '../../functions/calls/fit-board.ts';
import { holdSlot } from '../../functions/calls/hold-slot.ts';
import { listSlots } from '../../functions/calls/list-slots.ts';
import type { Principal } from '../../shared/contracts/define-route.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import {
  bookingRoom,
  entriesByAgent,
  granted,
  officeHours,
  said,
  seedLink,
  tuesday,
} from '../support/bookings.ts';
import { NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';

const anna = anAgent('anna', { hours: officeHours });
const ben = anAgent('ben', { hours: officeHours });
const phone = (n: number) => `+49151${10_000_100 + n}`;

async function room(agents = [anna]) {
  const { ports, link } = await bookingRoom(agents);
  const hold = (time: string, principal: Principal = link) =>
    holdSlot(ports, { principal, input: { from: said(time) } });
  const book = (time: string, principal: Principal = link, holdId?: string) =>
    askCallback(ports, {
      principal,
      input: { want: 'slot', from: said(time), phone: phone(1), ...(holdId === undefined ? {} : { holdId }) },
    });
  const entries = () => [...entriesByAgent(ports.table.rows()).values()].flat();
  return { ports, link, hold, book, entries };
}

describe('a time that is kept free', () => {
  test('is nobody else’s for five minutes, then anybody’s, cleaned away or not', async () => {
    const { ports, hold, book } = await room();
    const other = await seedLink(ports, 'lnk_2', { contactId: 'second' });
    expect(granted(await hold('10:00'))).toMatchObject({ from: said('10:00'), to: said('10:15') });
    expect(await book('10:00', other)).toMatchObject({ refusal: 'slot-taken' });
    ports.clock.set(NOW + 5 * MINUTE);
    expect(granted(await book('10:00', other)).state).toBe('booked');
  });

  test('is its source’s one: the next one takes its place', async () => {
    const { hold, entries } = await room([anna, ben]);
    granted(await hold('10:00'));
    granted(await hold('15:00'));
    expect(entries()).toMatchObject([{ is: 'hold', from: tuesday('15:00') }]);
  });

  test('becomes the booking with the same agent, and is used up', async () => {
    const { ports, hold, book, entries } = await room([anna, ben]);
    const { holdId } = granted(await hold('10:00'));
    const [held] = [...entriesByAgent(ports.table.rows())].filter(([, all]) => all.length > 0);
    const booked = granted(await book('10:00', undefined, holdId));
    expect(entries()).toMatchObject([{ is: 'booking', id: booked.id }]);
    expect(entriesByAgent(ports.table.rows()).get(held?.[0] ?? '')).toHaveLength(1);
  });

  test('counts the notice from when it was kept, so that filling in the rest costs nobody the first slot', async () => {
    const { ports, hold, book } = await room();
    ports.clock.set(tuesday('09:00'));
    const { holdId } = granted(await hold('10:00'));
    ports.clock.set(tuesday('09:04'));
    expect(granted(await book('10:00', undefined, holdId)).state).toBe('booked');
  });

  test('does not confirm once it is over and somebody else has the time', async () => {
    const { ports, link, hold, book } = await room();
    const other = await seedLink(ports, 'lnk_2', { contactId: 'second' });
    const { holdId } = granted(await hold('10:00'));
    ports.clock.set(NOW + 5 * MINUTE);
    granted(await book('10:00', other));
    expect(await book('10:00', link, holdId)).toMatchObject({ refusal: 'slot-taken' });
  });
});

describe('times kept free by people who proved nothing', () => {
  test.each([
    ['one agent', [anna]],
    ['three agents', [anna, ben, anAgent('cleo', { hours: officeHours })]],
  ])('leave nine tenths of the slots of %s, however many sources and wherever', async (_who, team) => {
    const { ports, link, hold } = await room(team);
    await fitBoard(ports);
    const day = { from: said('00:00'), days: '1', limit: '500' };
    const free = async () => granted(await listSlots(ports, { principal: link, query: day })).slots.length;
    const before = await free();
    const refusals = new Map<string, number>();
    for (let n = 0; n < 300; n++) {
      const attacker = await seedLink(ports, `lnk_a${n}`, { proved: false, accountId: `v${n}` });
      const minute = 9 * 60 + 15 + ((Math.floor(n / 3) * 45) % (8 * 60));
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      const kept = await hold(time, attacker);
      if (!kept.ok) refusals.set(kept.refusal, (refusals.get(kept.refusal) ?? 0) + 1);
    }
    await fitBoard(ports);
    expect([...refusals.keys()]).toContain('too-many-unproved');
    expect((await free()) / before).toBeGreaterThanOrEqual(0.9);
  });
});
