import { beforeEach, describe, expect, test } from '@jest/globals';
import { actOnCase } from '../../functions/devices/act-on-case.ts';
import { actOnLink } from '../../functions/devices/act-on-link.ts';
import { answerFact } from '../../functions/devices/answer-fact.ts';
import { reviewPolicies } from '../../functions/devices/review-policies.ts';
import { mintReportLink } from '../../functions/links/mint-link.ts';
import { answerFact as answerTeamFact } from '../../functions/team/answer-fact.ts';
import type { CaseAction } from '../../shared/contracts/devices-contract.ts';
import { waitOf } from '../../shared/domain/devices/device-case.ts';
import { segmentsOf } from '../../shared/domain/time/sla-segments.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import { type Device, deviceRow, loadDevice } from '../../shared/store/device-store.ts';
import { followsOf, replace } from '../../shared/store/journal.ts';
import { loadStock } from '../../shared/store/stock-store.ts';
import { aDevice, berlin, passTo, report, seedDevices, theCase } from '../support/devices.ts';
import { aFact } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';

let ports: ReturnType<typeof testPorts>;
let caseId: string;
const act = (action: CaseAction, given: { id?: string; roles?: string[] } = {}) =>
  actOnCase(ports, {
    caseId: given.id ?? caseId,
    action,
    principal: 'anna',
    roles: given.roles ?? ['agent'],
  });
const say = (name: string, at: number, data: object, accountId = 'mall-group') =>
  answerFact(
    ports,
    aFact(name, { id: `${name}-${at}-${JSON.stringify(data)}`, accountId, at, data: { caseId, ...data } }),
  );
const told = (name: string): Fact[] =>
  [...ports.table.rows()]
    .filter(row => row.type === 'journal')
    .flatMap(followsOf)
    .filter(one => one.name === name);

beforeEach(async () => {
  ports = testPorts();
  ports.clock.set(berlin('10:05'));
  await seedTeam(ports, [anAgent('anna'), anAgent('lea', { roles: ['agent', 'lead'] })]);
  await seedDevices(ports, { devices: [aDevice('OLD'), aDevice('GONE')], ready: ['N-1', 'N-2', 'N-3'] });
  caseId = await report(ports, 'OLD', { at: berlin('10:05') });
});

describe('what carriers and scanners say', () => {
  test('moves the unit with the case, also when nobody entered that it was sent', async () => {
    await act({ do: 'triage', path: 'replace' });
    await say('shipment.moved', berlin('10:05'), { way: 'out', stage: 'picked-up' });
    expect((await loadStock(ports.table, 'mall', 'tab-8')).units['N-1']).toMatchObject({ at: 'in-transit' });
  });

  test('of before the case was opened again does not settle it', async () => {
    ports.clock.set(berlin('10:40'));
    await act({ do: 'hand-over' });
    ports.clock.set(berlin('11:00'));
    await act({ do: 'reopen', reason: 'dead-on-arrival' });
    ports.clock.set(berlin('11:05'));
    await say('device.handover-confirmed', berlin('10:30'), { serial: 'N-1' });
    expect(await theCase(ports, caseId)).toMatchObject({ state: 'triaged' });
  });

  test('by a clock that runs ahead counts as now, not as never', async () => {
    await say('device.handover-confirmed', berlin('10:05') + 2_000, { serial: 'N-1' });
    expect(await theCase(ports, caseId)).toMatchObject({ state: 'handed-over' });
  });

  test('of another account or another unit changes nothing', async () => {
    await say('device.handover-confirmed', berlin('10:05'), { serial: 'N-1' }, 'other');
    expect((await theCase(ports, caseId)).state).toBe('reported');
    await passTo(ports, caseId, berlin('12:20'));
    await act({ do: 'hand-over' });
    await say('device.handover-confirmed', berlin('12:00'), { serial: 'NO-SUCH' });
    expect((await theCase(ports, caseId)).records.some(({ is }) => is === 'corrected')).toBe(false);
  });

  test('of a delay that was over at the delivery counts until then, and makes nobody wait', async () => {
    await act({ do: 'triage', path: 'replace' });
    ports.clock.set(berlin('11:30'));
    await say('shipment.moved', berlin('11:20'), { way: 'out', stage: 'delivered' });
    await say('shipment.moved', berlin('11:10'), { way: 'out', stage: 'delayed' });
    const held = await theCase(ports, caseId);
    expect(waitOf(held)).toBeUndefined();
    expect(segmentsOf(held.marks)).toContainEqual({
      ...{ from: berlin('11:10'), to: berlin('11:20'), leg: 'prepare' },
      ...{ waitingOn: 'carrier', reason: 'delayed' },
    });
  });
});

describe('a lost device', () => {
  test('that was reported as broken before is locked when it turns out to be stolen', async () => {
    await report(ports, 'OLD', { at: berlin('10:05') + 1, damage: 'stolen' });
    expect(await theCase(ports, caseId)).toMatchObject({ damage: 'stolen', lock: { state: 'wanted' } });
    expect(told('device.lock-wanted')).toHaveLength(1);
  });

  test('that nobody says is locked, or whose lock failed, escalates until it is, whatever is handed over', async () => {
    const id = await report(ports, 'GONE', { at: berlin('10:05'), damage: 'lost' });
    await passTo(ports, id, berlin('10:36'));
    expect((await theCase(ports, id)).escalations).toMatchObject([{ why: 'not-locked', ended: false }]);
    await act({ do: 'hand-over' }, { id });
    expect((await theCase(ports, id)).escalations).toMatchObject([{ why: 'not-locked', ended: false }]);
    await say('device.lock-answered', berlin('10:36'), { caseId: id, serial: 'ELSE', outcome: 'done' });
    expect((await theCase(ports, id)).lock?.state).toBe('failed');
    await say('device.lock-answered', berlin('10:36'), { caseId: id, serial: 'GONE', outcome: 'done' });
    expect((await theCase(ports, id)).escalations).toMatchObject([{ ended: true }]);
  });
});

