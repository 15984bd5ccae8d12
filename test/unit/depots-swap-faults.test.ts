import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { actOnCase } from '../../functions/devices/act-on-case.ts';
import { moveStock } from '../../functions/devices/move-stock.ts';
import { reportDevice } from '../../functions/devices/report-device.ts';
import { swapDevice } from '../../functions/devices/swap-device.ts';
import { DAY, formatInstant } from '../../shared/kernel/instant.ts';
import { caseOf } from '../../shared/store/case-store.ts';
import { loadDevice } from '../../shared/store/device-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { anna, clara, depotHistory, theStock } from '../support/depots.ts';
import { aDevice, berlin, report, seedDevices } from '../support/devices.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';

type Fate = 'kept' | 'lost' | 'answer-lost';
class Broken extends Error {}

/** Ports whose commits go as the fates say: lost before they are made, or made while the answer is lost. */
function frail(ports: ReturnType<typeof testPorts>, fates: Iterator<Fate>): Ports {
  const { get, query, commit } = ports.table;
  return {
    ...ports,
    table: {
      get,
      query,
      commit: async set => {
        const { value: fate = 'kept' } = fates.next();
        if (fate === 'lost') throw new Broken();
        const answer = await commit(set);
        if (fate === 'answer-lost') throw new Broken();
        return answer;
      },
    },
  };
}

async function untilAnswered(ports: Ports, oldSerial: string, key: string): Promise<string> {
  for (;;) {
    try {
      const swap = { oldSerial, oldReturned: true };
      const answer = await swapDevice(ports, { depotId: 'mall', swap, who: clara, idempotencyKey: key });
      return answer.ok ? answer.value.handedOut : answer.refusal;
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
    }
  }
}

