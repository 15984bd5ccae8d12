import { beforeEach, describe, expect, test } from '@jest/globals';
import { actOnCall } from '../../functions/calls/act-on-call.ts';
import { fitBoard } from '../../functions/calls/fit-board.ts';
import { holdSlot } from '../../functions/calls/hold-slot.ts';
import { logCall } from '../../functions/calls/log-call.ts';
import { planCall } from '../../functions/calls/plan-call.ts';
import { putBlock } from '../../functions/calls/put-block.ts';
import { actOnCase } from '../../functions/devices/act-on-case.ts';
import { actOnLink } from '../../functions/devices/act-on-link.ts';
import { putDepot } from '../../functions/devices/put-depot.ts';
import { mintReportLink } from '../../functions/links/mint-link.ts';
import { DAY, formatInstant, HOUR } from '../../shared/kernel/instant.ts';
import { loadBoard } from '../../shared/store/slot-board-store.ts';
import { bookingRoom, granted, officeHours, seedLink } from '../support/bookings.ts';
import { act, anOfficer, seedCalls, theOpenCall, wish } from '../support/call-room.ts';
import { aDevice, berlin, report, seedDevices } from '../support/devices.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, exampleSettings, seedTeam } from '../support/team.ts';

let ports: ReturnType<typeof testPorts>;
const rows = () => JSON.stringify([...ports.table.rows()]);

/** The answer to a request comes, or is lost and the request is sent again: the answer and the table are the same. */
async function twice<T>(request: () => Promise<T>): Promise<T> {
  const first = await request();
  expect(first).toMatchObject({ ok: true });
  const before = rows();
  ports.clock.set(ports.clock.now() + 1_000);
  expect(await request()).toEqual(first);
  expect(rows()).toBe(before);
  return first;
}

describe('a request about a call, sent again with its key', () => {
  const agentId = 'anna';
  beforeEach(async () => {
    ports = testPorts();
    ports.clock.set(berlin('10:00'));
    await seedCalls(ports, { agents: [anOfficer('anna'), anOfficer('emil')] });
  });

  test('plans, logs and does a thing once', async () => {
    const dueAt = formatInstant(ports.clock.now() + DAY);
    const input = { accountId: 'acme', kind: 'help', dueAt } as const;
    await twice(() => planCall(ports, { input, agentId, key: 'plan' }));
    const other = await planCall(ports, { input, agentId, key: 'another' });
    expect(other.ok && other.value.agenda).toHaveLength(2);
    await twice(() => logCall(ports, { input: { accountId: 'acme' }, agentId, key: 'log' }));
    const { id: callId } = await theOpenCall(ports);
    const who = { id: agentId, roles: ['agent'] };
    const noted = { do: 'note', notes: 'will send it' } as const;
    await twice(() => actOnCall(ports, { callId, action: noted, who, key: 'note' }));
    const end = { do: 'end', outcome: 'reached' } as const;
    await twice(() => actOnCall(ports, { callId, action: end, who, key: 'end' }));
  });

  test('answers with the session that a call went on as', async () => {
    await wish(ports, { itemId: 'welcome', kind: 'welcome', product: 'repricer' });
    const { id: callId } = await theOpenCall(ports);
    await act(ports, callId, { do: 'start' });
    const end = { do: 'end', outcome: 'reached', next: { do: 'session-now' } } as const;
    const who = { id: agentId, roles: ['agent'] };
    const session = await twice(() => actOnCall(ports, { callId, action: end, who, key: 'on' }));
    expect(granted(session).state).toBe('running');
    expect(granted(session).id).not.toBe(callId);
  });

  test('keeps a time free once, as long as it is kept', async () => {
    const room = await bookingRoom([anAgent('anna', { hours: officeHours })]);
    ports = room.ports;
    const principal = await seedLink(ports, 'lnk_2');
    const input = { from: formatInstant(berlin('14:00', '2026-11-24')) };
    const ask = () => holdSlot(ports, { principal, input, key: 'hold' });
    const { holdId } = granted(await twice(ask));
    ports.clock.set(ports.clock.now() + HOUR);
    expect(granted(await ask()).holdId).toBe(holdId);
    expect(granted(await holdSlot(ports, { principal, input, key: 'later' })).holdId).not.toBe(holdId);
  });

  test('blocks a time once without any key, and changes it when it is another', async () => {
    const place = { agentId, blockId: 'dentist', who: { id: agentId, roles: ['agent'] } };
    const from = formatInstant(ports.clock.now() + DAY);
    const to = formatInstant(ports.clock.now() + DAY + HOUR);
    await twice(() => putBlock(ports, { ...place, from, to }));
    const before = rows();
    await putBlock(ports, { ...place, from, to, reason: 'dentist' });
    expect(rows()).not.toBe(before);
  });
});

