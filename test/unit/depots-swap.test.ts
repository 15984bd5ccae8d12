import { beforeEach, describe, expect, test } from '@jest/globals';
import { moveStock } from '../../functions/devices/move-stock.ts';
import { swapDevice } from '../../functions/devices/swap-device.ts';
import { loadDevice } from '../../shared/store/device-store.ts';
import { anna, clara, depotHistory, theStock, toldIn } from '../support/depots.ts';
import { aDevice, berlin, passTo, report, seedDevices, theCase, timerOf } from '../support/devices.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';

let ports: ReturnType<typeof testPorts>;
type Swap = Parameters<typeof swapDevice>[1]['swap'];
const swap = (given: Partial<Swap> = {}, key?: string) =>
  swapDevice(ports, {
    depotId: 'mall',
    swap: { oldSerial: 'OLD-1', oldReturned: true, ...given },
    who: clara,
    ...(key === undefined ? {} : { idempotencyKey: key }),
  });
const done = async (answered: ReturnType<typeof swap>) => {
  const outcome = await answered;
  if (!outcome.ok) throw new Error(`${outcome.refusal}: ${outcome.detail?.['problem']}`);
  return outcome.value;
};
const instant = (time: string) => new Date(berlin(time)).toISOString();

beforeEach(async () => {
  ports = testPorts();
  ports.clock.set(berlin('10:05'));
  await seedTeam(ports, [anAgent('anna'), anAgent('clara', { roles: ['clerk'] })]);
  await seedDevices(ports, {
    devices: [aDevice('OLD-1'), aDevice('OLD-2'), aDevice('BYOD', { managed: false })],
    ready: ['NEW-1', 'NEW-2', 'NEW-3'],
    floors: { 'two-hours': 2 },
  });
});

