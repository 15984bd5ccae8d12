import { beforeEach, describe, expect, test } from '@jest/globals';
import { actOnCase } from '../../functions/devices/act-on-case.ts';
import { answerFact } from '../../functions/devices/answer-fact.ts';
import { answerTick } from '../../functions/devices/answer-tick.ts';
import { readCase } from '../../functions/devices/read-case.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { followsOf } from '../../shared/store/journal.ts';
import { loadStock } from '../../shared/store/stock-store.ts';
import { aDevice, berlin, passTo, report, seedDevices, theCase, timerOf } from '../support/devices.ts';
import { aFact } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';

let ports: ReturnType<typeof testPorts>;
const told = (name: string): Fact[] =>
  [...ports.table.rows()]
    .filter(row => row.type === 'journal')
    .flatMap(followsOf)
    .filter(fact => fact.name === name);
const raise = (): never => {
  throw new Error('no clock stands');
};
const at = (instant: number) => new Date(instant).toISOString();

beforeEach(async () => {
  ports = testPorts();
  ports.clock.set(berlin('10:05'));
  await seedTeam(ports, [anAgent('anna'), anAgent('lea', { roles: ['agent', 'lead'] })]);
});

describe('a broken device of the client with two hours', () => {
  beforeEach(() => seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1', 'NEW-2'] }));

  test('reported at 10:05 has a unit at once and is promised by 12:05', async () => {
    const held = await theCase(ports, await report(ports, 'OLD-1', { at: berlin('10:05') }));
    const why = { by: 'free', substitute: false };
    expect(held.reservation).toMatchObject({ depotId: 'mall', model: 'tab-8', serial: 'NEW-1', ...why });
    expect(await readCase(ports, held.id)).toMatchObject({ value: { reservation: why } });
    expect(told('device.case-opened')[0]?.data).toMatchObject({
      dueAt: berlin('12:05'),
      policyId: 'two-hours',
    });
    expect(told('contact.telling-wanted').map(({ data }) => [data['kind'], data['dueAt']])).toEqual([
      ['report-received', berlin('12:05')],
    ]);
  });

  test('is not looked at by a ring whose clock was set anew between two readings', async () => {
    const caseId = await report(ports, 'OLD-1', { at: berlin('10:05') });
    const { pk, sk, kind, epoch, dueAt } = (await timerOf(ports, caseId)) ?? raise();
    ports.clock.set(dueAt);
    let reads = 0;
    const get: typeof ports.table.get = async key => {
      const row = await ports.table.get(key);
      const action = { do: 'triage', path: 'replace' } as const;
      if (reads++ === 0) await actOnCase(ports, { caseId, action, principal: 'anna', roles: ['agent'] });
      return row;
    };
    const { decision } = await answerTick(
      { ...ports, table: { ...ports.table, get } },
      { pk, sk, kind, epoch, dueAt },
    );
    expect(decision).toBe('moved');
    expect((await timerOf(ports, caseId))?.epoch).toBe(epoch + 1);
  });

  test('warns at 11:05, 11:35 and 11:53, and breaks at 12:05 to a chain', async () => {
    const caseId = await report(ports, 'OLD-1', { at: berlin('10:05') });
    await passTo(ports, caseId, berlin('13:00'));
    const { records } = await theCase(ports, caseId);
    const handover = records.filter(({ target }) => target === 'handover');
    expect(handover.map(record => [record.is, at(record.at)])).toEqual([
      ['warned', at(berlin('11:05'))],
      ['warned', at(berlin('11:35'))],
      ['warned', at(berlin('11:53'))],
      ['breached', at(berlin('12:05'))],
    ]);
    expect(told('escalation.wanted').map(({ data }) => [data['chain'], data['kind']])).toEqual([
      ['breach', 'device-breached'],
    ]);
    expect(told('contact.telling-wanted').map(({ data }) => data['kind'])).toContain('promise-at-risk');
  });

  test('handed over at 12:00 and scanned at 12:20 is corrected, with its evidence, and counts as kept', async () => {
    const caseId = await report(ports, 'OLD-1', { at: berlin('10:05') });
    await passTo(ports, caseId, berlin('12:20'));
    const scan = aFact('device.handover-confirmed', {
      id: 'scan',
      accountId: 'mall-group',
      at: berlin('12:00'),
      recordedAt: berlin('12:20'),
      data: { caseId, serial: 'NEW-1' },
    });
    await answerFact(ports, scan);
    const view = await readCase(ports, caseId);
    expect(view).toMatchObject({ ok: true, value: { verdict: 'corrected', state: 'handed-over' } });
    expect(view.ok && view.value.records.slice(-2)).toMatchObject([
      { is: 'breached', at: at(berlin('12:05')) },
      { is: 'corrected', evidence: { factId: scan.id, occurredAt: at(berlin('12:00')) } },
    ]);
    expect(told('escalation.ended')).toHaveLength(1);
    expect(await timerOf(ports, caseId)).toBeUndefined();
  });

  test('reported 30 minutes before closing goes on at the next opening and says so', async () => {
    ports.clock.set(berlin('19:30'));
    const caseId = await report(ports, 'OLD-1', { at: berlin('19:30') });
    expect(told('device.case-opened').at(-1)?.data['dueAt']).toBe(berlin('10:30', '2026-11-24'));
    const view = await readCase(ports, caseId);
    expect(view.ok && view.value.left).toMatchObject({ counting: true, turnsAt: at(berlin('20:00')) });
    await passTo(ports, caseId, berlin('21:00'));
    const later = await readCase(ports, caseId);
    expect(later.ok && later.value.left).toMatchObject({
      ms: 90 * 60_000,
      counting: false,
      turnsAt: at(berlin('09:00', '2026-11-24')),
    });
  });

  test('is swapped: the new unit is the customer’s, the old one comes back, and the case closes by that', async () => {
    const caseId = await report(ports, 'OLD-1', { at: berlin('10:05') });
    const act = (action: object) =>
      actOnCase(ports, { caseId, action: action as never, principal: 'anna', roles: ['agent'] });
    ports.clock.set(berlin('10:30'));
    expect(await act({ do: 'hand-over' })).toMatchObject({ ok: true, value: { state: 'handed-over' } });
    expect(await act({ do: 'close' })).toMatchObject({ ok: false, refusal: 'old-unit-owed' });
    expect(await act({ do: 'return', fate: 'returned' })).toMatchObject({
      ok: true,
      value: { state: 'closed' },
    });
    const stock = await loadStock(ports.table, 'mall', 'tab-8');
    expect(stock.units['OLD-1']).toMatchObject({ at: 'on-hand', ready: false });
    expect([stock.withCustomer, stock.received, stock.units['NEW-1']]).toEqual([1, 3, undefined]);
    const view = await readCase(ports, caseId);
    expect(view).toMatchObject({ ok: true, value: { verdict: 'kept', replacement: { serial: 'NEW-1' } } });
  });
});

test('two reports for the last unit: one has it, the other escalates at once and says what would help', async () => {
  await seedDevices(ports, { devices: [aDevice('A'), aDevice('B')], ready: ['LAST'] });
  const ids = await Promise.all(['A', 'B'].map(serial => report(ports, serial, { at: berlin('10:05') })));
  const cases = await Promise.all(ids.map(id => theCase(ports, id)));
  expect(cases.map(({ noStock }) => noStock).sort()).toEqual([false, true]);
  expect(cases.filter(({ reservation }) => reservation?.serial === 'LAST')).toHaveLength(1);
  expect(told('escalation.wanted').map(({ data }) => [data['kind'], data['fixBy']])).toEqual([
    ['device-no-stock', berlin('12:05')],
  ]);
});

test('a lost device is locked at once and wiped only after an authorised contact confirms', async () => {
  await seedDevices(ports, { devices: [aDevice('GONE')], ready: ['N-1'] });
  const caseId = await report(ports, 'GONE', { at: berlin('10:05'), damage: 'lost' });
  expect(told('device.lock-wanted').map(({ data }) => data['serial'])).toEqual(['GONE']);
  const wipe = () =>
    actOnCase(ports, {
      ...{ caseId, principal: 'anna', roles: ['agent'] },
      action: { do: 'confirm-wipe', contactId: 'c-1' },
    });
  expect(await wipe()).toMatchObject({ ok: false, refusal: 'not-authorised' });
  expect(told('device.wipe-wanted')).toEqual([]);
});