describe('a request about a device, sent again with its key', () => {
  beforeEach(async () => {
    ports = testPorts();
    ports.clock.set(berlin('10:05'));
    await seedTeam(ports, [anAgent('anna'), anAgent('clara', { roles: ['clerk'] })]);
    await seedDevices(ports, { devices: [aDevice('OLD-1'), aDevice('OLD-2')], ready: ['NEW-1', 'NEW-2'] });
  });

  test('does a thing with the case once, also what the case would refuse a second time', async () => {
    const caseId = await report(ports, 'OLD-1', { at: berlin('10:05') });
    const by = { caseId, principal: 'anna', roles: ['agent'] } as const;
    await twice(() => actOnCase(ports, { ...by, action: { do: 'hand-over' }, key: 'out' }));
    const waived = { do: 'return', fate: 'waived' } as const;
    await twice(() => actOnCase(ports, { ...by, action: waived, key: 'waive' }));
    expect(await actOnCase(ports, { ...by, action: waived, key: 'again' })).toMatchObject({
      refusal: 'nothing-owed',
    });
  });

  test('of whoever holds a link reports once', async () => {
    const minted = await mintReportLink(
      { ...ports, origin: 'https://care.example' },
      { serial: 'OLD-2', principal: 'shop' },
    );
    const token = (minted.ok && minted.value.url.split('#')[1]) || '';
    await actOnLink(ports, { do: 'report', token, damage: 'broken' }, 'key');
    const cases = () => [...ports.table.rows()].filter(({ pk }) => pk.startsWith('case#')).length;
    const before = cases();
    expect(await actOnLink(ports, { do: 'report', token, damage: 'broken' }, 'key')).toMatchObject({
      ok: true,
    });
    expect(cases()).toBe(before);
    await actOnLink(ports, { do: 'report', token, damage: 'broken' }, 'another');
    expect(cases()).toBe(before + 1);
  });

  test('writes a depot once without any key', async () => {
    const mall = exampleSettings().depots['mall'];
    if (!mall) throw new Error('the example has no such depot');
    const edited = { depotId: 'mall', principal: 'anna', input: { ...mall, name: 'Counter' } };
    const kept = await twice(() => putDepot(ports, edited));
    expect(kept).toMatchObject({ value: { version: 2, name: 'Counter' } });
  });
});

describe('a board of free slots that was left half made', () => {
  test('is whole after the next change of a single day', async () => {
    ports = testPorts();
    await seedTeam(ports, [anAgent('anna')]);
    let commits = 0;
    const broken = {
      ...ports.table,
      commit: (set: Parameters<typeof ports.table.commit>[0]) => {
        if (++commits === 2) throw new Error('gone');
        return ports.table.commit(set);
      },
    };
    await expect(fitBoard({ ...ports, table: broken })).rejects.toThrow('gone');
    await fitBoard(ports, { agentIds: ['anna'], days: ['2026-11-25'] });
    const { days } = await loadBoard(ports.table, '2026-11-23');
    expect(days).toHaveLength(16);
  });
});
