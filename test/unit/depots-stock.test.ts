import { beforeEach, describe, expect, test } from '@jest/globals';
import { actOnCase } from '../../functions/devices/act-on-case.ts';
import { moveStock } from '../../functions/devices/move-stock.ts';
import { swapDevice } from '../../functions/devices/swap-device.ts';
import { loadDevice } from '../../shared/store/device-store.ts';
import { promiseWrites } from '../../shared/store/promise-store.ts';
import { anna, clara, depotHistory, theStock, toldIn } from '../support/depots.ts';
import { aDevice, berlin, report, seedDevices, theCase } from '../support/devices.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';

let ports: ReturnType<typeof testPorts>;
type Move = Parameters<typeof moveStock>[1]['move'];
const model = 'tab-8';
const move = (given: Move, { key, depotId = 'mall', who = clara }: Partial<Asked> = {}) =>
  moveStock(ports, {
    ...{ depotId, move: given, who },
    ...(key === undefined ? {} : { idempotencyKey: key }),
  });
type Asked = { key: string; depotId: string; who: typeof clara };
const receive = (...serials: string[]) => move({ do: 'receive', model, serials, ready: true });
const act = (caseId: string, action: object) =>
  actOnCase(ports, { caseId, action: action as never, principal: 'anna', roles: ['agent'] });

beforeEach(async () => {
  ports = testPorts();
  ports.clock.set(berlin('10:05'));
  await seedTeam(ports, [anAgent('anna'), anAgent('clara', { roles: ['clerk'] })]);
});

