import { beforeEach, expect, test } from '@jest/globals';
import { actOnCase } from '../../functions/devices/act-on-case.ts';
import { actOnLink } from '../../functions/devices/act-on-link.ts';
import { answerFact } from '../../functions/devices/answer-fact.ts';
import { mintReportLink } from '../../functions/devices/mint-link.ts';
import { moveStock } from '../../functions/devices/move-stock.ts';
import { reviewPolicies } from '../../functions/devices/review-policies.ts';
import { answerDeviceFact } from '../../functions/team/answer-device-fact.ts';
import { deviceRow, loadDevice } from '../../shared/store/device-store.ts';
import { replace, followsOf } from '../../shared/store/journal.ts';
import { loadStock } from '../../shared/store/stock-store.ts';
import { decideStock } from '../../shared/domain/devices/decide-stock.ts';
import { clara, toldIn, theStock } from '../support/depots.ts';
import { aDevice, berlin, passTo, report, seedDevices, theCase, timerOf } from '../support/devices.ts';
import { aFact } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';

let ports: ReturnType<typeof testPorts>;
const act = (caseId: string, action: object) =>
  actOnCase(ports, { caseId, action: action as never, principal: 'anna', roles: ['agent'] });
const iso = (t: string) => new Date(berlin(t)).toISOString();
const fact = (name: string, id: string, at: number, data: object, accountId = 'mall-group') =>
  answerFact(ports, aFact(name, { id, accountId, at, data: data as never }));
beforeEach(async () => {
  ports = testPorts();
  ports.clock.set(berlin('10:05'));
  await seedTeam(ports, [anAgent('anna'), anAgent('clara', { roles: ['clerk'] }), anAgent('lea', { roles: ['agent', 'lead'] })]);
});

test('1 old handover closes a reopened case', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1', 'NEW-2'] });
  const id = await report(ports, 'OLD-1', { at: berlin('10:05') });
  ports.clock.set(berlin('10:30'));
  await act(id, { do: 'hand-over' });
  ports.clock.set(berlin('11:00'));
  expect(await act(id, { do: 'reopen', reason: 'doa' })).toMatchObject({ ok: true });
  ports.clock.set(berlin('11:05'));
  console.log('1', await fact('device.handover-confirmed', 'scan', berlin('10:30'), { caseId: id, serial: 'NEW-1' }));
  const held = await theCase(ports, id);
  console.log('1 state', held.state, held.replacement, 'owed', held.owed, await timerOf(ports, id));
});

test('2 report link reports a device that is another account’s now', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1'] });
  const minted = await mintReportLink({ ...ports, origin: 'https://x.example' }, { serial: 'OLD-1', principal: 'shop', hours: 720 });
  const token = minted.ok ? minted.value.url.split('#')[1]! : '';
  const { version, ...d } = (await loadDevice(ports.table, 'OLD-1'))!;
  await ports.table.commit({ commitId: 'x', writes: [replace(deviceRow({ ...d, accountId: 'other', contactId: 'c-9' }), version)] });
  console.log('2', JSON.stringify(await actOnLink(ports, { do: 'report', token, damage: 'stolen' })));
  const c = [...ports.table.rows()].filter(r => r.type === 'device-case');
  console.log('2 cases', c.map(r => [r['accountId'], r['damage'], r['contactId'], r['reportedBy']]), toldIn(ports, 'device.lock-wanted').length);
});

test('3 two open cases for one serial by reopening', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1', 'NEW-2', 'NEW-3'] });
  const c1 = await report(ports, 'OLD-1', { at: berlin('10:05') });
  ports.clock.set(berlin('10:30'));
  await act(c1, { do: 'hand-over' });
  await act(c1, { do: 'return', fate: 'returned' });
  ports.clock.set(berlin('11:00'));
  const c2 = await report(ports, 'NEW-1', { at: berlin('11:00') });
  const r = await act(c1, { do: 'reopen', reason: 'doa' });
  const [a, b] = [await theCase(ports, c1), await theCase(ports, c2)];
  console.log('3', r.ok, a.state, a.serial, a.reservation?.serial, '|', b.state, b.serial, b.reservation?.serial, (await loadDevice(ports.table, 'NEW-1'))?.caseId === c1);
});

test('3b reopen when the replacement is back in stock', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1', 'NEW-2', 'NEW-3'] });
  const c1 = await report(ports, 'OLD-1', { at: berlin('10:05') });
  ports.clock.set(berlin('10:30'));
  await act(c1, { do: 'hand-over' });
  await act(c1, { do: 'return', fate: 'returned' });
  await moveStock(ports, { depotId: 'mall', who: clara, move: { do: 'receive', model: 'tab-8', serials: ['NEW-1'], ready: true } });
  console.log('3b in stock', (await loadDevice(ports.table, 'NEW-1'))?.place);
  const r = await act(c1, { do: 'reopen', reason: 'doa' });
  const h = await act(c1, { do: 'hand-over' });
  const back = await act(c1, { do: 'return', fate: 'returned' });
  const d = await loadDevice(ports.table, 'NEW-1');
  console.log('3b', r.ok, h.ok, JSON.stringify(back).slice(0, 150), d, (await theStock(ports)).units['NEW-1']);
});

