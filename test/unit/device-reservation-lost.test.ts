import { beforeEach, describe, expect, test } from '@jest/globals';
import { actOnCase } from '../../functions/devices/act-on-case.ts';
import { answerFact } from '../../functions/devices/answer-fact.ts';
import { stockBook } from '../../functions/devices/stock-book.ts';
import type { CaseAction } from '../../shared/contracts/devices-contract.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { theStock } from '../support/depots.ts';
import { aDevice, berlin, passTo, report, seedDevices, theCase } from '../support/devices.ts';
import { aFact } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';

const START = berlin('10:05');
let ports: ReturnType<typeof testPorts>;
let caseId: string;
const act = (action: CaseAction) =>
  actOnCase(ports, { caseId, action, principal: 'anna', roles: ['agent', 'lead'] });
/** What the stock said long before, and what is heard only now. */
const hear = (why: 'displaced' | 'expired') =>
  answerFact(
    ports,
    aFact('device.reservation-displaced', {
      ...{ id: why, accountId: 'mall-group', at: START },
      data: { caseId, depotId: 'mall', model: 'tab-8', serial: 'U-0', why },
    }),
  );
const unit = async () => (await theStock(ports)).units['U-0'];

beforeEach(async () => {
  ports = testPorts();
  ports.clock.set(START);
  await seedTeam(ports, [anAgent('anna')]);
  await seedDevices(ports, { devices: [aDevice('OLD')], ready: ['U-0'] });
  caseId = await report(ports, 'OLD', { at: START });
});

describe('a case that hears late of a reservation that it lost', () => {
  test('gives up the one made since for the same unit only when the books have it no more', async () => {
    for (const why of ['displaced', 'expired'] as const)
      expect(await hear(why)).toMatchObject({ decision: 'no-longer-reserved' });
    expect((await theCase(ports, caseId)).reservation).toMatchObject({ serial: 'U-0' });
    expect(await unit()).toMatchObject({ at: 'reserved', caseId });
  });

  test('keeps the unit that is on its way by now', async () => {
    await act({ do: 'triage', path: 'replace' });
    await act({ do: 'ship' });
    await hear('displaced');
    expect((await theCase(ports, caseId)).reservation).toMatchObject({ serial: 'U-0', shipped: true });
    await passTo(ports, caseId, START + 7 * DAY);
    expect((await theCase(ports, caseId)).reservation).toMatchObject({ serial: 'U-0' });
    expect(await unit()).toMatchObject({ at: 'in-transit', caseId });
  });

  test('leaves the unit free when the reservation made since ended as well and nobody had looked', async () => {
    ports.clock.set(START + 7 * DAY);
    expect(await hear('expired')).toMatchObject({ decision: 'reservation-expired' });
    expect(await theCase(ports, caseId)).toMatchObject({ noStock: true, lapsed: true });
    expect(await unit()).toMatchObject({ at: 'on-hand', ready: true });
  });

  test('looks for another unit when the one made since was taken away, whatever it hears first', async () => {
    await seedDevices(ports, { devices: [], depotId: 'central', ready: ['U-9'] });
    const book = stockBook(ports.table, ports.clock.now());
    const shelf = { depotId: 'mall', model: 'tab-8' };
    await book.apply(shelf, { do: 'release', caseId });
    await book.apply(shelf, {
      do: 'reserve',
      caseId: 'case_other',
      promise: 'two-hours',
      expiresAt: START + DAY,
    });
    await ports.table.commit({ commitId: 'taken', writes: book.writes() });
    expect(await hear('expired')).toMatchObject({ decision: 'reservation-displaced' });
    const held = await theCase(ports, caseId);
    expect(held.lapsed).toBeUndefined();
    expect(held.reservation).toMatchObject({ serial: 'U-9', depotId: 'central' });
  });
});