describe('receiving', () => {
  test('many units is one step; a model that is new to the depot takes its floor and minimum from there', async () => {
    const serials = Array.from({ length: 40 }, (_, n) => `N-${n}`);
    const received = await receive(...serials);
    expect(received).toMatchObject({
      ok: true,
      value: { stock: { balance: { onHand: 40, ready: 40, received: 40 }, minimum: 1, version: 1 } },
    });
    expect((await theStock(ports)).floors).toEqual({ 'two-hours': 2 });
    expect(await loadDevice(ports.table, 'N-39')).toMatchObject({ place: 'depot', depotId: 'mall', model });
    expect(depotHistory(ports)).toMatchObject([{ decision: 'receive', by: 'clara', forEver: true }]);
    expect(toldIn(ports, 'stock.changed')).toHaveLength(1);
  });

  test('too few for a floor asks for more', async () => {
    await receive('N-1');
    expect(toldIn(ports, 'stock.replenishment-wanted').map(({ data }) => data)).toEqual([
      expect.objectContaining({ kind: 'floor-touched', promise: 'two-hours', ready: 1, wanted: 2 }),
    ]);
  });

  test('the same key again answers the same and adds nothing', async () => {
    const part: Move = { do: 'receive', model, serials: ['N-1'], ready: true };
    const first = await move(part, { key: 'k' });
    expect(await move(part, { key: 'k' })).toEqual(first);
    expect((await theStock(ports)).received).toBe(1);
    expect(await receive('N-1')).toMatchObject({
      refusal: 'serial-known',
      detail: { field: 'body.serials.0', problem: 'It is in stock here already.' },
    });
  });

  test('a serial that is somewhere else is refused with what to do, and then nothing comes in', async () => {
    await seedDevices(ports, { devices: [aDevice('HERS')], depotId: 'central', ready: ['FAR'] });
    await seedDevices(ports, { devices: [aDevice('BIG', { model: 'tab-10' })], model: 'tab-10' });
    const refusals = {
      FAR: 'serial-elsewhere',
      HERS: 'none-with-customer',
      BIG: 'other-model',
    };
    for (const [serial, refusal] of Object.entries(refusals)) {
      const answer = await receive('N-1', serial);
      expect(answer).toMatchObject({ refusal, detail: { field: 'body.serials.1' } });
      expect(String(!answer.ok && answer.detail?.['problem'])).toContain(serial);
    }
    expect(await theStock(ports)).toMatchObject({ units: {}, received: 0 });
    expect(await loadDevice(ports.table, 'N-1')).toBeUndefined();
  });

  test('a device that is in an open case is refused', async () => {
    await seedDevices(ports, { devices: [aDevice('OLD')], ready: ['N-1'] });
    await report(ports, 'OLD', { at: berlin('10:05') });
    expect(await receive('OLD')).toMatchObject({ refusal: 'in-a-case' });
  });

  test('the old device of a swap settles its case in the same step, once', async () => {
    await seedDevices(ports, { devices: [aDevice('OLD')], ready: ['N-1'] });
    const swapped = await swapDevice(ports, {
      ...{ depotId: 'mall', who: clara, swap: { oldSerial: 'OLD', oldReturned: false } },
    });
    if (!swapped.ok) throw new Error(swapped.refusal);
    expect(await receive('OLD', 'N-2')).toMatchObject({ refusal: 'expected-back' });
    const back: Move = { do: 'receive', model, serials: ['OLD'], ready: true };
    const first = await move(back, { key: 'k' });
    expect(first).toMatchObject({ ok: true });
    expect(await move(back, { key: 'k' })).toEqual(first);
    expect(await theCase(ports, swapped.value.caseId)).toMatchObject({
      state: 'closed',
      oldUnit: 'returned',
    });
    expect((await theStock(ports)).units['OLD']).toMatchObject({ at: 'on-hand', ready: false });
    expect(
      depotHistory(ports)
        .map(({ decision }) => decision)
        .sort(),
    ).toEqual(['returned', 'swapped']);
  });

  test('a loaner that comes back is on hand again, and one handed out here is no longer with the customer', async () => {
    await seedDevices(ports, { devices: [aDevice('OLD')], ready: ['N-1', 'N-2'] });
    const caseId = await report(ports, 'OLD', { at: berlin('10:05') });
    await act(caseId, { do: 'loan', serial: 'N-2', dueBackAt: '2026-11-30T12:00:00Z' });
    expect((await theStock(ports)).units['N-2']).toMatchObject({ at: 'loaned' });
    await act(caseId, { do: 'hand-over', serial: 'N-1' });
    expect(await receive('N-2', 'N-1')).toMatchObject({ ok: true });
    expect(await theStock(ports)).toMatchObject({ withCustomer: 0, received: 2 });
    expect((await loadDevice(ports.table, 'N-1'))?.accountId).toBeUndefined();
  });

  test('a case has one loaner, whichever depot it is from, and another when that came back', async () => {
    await seedDevices(ports, { devices: [aDevice('OLD')], ready: ['N-1', 'N-2'] });
    await seedDevices(ports, { devices: [], depotId: 'central', ready: ['FAR'] });
    const caseId = await report(ports, 'OLD', { at: berlin('10:05') });
    const lend = (serial: string) => act(caseId, { do: 'loan', serial, dueBackAt: '2026-11-30T12:00:00Z' });
    expect(await lend('FAR')).toMatchObject({ ok: true });
    expect(await lend('N-2')).toMatchObject({ refusal: 'already-loaned' });
    expect((await theStock(ports)).units['N-2']).toMatchObject({ at: 'on-hand' });
    await move({ do: 'receive', model, serials: ['FAR'], ready: true }, { depotId: 'central', who: anna });
    expect(await lend('N-2')).toMatchObject({ ok: true });
  });

  test('a parcel that comes back undelivered has its case look for another unit', async () => {
    await seedDevices(ports, { devices: [aDevice('OLD')], ready: ['N-1', 'N-2'] });
    const caseId = await report(ports, 'OLD', { at: berlin('10:05') });
    await act(caseId, { do: 'triage', path: 'replace' });
    await act(caseId, { do: 'ship' });
    await receive('N-1');
    expect(toldIn(ports, 'device.reservation-displaced').map(({ data }) => data)).toEqual([
      { caseId, depotId: 'mall', model, serial: 'N-1', why: 'displaced' },
    ]);
  });
});