describe('a link, a promise, a unit', () => {
  test('of a device that has moved to another account reports nothing there', async () => {
    const minted = await mintReportLink(
      { ...ports, origin: 'https://care.example' },
      { serial: 'GONE', principal: 'shop' },
    );
    const token = (minted.ok ? minted.value.url : '').split('#')[1] ?? '';
    const { version, ...device } = (await loadDevice(ports.table, 'GONE')) as Device;
    const moved = replace(deviceRow({ ...device, accountId: 'other' }), version);
    await ports.table.commit({ commitId: 'moved', writes: [moved] });
    expect(await actOnLink(ports, { token, do: 'report', damage: 'stolen' })).toMatchObject({
      refusal: 'not-found',
    });
  });

  test('cannot be opened again with a device that is back in stock', async () => {
    await act({ do: 'hand-over' });
    const second = await report(ports, 'N-1', { at: berlin('10:05') });
    expect(await act({ do: 'reopen', reason: 'dead' })).toMatchObject({ refusal: 'in-a-case' });
    await act({ do: 'hand-over' }, { id: second });
    await act({ do: 'return', fate: 'returned' }, { id: second });
    expect(await act({ do: 'reopen', reason: 'dead' })).toMatchObject({ refusal: 'not-with-the-customer' });
  });

  test('that was broken stays in the review when the case is cancelled, and a plain agent’s late wait does not mend it', async () => {
    await passTo(ports, caseId, berlin('12:20'));
    const wait: CaseAction = {
      do: 'wait',
      on: 'customer',
      reason: 'x',
      at: new Date(berlin('10:06')).toISOString(),
    };
    expect(await act(wait)).toMatchObject({ refusal: 'forbidden' });
    await act({ do: 'cancel', reason: 'mistake' });
    const review = await reviewPolicies(ports, { from: '2026-11-23', to: '2026-11-23' });
    expect(review.ok && review.value.rows.find(({ target }) => target === 'handover')).toMatchObject({
      breached: 1,
    });
  });

  test('of a promise broken before escalates anew when the case is opened again', async () => {
    await passTo(ports, caseId, berlin('12:20'));
    await act({ do: 'hand-over' });
    await act({ do: 'reopen', reason: 'dead' });
    expect((await theCase(ports, caseId)).escalations.filter(({ ended }) => !ended)).toMatchObject([
      { why: 'breached' },
    ]);
  });

  test('waited for by the customer up to its cap runs again then, and says so', async () => {
    await act({ do: 'wait', on: 'customer', reason: 'photo' });
    await passTo(ports, caseId, berlin('10:05') + 48 * HOUR + 1);
    const changes = told('contact.telling-wanted').filter(({ data }) => data['kind'] === 'promise-changed');
    expect(changes.map(({ data }) => data['dueAt'])).toContain(berlin('12:05', '2026-11-25'));
  });

  test('that comes into stock is found by a case that has none', async () => {
    await report(ports, 'GONE', { at: berlin('10:05') });
    const third = aDevice('THIRD');
    await seedDevices(ports, { devices: [third, aDevice('FOURTH')], depotId: 'elsewhere' });
    await report(ports, 'THIRD', { at: berlin('10:05') });
    const none = await report(ports, 'FOURTH', { at: berlin('10:05') });
    expect(await theCase(ports, none)).toMatchObject({ noStock: true });
    await act({ do: 'cancel', reason: 'found' });
    await passTo(ports, none, berlin('10:16'));
    expect(await theCase(ports, none)).toMatchObject({ noStock: false, reservation: { depotId: 'mall' } });
  });
});

test('the team hears of a case in any order: settled before it heard of it, nobody is told and no task stays open', async () => {
  await act({ do: 'hand-over' });
  const [opened, settled] = [told('device.case-opened')[0] as Fact, told('device.case-settled')[0] as Fact];
  await answerTeamFact(ports, settled);
  await answerTeamFact(ports, opened);
  expect([...ports.table.rows()].filter(row => row.type === 'task' && row.state === 'open')).toEqual([]);
  expect(told('notification.wanted')).toEqual([]);
});

test('a case that looks for a unit every ten minutes fills nobody’s history with it', async () => {
  const lines = () =>
    [...ports.table.rows()].filter(row => row.type === 'journal' && row['timeline'] !== undefined).length;
  await report(ports, 'GONE', { at: berlin('10:05') });
  await seedDevices(ports, { devices: [aDevice('THIRD'), aDevice('FOURTH')], depotId: 'elsewhere' });
  await report(ports, 'THIRD', { at: berlin('10:05') });
  const none = await report(ports, 'FOURTH', { at: berlin('10:05') });
  const before = lines();
  await passTo(ports, none, berlin('10:20'));
  expect(lines()).toBe(before);
});
