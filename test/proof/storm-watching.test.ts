import { beforeEach, describe, expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { callKey, contactKey, heartbeatKey, lists, ownershipKey } from '../../shared/store/keys.ts';
import type { Row } from '../../shared/store/table.ts';
import { START, simulate, type World } from '../simulation/world.ts';
import type { Day } from './storm/day.ts';
import { watching } from './storm/watching.ts';

let world: World;
let watched: ReturnType<typeof watching>;
let n = 0;

beforeEach(() => {
  world = simulate({ seed: 1, wiring: { facts: {}, ticks: {} } });
  watched = watching(world);
});

const write = (...rows: readonly Row[]) =>
  world.table.commit({ commitId: `cmt_${n++}`, writes: rows.map(row => ({ do: 'put', row }) as const) });
const complaints = (day: Partial<Day> = {}) =>
  watched.complaints({ confirmed: [], wrong: [], ...day } as unknown as Day);

const from = Math.floor(START / DAY) * DAY + DAY + 10 * HOUR;
const booking = { agentId: 'anna', from, to: from + 15 * MINUTE };
const call = (given: object = {}): Row => ({
  ...{ ...callKey('1'), type: 'call', id: '1', accountId: 'shop-1', contactId: 'c-1', state: 'booked' },
  ...{ version: 1, booking, agenda: [], attempts: [], ...given },
});
const dayOf = (...entries: readonly object[]): Row => ({
  ...{ pk: 'agent#anna', sk: 'day#2026-11-24', type: 'agent-day', agentId: 'anna', day: '2026-11-24' },
  entries: entries.map(entry => ({ is: 'booking', buffer: 0, ...booking, ...entry })),
});
const anna: Row = {
  ...{ pk: 'roster', sk: 'agent#anna', type: 'agent', id: 'anna', active: true, zone: 'Europe/Berlin' },
  hours: { tue: [['09:00', '18:00']] },
};
const decided = (decision: string): Row => ({
  ...{ pk: 'call#1', sk: `journal#${n}`, type: 'journal', capability: 'calls', eventId: `${n}`, decision },
});

describe('whoever watches a storm complains of', () => {
  test('nothing, when an appointment is made where its agent works, and begins', async () => {
    await write(anna);
    await write(call(), dayOf({ id: '1' }), decided('booked'));
    await write(call({ state: 'running', version: 2 }), decided('start'));
    expect(
      await complaints({ confirmed: [{ id: '1', version: 1, from: '2026-11-24T10:00:00.000Z' }] }),
    ).toEqual([]);
    expect(watched.bookings).toMatchObject({ bookings: 1 });
  });

  test('an appointment that nobody gave up and that is gone', async () => {
    await write(anna);
    await write(call(), dayOf({ id: '1' }), decided('booked'));
    await write(call({ state: 'due', booking: undefined, version: 2 }), dayOf(), decided('forgotten'));
    expect(await complaints()).toEqual(['appointments: vanished: 1 by forgotten']);
  });

  test('an appointment outside working hours, and one of an agent who has left', async () => {
    const night = { from: from + 12 * HOUR, to: from + 12 * HOUR + 15 * MINUTE };
    await write(anna);
    await write(call({ booking: { ...booking, ...night } }), dayOf({ id: '1', ...night }), decided('booked'));
    expect(await complaints()).toEqual(['appointments: outside: anna 1']);
    await write({ ...anna, active: false });
    await write(call({ version: 2 }), dayOf({ id: '1' }), decided('moved'));
    expect(await complaints()).toHaveLength(2);
  });

  test('two at one time, and a time that no call stands behind', async () => {
    await write(anna);
    await write(call(), dayOf({ id: '1' }, { id: '2' }), decided('booked'));
    expect(await complaints()).toEqual([
      'appointments: doubles: anna 1',
      'appointments: doubles: anna 2',
      '1 appointments that clash',
      '1 times of no call',
    ]);
  });

  test('what a customer was told and never stood, and what nobody answered', async () => {
    const confirmed = [{ id: '9', version: 1, from: '2026-11-24T10:00:00.000Z' }];
    expect(await complaints({ confirmed, wrong: ['nobody answers ask-callback'] })).toEqual([
      'nobody answers ask-callback',
      '1 appointments that were told and never stood',
    ]);
  });

  test('a timer that the auditor had to arm again, and one that is missing now', async () => {
    await write({ ...heartbeatKey('auditor'), type: 'heartbeat', report: { mended: 1 } });
    expect(await complaints()).toEqual(['1 timers that were lost and armed again']);
    const waits = { state: 'queued', accountId: 'acme', version: 1, list: lists.queue, listKey: '1' };
    await write({ ...ownershipKey('acme'), type: 'ownership', ...waits });
    world.clock.after(MINUTE, () => undefined);
    await world.run({ until: START + MINUTE });
    expect(await complaints()).toEqual(['2 timers that were lost and armed again']);
  });

  test('what stands of somebody who was erased; not of a number that somebody else has too', async () => {
    const contact = { name: 'Cleo zz00001zz', phone: '+49307700001' };
    const place = { ...contactKey('shop-1', 'c-1'), type: 'contact' };
    await write({ ...place, contact });
    await write({ pk: 'call#7', sk: 'state', type: 'note', about: 'asks zz00001zz', phone: contact.phone });
    expect(await complaints()).toEqual([]);
    await write({ ...place, state: 'erased' });
    expect(watched.erased()).toBe(2);
    expect(await complaints()).toEqual([
      'zz00001zz was erased and stands in call#7 state',
      '+49307700001 was erased and stands in call#7 state',
    ]);
    const twin = { ...contact, name: 'Twin zz900001zz' };
    await write({ ...contactKey('twin-1', 'c-1'), type: 'contact', contact: twin });
    expect(await complaints()).toEqual(['zz00001zz was erased and stands in call#7 state']);
  });
});