test('4 picked up without ship: the unit on its way returns to the shelf', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1'), aDevice('OLD-2')], ready: ['NEW-1'] });
  const id = await report(ports, 'OLD-1', { at: berlin('10:05') });
  ports.clock.set(berlin('10:10'));
  await act(id, { do: 'triage', path: 'replace' });
  await fact('shipment.moved', 'p1', berlin('10:10'), { caseId: id, way: 'out', stage: 'picked-up' });
  const held = await theCase(ports, id);
  console.log('4', held.reservation, (await loadStock(ports.table, 'mall', 'tab-8')).units);
  const later = held.reservation!.until + 1000;
  ports.clock.set(later);
  const id2 = await report(ports, 'OLD-2', { at: later });
  console.log('4 second', (await theCase(ports, id2)).reservation, 'first still', (await theCase(ports, id)).reservation?.serial);
  console.log('4 missing', await fact('shipment.moved', 'p2', later, { caseId: id, way: 'out', stage: 'missing' }));
});

test('5 handover from a clock that is 2 s ahead', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1'] });
  const id = await report(ports, 'OLD-1', { at: berlin('10:05') });
  ports.clock.set(berlin('10:30'));
  console.log('5', await fact('device.handover-confirmed', 'h', berlin('10:30') + 2000, { caseId: id, serial: 'NEW-1' }), (await theCase(ports, id)).state);
  ports.clock.set(berlin('10:31'));
  console.log('5 again', await fact('device.handover-confirmed', 'h', berlin('10:30') + 2000, { caseId: id, serial: 'NEW-1' }), (await theCase(ports, id)).state);
});
test('5b report from a clock that is 2 s ahead', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1'] });
  await report(ports, 'OLD-1', { at: berlin('10:05') + 2000 });
  console.log('5b', toldIn(ports, 'device.case-opened')[0]?.data, toldIn(ports, 'contact.telling-wanted').map(f => f.data));
});

test('6 lock failed is forgotten with the handover', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1'] });
  const id = await report(ports, 'OLD-1', { at: berlin('10:05'), damage: 'stolen' });
  ports.clock.set(berlin('10:20'));
  await fact('device.lock-answered', 'l', berlin('10:20'), { caseId: id, serial: 'OLD-1', outcome: 'failed' });
  await act(id, { do: 'hand-over' });
  const held = await theCase(ports, id);
  console.log('6', held.lock, held.escalations.map(e => [e.why, e.ended]), toldIn(ports, 'escalation.ended').map(f => f.data));
});
test('6b lock answers out of order', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1'] });
  const id = await report(ports, 'OLD-1', { at: berlin('10:05'), damage: 'stolen' });
  ports.clock.set(berlin('10:30'));
  await fact('device.lock-answered', 'l2', berlin('10:20'), { caseId: id, serial: 'OLD-1', outcome: 'failed' });
  await fact('device.lock-answered', 'l1', berlin('10:10'), { caseId: id, serial: 'SOMETHING-ELSE', outcome: 'done' });
  const held = await theCase(ports, id);
  console.log('6b', held.lock, held.escalations);
});

test('7 cancelling hides a breach from the review', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1'] });
  const id = await report(ports, 'OLD-1', { at: berlin('10:05') });
  await passTo(ports, id, berlin('13:00'));
  const r1 = await reviewPolicies(ports, { from: '2026-11-23', to: '2026-11-23' });
  await act(id, { do: 'cancel', reason: 'mistake' });
  const r2 = await reviewPolicies(ports, { from: '2026-11-23', to: '2026-11-23' });
  console.log('7', JSON.stringify(r1.ok && r1.value.rows).slice(0, 300), JSON.stringify(r2));
});

test('8 settled before opened leaves a task', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1'] });
  const id = await report(ports, 'OLD-1', { at: berlin('10:05') });
  ports.clock.set(berlin('10:06'));
  await act(id, { do: 'hand-over' });
  const [opened] = toldIn(ports, 'device.case-opened');
  const [settled] = toldIn(ports, 'device.case-settled');
  console.log('8', await answerDeviceFact(ports, settled!), await answerDeviceFact(ports, opened!));
  console.log('8 tasks', [...ports.table.rows()].filter(r => r.type === 'task').map(r => [r['kind'], r['state']]));
});