describe('a walk-in swap', () => {
  test('of a device with an open case hands out its reserved unit, takes the old one in and closes the case', async () => {
    const caseId = await report(ports, 'OLD-1', { at: berlin('10:05') });
    ports.clock.set(berlin('11:20'));
    const swapped = await done(swap());
    expect(swapped).toEqual({
      caseId,
      handedOut: 'NEW-1',
      model: 'tab-8',
      kept: true,
      dueAt: instant('12:05'),
      at: instant('11:20'),
    });
    const { state, owed, oldUnit } = await theCase(ports, caseId);
    expect({ state, owed, oldUnit }).toEqual({ state: 'closed', owed: [], oldUnit: 'returned' });
    const { units, withCustomer } = await theStock(ports);
    expect(withCustomer).toBe(1);
    expect(units['NEW-1']).toBeUndefined();
    expect(units['OLD-1']).toMatchObject({ at: 'on-hand', ready: false });
    expect(await loadDevice(ports.table, 'NEW-1')).toMatchObject({
      accountId: 'mall-group',
      contactId: 'c-1',
      managed: true,
      place: 'with-customer',
    });
    expect(await loadDevice(ports.table, 'OLD-1')).toMatchObject({ place: 'depot', depotId: 'mall' });
    expect((await loadDevice(ports.table, 'OLD-1'))?.accountId).toBeUndefined();
    expect(await timerOf(ports, caseId)).toBeUndefined();
    expect(toldIn(ports, 'device.case-settled')).toHaveLength(1);
  });

  test('without a case opens one, of the report at that instant, and keeps its promise', async () => {
    const { caseId, handedOut, kept } = await done(swap({ damage: 'malfunction' }));
    expect({ handedOut, kept }).toEqual({ handedOut: 'NEW-1', kept: true });
    expect(await theCase(ports, caseId)).toMatchObject({ state: 'closed', damage: 'malfunction' });
    expect(toldIn(ports, 'device.case-opened')).toHaveLength(1);
    expect(toldIn(ports, 'device.case-settled')).toHaveLength(1);
  });

  test('after the promise was broken says so; entered later with its true time it was kept', async () => {
    for (const serial of ['OLD-1', 'OLD-2']) {
      const caseId = await report(ports, serial, { at: berlin('10:05') });
      await passTo(ports, caseId, berlin('12:30'));
    }
    expect(await done(swap())).toMatchObject({ kept: false, dueAt: instant('12:05') });
    const told = await done(swap({ oldSerial: 'OLD-2', at: instant('12:00') }));
    expect(told).toMatchObject({ kept: true, at: instant('12:00') });
    const { records } = await theCase(ports, told.caseId);
    expect(records.map(({ is }) => is).slice(-2)).toEqual(['breached', 'corrected']);
  });

  test('whose old device stays away keeps the case waiting for it', async () => {
    const { caseId } = await done(swap({ oldReturned: false }));
    expect(await theCase(ports, caseId)).toMatchObject({ state: 'handed-over', owed: ['OLD-1'] });
    expect(await loadDevice(ports.table, 'OLD-1')).toMatchObject({ place: 'in-transit', caseId });
  });

  test('of a lost device owes nothing, and taking it in at the same time is refused before a case opens', async () => {
    const refused = await swap({ damage: 'lost' });
    expect(refused).toMatchObject({ refusal: 'nothing-owed', detail: { field: 'body.oldReturned' } });
    expect(toldIn(ports, 'device.case-opened')).toEqual([]);
    const { caseId } = await done(swap({ damage: 'lost', oldReturned: false }));
    expect(await theCase(ports, caseId)).toMatchObject({ state: 'handed-over', owed: [] });
  });

  test('hands out the unit that is named, and the reserved one is free again', async () => {
    await report(ports, 'OLD-1', { at: berlin('10:05') });
    expect(await done(swap({ newSerial: 'NEW-3' }))).toMatchObject({ handedOut: 'NEW-3' });
    expect((await theStock(ports)).units['NEW-1']).toMatchObject({ at: 'on-hand', ready: true });
  });

  test('at another depot than the one that reserved frees the unit there', async () => {
    await seedDevices(ports, { devices: [], depotId: 'central', ready: ['FAR-1'] });
    await report(ports, 'OLD-1', { at: berlin('10:05') });
    const swapped = await swapDevice(ports, {
      ...{ depotId: 'central', who: anna, swap: { oldSerial: 'OLD-1', oldReturned: true } },
    });
    expect(swapped).toMatchObject({ ok: true, value: { handedOut: 'FAR-1' } });
    expect((await theStock(ports)).units['NEW-1']).toMatchObject({ at: 'on-hand', ready: true });
    expect(await theStock(ports, 'tab-8', 'central')).toMatchObject({ received: 2, withCustomer: 1 });
  });

  test('takes a listed substitute when the model is out, and no other model', async () => {
    await seedDevices(ports, { devices: [], model: 'tab-10', ready: ['BIG-1'] });
    await seedDevices(ports, { devices: [], model: 'phone-1', ready: ['TINY-1'] });
    expect(await swap({ newSerial: 'TINY-1' })).toMatchObject({
      refusal: 'not-a-substitute',
      detail: { field: 'body.newSerial' },
    });
    expect(await done(swap({ newSerial: 'BIG-1' }))).toMatchObject({
      handedOut: 'BIG-1',
      model: 'tab-10',
    });
  });

  test('is written into the history of the depot, for ever, with who did it', async () => {
    await swap();
    expect(depotHistory(ports)).toEqual([
      {
        decision: 'swapped',
        by: 'clara',
        reason: expect.objectContaining({ by: 'clara', oldSerial: 'OLD-1', returned: true }),
        forEver: true,
      },
    ]);
  });
});