test('swaps at the same time, whose commits and answers get lost, hand out one unit for each device', async () => {
  const fate = fc.constantFrom<Fate>('kept', 'kept', 'kept', 'lost', 'answer-lost');
  const plan = fc.record({
    fates: fc.array(fate, { maxLength: 20 }),
    reported: fc.subarray(['D-0', 'D-1', 'D-2']),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ fates, reported }) => {
      const ports = testPorts();
      ports.clock.set(berlin('10:05'));
      await seedTeam(ports, [anAgent('anna'), anAgent('clara', { roles: ['clerk'] })]);
      const serials = ['D-0', 'D-1', 'D-2'];
      await seedDevices(ports, {
        devices: serials.map(serial => aDevice(serial)),
        ready: ['U-0', 'U-1', 'U-2', 'U-3'],
        floors: { 'two-hours': 1 },
      });
      for (const serial of reported) await report(ports, serial, { at: berlin('10:05') });
      const table = frail(ports, fates.values());
      const out = await Promise.all(serials.map(serial => untilAnswered(table, serial, `key-${serial}`)));
      expect(new Set(out)).toEqual(new Set(['U-0', 'U-1', 'U-2']));
      const { units, withCustomer } = await theStock(ports);
      expect([Object.keys(units).sort(), withCustomer]).toEqual([['D-0', 'D-1', 'D-2', 'U-3'], 3]);
      for (const serial of out)
        expect(await loadDevice(ports.table, serial)).toMatchObject({ place: 'with-customer' });
      const cases = [...ports.table.rows()].filter(({ type }) => type === 'device-case').map(caseOf);
      expect(cases.map(({ state }) => state)).toEqual(['closed', 'closed', 'closed']);
      expect(depotHistory(ports)).toHaveLength(3);
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('a swap at another depot frees the unit that was reserved, also when the reservation ended and nobody had looked', async () => {
  const ports = testPorts();
  ports.clock.set(berlin('10:05'));
  await seedTeam(ports, [anAgent('anna')]);
  await seedDevices(ports, { devices: [aDevice('D-0')], ready: ['U-0'] });
  await seedDevices(ports, { devices: [], depotId: 'central', ready: ['FAR-1'] });
  const caseId = await report(ports, 'D-0', { at: berlin('10:05') });
  expect((await theStock(ports)).units['U-0']).toMatchObject({ at: 'reserved', caseId });
  ports.clock.set(berlin('10:05') + 7 * DAY);
  const swap = { oldSerial: 'D-0', oldReturned: true };
  expect(await swapDevice(ports, { depotId: 'central', who: anna, swap })).toMatchObject({ ok: true });
  expect((await theStock(ports)).units['U-0']).toMatchObject({ at: 'on-hand', ready: true });
});

test('a device that comes into stock while its swap or report is entered opens no case', async () => {
  const ports = testPorts();
  ports.clock.set(berlin('10:05'));
  await seedTeam(ports, [anAgent('anna'), anAgent('clara', { roles: ['clerk'] })]);
  const devices = ['D-0', 'D-1'].map(serial => aDevice(serial));
  await seedDevices(ports, { devices, ready: ['U-0', 'U-1', 'U-2'] });
  /** Swapped by a colleague just before the commit. */
  const overtaken = (oldSerial: string): Ports => {
    let isFirst = true;
    const commit: typeof ports.table.commit = async set => {
      if (isFirst) {
        isFirst = false;
        await swapDevice(ports, { depotId: 'mall', swap: { oldSerial, oldReturned: true }, who: clara });
      }
      return ports.table.commit(set);
    };
    return { ...ports, table: { ...ports.table, commit } };
  };
  const swap = { oldSerial: 'D-0', oldReturned: true };
  expect(await swapDevice(overtaken('D-0'), { depotId: 'mall', swap, who: anna })).toMatchObject({
    refusal: 'serial-known',
  });
  const entered = { serial: 'D-1', damage: 'broken', principal: 'anna' } as const;
  expect(await reportDevice(overtaken('D-1'), entered)).toMatchObject({ refusal: 'stale' });
  const cases = [...ports.table.rows()].filter(({ type }) => type === 'device-case').map(caseOf);
  expect(cases.map(({ state }) => state)).toEqual(['closed', 'closed']);
});

test('a swap of what was handed over and did not work says when it was done itself', async () => {
  const ports = testPorts();
  ports.clock.set(berlin('10:05'));
  await seedTeam(ports, [anAgent('anna'), anAgent('clara', { roles: ['clerk'] })]);
  await seedDevices(ports, { devices: [aDevice('D-0')], ready: ['U-0', 'U-1', 'U-2'] });
  const swap = (oldSerial: string) =>
    swapDevice(ports, { depotId: 'mall', swap: { oldSerial, oldReturned: true }, who: clara });
  const first = await swap('D-0');
  if (!first.ok) throw new Error(first.refusal);
  ports.clock.set(berlin('10:30'));
  const action = { do: 'reopen', reason: 'dead', at: formatInstant(berlin('10:05')) } as const;
  const by = { principal: 'anna', roles: ['agent'] };
  expect(await actOnCase(ports, { caseId: first.value.caseId, action, ...by })).toMatchObject({ ok: true });
  expect(await swap(first.value.handedOut)).toMatchObject({
    ok: true,
    value: { caseId: first.value.caseId, at: formatInstant(berlin('10:30')), kept: true },
  });
});

test('a device that came back by its next case and was written off then takes nobody else’s off the books when its first case hears of it', async () => {
  const ports = testPorts();
  ports.clock.set(berlin('10:05'));
  await seedTeam(ports, [anAgent('anna'), anAgent('clara', { roles: ['clerk'] })]);
  await seedDevices(ports, { devices: [aDevice('D-0')], ready: ['U-0', 'U-1'] });
  const swap = (oldReturned: boolean) =>
    swapDevice(ports, { depotId: 'mall', swap: { oldSerial: 'D-0', oldReturned }, who: clara });
  const first = await swap(false);
  await report(ports, 'D-0', { at: berlin('10:05') });
  expect(await swap(true)).toMatchObject({ ok: true });
  const move = { do: 'write-off', model: 'tab-8', serial: 'D-0', reason: 'broken for good' } as const;
  expect(await moveStock(ports, { depotId: 'mall', move, who: clara })).toMatchObject({ ok: true });
  expect(await theStock(ports)).toMatchObject({ withCustomer: 2, scrapped: 1, received: 3 });
  const caseId = first.ok ? first.value.caseId : first.refusal;
  const action = { do: 'return', fate: 'returned' } as const;
  await actOnCase(ports, { caseId, action, principal: 'anna', roles: ['agent'] });
  expect(await theStock(ports)).toMatchObject({ withCustomer: 2 });
});
