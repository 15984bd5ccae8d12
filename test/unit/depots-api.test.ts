import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Route } from '../../shared/contracts/define-route.ts';
import * as contract from '../../shared/contracts/depots-contract.ts';
import { clara, depotApi, theStock, toldIn } from '../support/depots.ts';
import { aDevice, berlin, report, seedDevices } from '../support/devices.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, exampleSettings, seedTeam } from '../support/team.ts';

let ports: ReturnType<typeof testPorts>;
let call: ReturnType<typeof depotApi>;
const mall = exampleSettings().depots['mall'];
const path = { depotId: 'mall' };

/** The answer, which must have the shape of the contract and nothing else. */
async function asked(route: Route, given: Parameters<typeof call>[1] = {}) {
  const { statusCode, answer } = await call(route, given);
  const read = route.answer.safeParse(answer);
  expect([statusCode, read.success ? [] : read.error.issues]).toEqual([200, []]);
  expect(answer).toEqual(read.data);
  return answer;
}

beforeEach(async () => {
  ports = testPorts();
  ports.clock.set(berlin('10:05'));
  call = depotApi(ports);
  const clerk = anAgent('clara', { roles: ['clerk'] });
  await seedTeam(ports, [anAgent('anna'), clerk, anAgent('olga', { roles: ['ops'] })]);
  const devices = [aDevice('OLD-1'), aDevice('OLD-2'), aDevice('ELSE', { accountId: 'other' })];
  await seedDevices(ports, { devices, ready: ['NEW-1', 'NEW-2'] });
});

describe('the interface of depots', () => {
  test('answers each question in the shape of its contract', async () => {
    await report(ports, 'OLD-2', { at: berlin('10:05') });
    await asked(contract.listDepots);
    await asked(contract.getDepot, { path });
    await asked(contract.putDepot, { path, body: mall });
    const count = { do: 'count', model: 'tab-8', found: ['NEW-1', 'NEW-2'], reason: 'year end' };
    await asked(contract.moveStock, { path, body: count });
    await asked(contract.swapDevice, { path, body: { oldSerial: 'OLD-1', oldReturned: true }, key: 'k-1' });
  });

  test('shows a clerk their own depot alone, and lets nobody but a lead write one', async () => {
    const { depots } = await asked(contract.listDepots, { who: clara });
    expect(depots.map(({ id }: { id: string }) => id)).toEqual(['mall']);
    expect((await asked(contract.listDepots)).depots).toHaveLength(2);
    const away = { path: { depotId: 'central' }, who: clara };
    const swap = { oldSerial: 'OLD-1', oldReturned: true };
    const ready = { do: 'set-ready', model: 'tab-8', serial: 'NEW-1', ready: true };
    expect((await call(contract.getDepot, away)).statusCode).toBe(404);
    expect((await call(contract.swapDevice, { ...away, body: swap })).statusCode).toBe(404);
    expect((await call(contract.moveStock, { ...away, body: ready })).statusCode).toBe(404);
    expect((await call(contract.putDepot, { path, body: mall, who: clara })).statusCode).toBe(403);
  });

  test('lists every model the depot names or has, what is short, and the cases of the counter', async () => {
    await seedDevices(ports, { devices: [], model: 'old-phone', ready: ['OP-1'] });
    await report(ports, 'OLD-1', { at: berlin('10:05') });
    await report(ports, 'ELSE', { at: berlin('10:05'), accountId: 'other' });
    const page = await asked(contract.getDepot, { path, who: clara });
    expect(page.stock.map(({ model }: { model: string }) => model)).toEqual(['old-phone', 'tab-10', 'tab-8']);
    expect(page.stock[1]).toMatchObject({
      version: 0,
      floors: { 'two-hours': 1 },
      needs: [{ kind: 'floor-touched', promise: 'two-hours', ready: 0, wanted: 1 }],
    });
    expect(page.stock[2].units[1]).toMatchObject({ serial: 'NEW-1', at: 'reserved', promise: 'two-hours' });
    expect(page.cases).toEqual([
      {
        caseId: expect.any(String),
        ...{ serial: 'OLD-1', model: 'tab-8', damage: 'broken', state: 'reported', owesReturn: false },
        dueAt: new Date(berlin('12:05')).toISOString(),
        reserved: { serial: 'NEW-1', model: 'tab-8' },
      },
    ]);
  });

  test('shows the counter what is still to come back, until it is back', async () => {
    const body = { oldSerial: 'OLD-1', oldReturned: false };
    await asked(contract.swapDevice, { path, who: clara, body });
    const { cases } = await asked(contract.getDepot, { path, who: clara });
    expect(cases).toMatchObject([{ serial: 'OLD-1', state: 'handed-over', owesReturn: true }]);
    await asked(contract.swapDevice, { path, who: clara, body: { ...body, oldReturned: true } });
    expect((await asked(contract.getDepot, { path, who: clara })).cases).toEqual([]);
  });

  test('writes a depot, gives its stocks the new terms and tells of what is short now', async () => {
    const models = { 'tab-8': { substitutes: [], minimum: 5, floors: { 'two-hours': 1 } } };
    const kept = await asked(contract.putDepot, { path, body: { ...mall, models } });
    expect(kept).toMatchObject({ id: 'mall', version: 2, clerks: ['clara'] });
    expect(await theStock(ports)).toMatchObject({ minimum: 5, floors: { 'two-hours': 1 } });
    expect(toldIn(ports, 'stock.replenishment-wanted').map(({ data }) => data['kind'])).toEqual([
      'below-minimum',
    ]);
    expect(toldIn(ports, 'policy.changed').map(({ data }) => data)).toEqual([
      { kind: 'depot', subjectId: 'mall', subjectVersion: 2 },
    ]);
    const without = await asked(contract.putDepot, { path, body: { ...mall, models: {} } });
    expect(without.version).toBe(3);
    expect(await theStock(ports)).toMatchObject({ minimum: 0, floors: {} });
  });

  test.each([
    ['unknown-zone', 'body.zone', { zone: 'Europe/Atlantis' }],
    ['unknown-clerk', 'body.clerks.0', { clerks: ['nobody'] }],
    ['not-a-clerk', 'body.clerks.1', { clerks: ['clara', 'olga'] }],
    [
      'own-substitute',
      'body.models.tab-8.substitutes.1',
      { models: { 'tab-8': { substitutes: ['tab-10', 'tab-8'], minimum: 0, floors: {} } } },
    ],
    [
      'unknown-policy',
      'body.models.tab-8.floors.gold',
      { models: { 'tab-8': { substitutes: [], minimum: 0, floors: { gold: 1 } } } },
    ],
  ])('refuses a depot as %s at %s', async (refusal, field, change) => {
    const { statusCode, answer } = await call(contract.putDepot, { path, body: { ...mall, ...change } });
    expect({ statusCode, refusal: answer.refusal, field: answer.field }).toEqual({
      statusCode: 422,
      refusal,
      field,
    });
  });

  test('names the field and the way out of what it refuses', async () => {
    const body = { oldSerial: 'OLD-1', newSerial: 'NOBODY', oldReturned: true };
    expect(await call(contract.swapDevice, { path, who: clara, body })).toEqual({
      statusCode: 422,
      answer: {
        type: 'about:blank',
        title: 'unknown serial',
        status: 422,
        refusal: 'unknown-serial',
        detail: 'No depot has a unit with this serial.',
        field: 'body.newSerial',
      },
    });
  });
});
