import { beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE } from '../../shared/kernel/instant.ts';
import {
  act,
  type CallPorts,
  noticed,
  passTo,
  seedAccount,
  seedCalls,
  theCall,
  theOpenCall,
  wish,
} from '../support/call-room.ts';
import { testPorts } from '../support/ports.ts';

let ports: CallPorts;
const berlin = (time: string) => Date.parse(`2026-11-23T${time}:00+01:00`);

beforeEach(() => {
  ports = testPorts();
  ports.clock.set(berlin('10:00'));
});

async function booked(accountId: string, from: string) {
  await wish(ports, { itemId: `w-${accountId}`, kind: 'welcome' }, { accountId });
  const { id } = await theOpenCall(ports, accountId);
  await act(ports, id, {
    do: 'book',
    from: new Date(berlin(from)).toISOString(),
    minutes: 20,
    agentId: 'anna',
  });
  return id;
}

/** What stands in Anna's days, from and to. */
async function annasDays() {
  const { rows } = await ports.table.query({ pk: 'agent-days#anna', limit: 5 });
  const entries = rows.flatMap(row => row['entries'] as { from: number; to: number }[]);
  return entries.map(({ from, to }) => [from, to]);
}

describe('a call from 14:00 to 14:20 that goes on, with the next one at 14:30', () => {
  let first: string;
  let second: string;

  beforeEach(async () => {
    await seedCalls(ports);
    await seedAccount(ports, 'next', { owner: 'anna' });
    [first, second] = [await booked('acme', '14:00'), await booked('next', '14:30')];
    ports.clock.set(berlin('14:00'));
    await act(ports, first, { do: 'start' });
  });

  test('the next customer hears of it, and colleagues are asked to call', async () => {
    await passTo(ports, first, berlin('14:28'));
    expect((await theCall(ports, first)).booking?.to).toBe(berlin('14:20') + 20 * MINUTE);
    expect((await theCall(ports, second)).booking).toMatchObject({ from: berlin('14:30'), told: ['late'] });
    expect(noticed(ports, 'call-late')).toEqual(['bruno', 'emil']);
    expect(noticed(ports, 'call-following')).toEqual(['anna']);
  });

  test('grows up to the next one and no further, however long it goes on', async () => {
    const both = [
      [berlin('14:00'), berlin('14:30')],
      [berlin('14:30'), berlin('14:50')],
    ];
    for (const now of ['14:28', '14:38', '14:48', '15:08']) {
      await passTo(ports, first, berlin(now));
      expect(await annasDays()).toEqual(both);
    }
    expect((await theCall(ports, first)).booking?.to).toBeGreaterThan(berlin('14:50'));
    expect((await theCall(ports, second)).booking?.told).toEqual(['late']);
  });
});

test('grows as long as it goes on when nothing is booked behind it', async () => {
  await seedCalls(ports);
  const only = await booked('acme', '14:00');
  ports.clock.set(berlin('14:00'));
  await act(ports, only, { do: 'start' });
  await passTo(ports, only, berlin('14:58'));
  expect(await annasDays()).toEqual([[berlin('14:00'), (await theCall(ports, only)).booking?.to]]);
  expect((await theCall(ports, only)).booking?.to).toBeGreaterThan(berlin('14:58'));
  expect(noticed(ports, 'call-following')).toEqual([]);
});