test('9 report of another account joins the open case', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1'] });
  await report(ports, 'OLD-1', { at: berlin('10:05') });
  console.log('9', await fact('device.reported', 'foreign', berlin('10:05'), { serial: 'OLD-1', damage: 'lost' }, 'other'));
});
test('9b fact of another account moves a case; follows carry that account', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1'] });
  const id = await report(ports, 'OLD-1', { at: berlin('10:05') });
  console.log('9b', await fact('device.handover-confirmed', 'fx', berlin('10:05'), { caseId: id, serial: 'NEW-1' }, 'other'), (await theCase(ports, id)).state,
   toldIn(ports, 'device.case-settled').map(f => f.accountId), toldIn(ports, 'contact.telling-wanted').map(f => f.accountId));
});

test('10 written off by the clerk while in an open case, then settled', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1', 'NEW-2'] });
  const c1 = await report(ports, 'OLD-1', { at: berlin('10:05') });
  await act(c1, { do: 'hand-over' });
  await act(c1, { do: 'return', fate: 'returned' });
  ports.clock.set(berlin('11:00'));
  const c2 = await report(ports, 'NEW-1', { at: berlin('11:00') });
  const w = await moveStock(ports, { depotId: 'mall', who: clara, move: { do: 'write-off', model: 'tab-8', serial: 'NEW-1', reason: 'x' } });
  const h = await act(c2, { do: 'hand-over' });
  const r = await act(c2, { do: 'return', fate: 'returned' });
  const s = await theStock(ports);
  console.log('10', w.ok, h.ok, JSON.stringify(r).slice(0, 200), { wc: s.withCustomer, scr: s.scrapped, rec: s.received }, s.units);
});

test('11 stale expired fact takes a fresh reservation', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1'] });
  const id = await report(ports, 'OLD-1', { at: berlin('10:05') });
  const until = (await theCase(ports, id)).reservation!.until;
  await passTo(ports, id, until + 1000);
  const stale = toldIn(ports, 'device.reservation-displaced');
  console.log('11 after tick', (await theCase(ports, id)).reservation, stale.map(f => f.data));
  console.log('11 reserve', (await act(id, { do: 'reserve' })).ok, (await theCase(ports, id)).reservation?.serial);
  for (const f of stale) console.log('11 fact', await answerFact(ports, f));
  console.log('11', (await theCase(ports, id)).reservation, (await theCase(ports, id)).noStock, (await loadStock(ports.table, 'mall', 'tab-8')).units);
});

test('12 return entered for an instant before the handover', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1'] });
  const id = await report(ports, 'OLD-1', { at: berlin('10:05') });
  ports.clock.set(berlin('11:00'));
  await act(id, { do: 'hand-over' });
  ports.clock.set(berlin('11:05'));
  await act(id, { do: 'return', fate: 'returned', at: iso('10:58') });
  const held = await theCase(ports, id);
  console.log('12', held.state, held.marks.filter(m => m.is === 'leg').map(m => [new Date(m.at).toISOString(), (m as any).leg]), (await timerOf(ports, id))?.dueAt);
});

test('13 late delay after delivery waits for ever', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1'] });
  const id = await report(ports, 'OLD-1', { at: berlin('10:05') });
  ports.clock.set(berlin('11:00'));
  await act(id, { do: 'triage', path: 'replace' });
  await act(id, { do: 'ship' });
  ports.clock.set(berlin('11:30'));
  await fact('shipment.moved', 'd2', berlin('11:20'), { caseId: id, way: 'out', stage: 'delivered' });
  await fact('shipment.moved', 'd1', berlin('11:10'), { caseId: id, way: 'out', stage: 'delayed' });
  const { waitOf, legOf } = await import('../../shared/domain/devices/device-case.ts');
  const held = await theCase(ports, id);
  console.log('13', legOf(held), waitOf(held));
});
test('14 waived unit and the books', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1')], ready: ['NEW-1', 'NEW-2'] });
  const c1 = await report(ports, 'OLD-1', { at: berlin('10:05') });
  await act(c1, { do: 'hand-over' });
  await act(c1, { do: 'return', fate: 'returned' });
  const c2 = await report(ports, 'NEW-1', { at: berlin('10:06') });
  ports.clock.set(berlin('10:10'));
  await act(c2, { do: 'hand-over' });
  await act(c2, { do: 'return', fate: 'waived' });
  const m = await moveStock(ports, { depotId: 'mall', who: clara, move: { do: 'receive', model: 'tab-8', serials: ['NEW-1'], ready: true } });
  const s = await theStock(ports);
  console.log('14', m.ok, { wc: s.withCustomer, scr: s.scrapped, rec: s.received }, Object.keys(s.units));
});
test('15 a refusal of the stock through the case API', async () => {
  await seedDevices(ports, { devices: [aDevice('OLD-1'), aDevice('OLD-2')], ready: ['NEW-1'] });
  const c1 = await report(ports, 'OLD-1', { at: berlin('10:05') });
  const c2 = await report(ports, 'OLD-2', { at: berlin('10:05') });
  console.log('15', JSON.stringify(await act(c2, { do: 'hand-over', serial: 'NEW-1' })), JSON.stringify(await act(c1, { do: 'loan', serial: 'OLD-2', dueBackAt: iso('12:00') })));
});
