import { beforeEach, expect, test } from '@jest/globals';
import { moveStock } from '../../functions/devices/move-stock.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { loadDevice } from '../../shared/store/device-store.ts';
import { anna, theStock } from '../support/depots.ts';
import { aDevice, berlin, report, seedDevices, theCase } from '../support/devices.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';

const model = 'tab-8';
let ports: ReturnType<typeof testPorts>;

/** A unit was reserved for a case, its time is over, and nobody has looked since. */
beforeEach(async () => {
  ports = testPorts();
  ports.clock.set(berlin('10:05'));
  await seedTeam(ports, [anAgent('anna')]);
  await seedDevices(ports, { devices: [aDevice('D-0')], ready: ['U-0'] });
  const caseId = await report(ports, 'D-0', { at: berlin('10:00') });
  expect((await theCase(ports, caseId)).reservation?.serial).toBe('U-0');
  ports.clock.set(berlin('10:05') + 30 * DAY);
  expect((await theStock(ports)).units['U-0']?.at).toBe('reserved');
});

test('a count that does not find it takes it out of the depot in the register as well', async () => {
  const counted = await moveStock(ports, {
    depotId: 'mall',
    move: { do: 'count', model, found: [], reason: 'year end' },
    who: anna,
  });
  expect(counted).toMatchObject({ ok: true, value: { missing: ['U-0'] } });
  expect(await theStock(ports)).toMatchObject({ units: {}, scrapped: 1 });
  expect(await loadDevice(ports.table, 'U-0')).toMatchObject({ place: 'missing' });
});

test('a move leaves it as ready as it is', async () => {
  const moved = await moveStock(ports, {
    depotId: 'mall',
    move: { do: 'move', model, serial: 'U-0', to: 'central' },
    who: anna,
  });
  expect(moved).toMatchObject({ ok: true });
  expect((await theStock(ports, model, 'central')).units['U-0']).toMatchObject({
    at: 'on-hand',
    ready: true,
  });
});