describe('what else is done with a shelf', () => {
  beforeEach(() => seedDevices(ports, { devices: [aDevice('OLD')], ready: ['N-1', 'N-2', 'N-3'] }));

  test('a unit that is not ready is no stock until it is', async () => {
    await move({ do: 'set-ready', model, serial: 'N-1', ready: false });
    const caseId = await report(ports, 'OLD', { at: berlin('10:05') });
    expect((await theCase(ports, caseId)).reservation?.serial).toBe('N-2');
    expect(await move({ do: 'set-ready', model, serial: 'N-2', ready: false })).toMatchObject({
      refusal: 'still-reserved',
      detail: { field: 'body.serial' },
    });
  });

  test('a unit moves to another depot in one step, as ready as it was', async () => {
    await move({ do: 'move', model, serial: 'N-1', to: 'central' });
    expect((await theStock(ports)).received).toBe(2);
    const there = await theStock(ports, model, 'central');
    expect(there).toMatchObject({ received: 1, minimum: 2 });
    expect(there.units['N-1']).toMatchObject({ at: 'on-hand', ready: true });
    expect(await loadDevice(ports.table, 'N-1')).toMatchObject({ depotId: 'central' });
    expect(await move({ do: 'move', model, serial: 'N-2', to: 'moon' })).toMatchObject({
      refusal: 'unknown-depot',
    });
    expect(await move({ do: 'move', model, serial: 'N-2', to: 'mall' })).toMatchObject({
      refusal: 'same-depot',
    });
  });

  test('a unit is written off with its reason, also one that a customer never brings back', async () => {
    await move({ do: 'write-off', model, serial: 'N-3', reason: 'fell down' });
    expect(depotHistory(ports)).toMatchObject([
      { decision: 'write-off', by: 'clara', reason: { serial: 'N-3', reason: 'fell down' } },
    ]);
    const caseId = await report(ports, 'OLD', { at: berlin('10:05') });
    await act(caseId, { do: 'hand-over' });
    await move({ do: 'write-off', model, serial: 'N-1', reason: 'never seen again' });
    expect(await theStock(ports)).toMatchObject({ withCustomer: 0, scrapped: 2 });
    expect(await loadDevice(ports.table, 'N-1')).toMatchObject({ place: 'scrapped' });
    expect(await move({ do: 'write-off', model, serial: 'N-1', reason: 'again' })).toMatchObject({
      refusal: 'unknown-serial',
    });
  });

  test('a count says what is missing and what was found, and the books follow', async () => {
    const count: Move = { do: 'count', model, found: ['N-1', 'N-2', 'X-1'], reason: 'year end' };
    const counted = await move(count, { key: 'k' });
    expect(counted).toMatchObject({ ok: true, value: { missing: ['N-3'], found: ['X-1'] } });
    expect(await move(count, { key: 'k' })).toEqual(counted);
    expect(await loadDevice(ports.table, 'N-3')).toMatchObject({ place: 'missing' });
    expect(await loadDevice(ports.table, 'X-1')).toMatchObject({ place: 'depot' });
    expect((await theStock(ports)).units['X-1']).toMatchObject({ at: 'on-hand', ready: false });
    expect(await receive('N-3')).toMatchObject({ ok: true });
    expect(await theStock(ports)).toMatchObject({ scrapped: 1, received: 5 });
  });

  test('a count that finds what the books have elsewhere is refused', async () => {
    await seedDevices(ports, { devices: [], depotId: 'central', ready: ['FAR'] });
    const counted = await move({ do: 'count', model, found: ['N-1', 'FAR'], reason: 'year end' });
    expect(counted).toMatchObject({ refusal: 'serial-elsewhere', detail: { field: 'body.found.1' } });
    const many = Array.from({ length: 91 }, (_, n) => `X-${n}`);
    const large = await move({ do: 'count', model, found: many, reason: 'year end' });
    expect(large).toMatchObject({ refusal: 'too-many-at-once' });
  });

  test('a reservation that ran out meanwhile is told to its case', async () => {
    const caseId = await report(ports, 'OLD', { at: berlin('10:05') });
    ports.clock.set(berlin('12:06', '2026-11-24'));
    await move({ do: 'set-ready', model, serial: 'N-3', ready: false });
    expect(toldIn(ports, 'device.reservation-displaced').map(({ data }) => data)).toEqual([
      { caseId, depotId: 'mall', model, serial: 'N-1', why: 'expired' },
    ]);
  });

  test('a clerk has no other depot; the team has all', async () => {
    const part: Move = { do: 'set-ready', model, serial: 'N-1', ready: true };
    expect(await move(part, { depotId: 'central' })).toMatchObject({ refusal: 'not-found' });
    expect(await move(part, { depotId: 'central', who: anna })).toMatchObject({ refusal: 'unknown-serial' });
    expect(await move(part, { who: anna })).toMatchObject({ ok: true });
  });

  test('a clerk sends units to our depots, and into no other client’s', async () => {
    const foreign = {
      id: 'foreign',
      name: 'Foreign',
      zone: 'Europe/Berlin',
      accountId: 'other',
      clerks: [],
      models: {},
    };
    const writes = promiseWrites('depot', { ...foreign, changedAt: 0 }, undefined);
    await ports.table.commit({ commitId: 'foreign', writes });
    const to = (depotId: string) => move({ do: 'move', model, serial: 'N-1', to: depotId });
    expect(await to('foreign')).toMatchObject({ refusal: 'unknown-depot' });
    expect(await to('central')).toMatchObject({ ok: true });
  });
});