describe('a swap that is sent again', () => {
  test('with the same key answers the same and hands out nothing twice', async () => {
    const first = await done(swap({}, 'k-1'));
    ports.clock.set(berlin('10:30'));
    expect(await done(swap({}, 'k-1'))).toEqual(first);
    expect((await theStock(ports)).withCustomer).toBe(1);
    expect(toldIn(ports, 'device.case-opened')).toHaveLength(1);
  });

  test.each([['k-1'], [undefined]])('finishes what broke off after the case was open (key %s)', async key => {
    const commit = ports.table.commit;
    let commits = 0;
    const broken = {
      ...ports,
      table: {
        get: ports.table.get,
        query: ports.table.query,
        commit: (set: Parameters<typeof commit>[0]) => {
          if (commits++ > 0) throw new Error('gone');
          return commit(set);
        },
      },
    };
    const given = {
      depotId: 'mall',
      swap: { oldSerial: 'OLD-1', oldReturned: true },
      who: clara,
      ...(key === undefined ? {} : { idempotencyKey: key }),
    };
    await expect(swapDevice(broken, given)).rejects.toThrow('gone');
    expect((await theStock(ports)).units['NEW-1']).toMatchObject({ at: 'reserved' });
    const { caseId, handedOut } = await done(swap({}, key));
    expect(handedOut).toBe('NEW-1');
    expect(await theCase(ports, caseId)).toMatchObject({ state: 'closed' });
    expect(toldIn(ports, 'device.case-opened')).toHaveLength(1);
  });

  test('with the same serials takes the old device in that stayed away before', async () => {
    const first = await done(swap({ oldReturned: false }));
    expect(await done(swap({ oldReturned: false }))).toEqual(first);
    expect(await done(swap({ newSerial: 'NEW-1' }))).toEqual(first);
    expect(await theCase(ports, first.caseId)).toMatchObject({ state: 'closed' });
    expect((await theStock(ports)).withCustomer).toBe(1);
    expect(await swap()).toMatchObject({ refusal: 'serial-known', detail: { field: 'body.oldSerial' } });
  });

  test('with another new unit is refused by name', async () => {
    await swap({ oldReturned: false });
    expect(await swap({ newSerial: 'NEW-2' })).toMatchObject({
      refusal: 'already-swapped',
      detail: { problem: 'It was swapped for NEW-1 before.' },
    });
  });

  test('at the same time for one device hands out one unit', async () => {
    const both = await Promise.all([done(swap()), done(swap())]);
    expect(new Set(both.map(({ handedOut }) => handedOut)).size).toBe(1);
    expect((await theStock(ports)).withCustomer).toBe(1);
  });
});

describe('a swap is refused, and nothing happens,', () => {
  test.each([
    ['unknown-serial', 'body.oldSerial', { oldSerial: 'NOBODY' }],
    ['serial-known', 'body.oldSerial', { oldSerial: 'NEW-1' }],
    ['not-managed', 'body.oldSerial', { oldSerial: 'BYOD' }],
    ['unknown-serial', 'body.newSerial', { newSerial: 'NOBODY' }],
    ['not-on-hand', 'body.newSerial', { newSerial: 'FAR-1' }],
    ['in-the-future', 'body.at', { at: '2026-11-23T09:05:01Z' }],
  ])('as %s at %s', async (refusal, field, given) => {
    await seedDevices(ports, { devices: [], depotId: 'central', ready: ['FAR-1'] });
    expect(await swap(given)).toMatchObject({ ok: false, refusal, detail: { field } });
    expect(toldIn(ports, 'device.case-opened')).toEqual([]);
  });

  test('for a unit that is kept for another case, and for an instant before the report', async () => {
    await report(ports, 'OLD-2', { at: berlin('10:05') });
    expect(await swap({ newSerial: 'NEW-1' })).toMatchObject({ refusal: 'still-reserved' });
    const early = await swap({ oldSerial: 'OLD-2', at: instant('10:00') });
    expect(early).toMatchObject({ refusal: 'before-the-report', detail: { field: 'body.at' } });
  });

  test('at a counter that is not the clerk’s, and for a device of another client', async () => {
    const given = { swap: { oldSerial: 'OLD-1', oldReturned: true } };
    expect(await swapDevice(ports, { ...given, depotId: 'central', who: clara })).toMatchObject({
      refusal: 'not-found',
    });
    await seedDevices(ports, {
      devices: [aDevice('THEIRS', { accountId: 'other' })],
      model: 'tab-9',
    });
    expect(await swap({ oldSerial: 'THEIRS' })).toMatchObject({ refusal: 'unknown-serial' });
  });

  test('without a ready unit: the case is open then, and the team hears that there is no stock', async () => {
    for (const serial of ['NEW-1', 'NEW-2', 'NEW-3'])
      await moveStock(ports, {
        ...{ depotId: 'mall', who: clara, move: { do: 'set-ready', model: 'tab-8', serial, ready: false } },
      });
    expect(await swap()).toMatchObject({ refusal: 'no-stock', detail: { field: 'body.newSerial' } });
    const { caseId = '' } = (await loadDevice(ports.table, 'OLD-1')) ?? {};
    expect(await theCase(ports, caseId)).toMatchObject({ state: 'reported', noStock: true });
    expect(toldIn(ports, 'escalation.wanted').map(({ data }) => data['kind'])).toEqual(['device-no-stock']);
  });
});
