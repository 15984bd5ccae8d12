import {
  deviceReported,
  handoverConfirmed,
  lockAnswered,
  shipmentMoved,
  wipeAnswered,
} from '../../../shared/events/device-events.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import type { Tale } from '../tale.ts';
import { CLIENT, erp, keyed, theClient } from './the-client.ts';

const anna = { staff: 'anna', roles: ['agent', 'lead'] } as const;
type Case = { readonly id: string; readonly state: string };

const caseActions = ({ ask }: Tale, caseId: string) => {
  let n = 0;
  return (body: object) => ask('act-on-case', { by: anna, params: { caseId }, body, ...keyed(`act-${++n}`) });
};
const openCase = ({ rows }: Tale, serial: string): string =>
  String(rows('device-case').findLast(row => row['serial'] === serial)?.['id']);

/** Broken ones are replaced in time, by post, late or not at all; what does not work comes back. */
export async function brokenDevices(tale: Tale): Promise<void> {
  const { fact, pass, refused, world } = tale;
  await theClient(tale, ['U-1', 'U-2', 'U-3', 'U-4'], 3);
  const about = (serial: string) => ({ serial, damage: 'broken', language: 'de', contactId: 'c-1' }) as const;
  fact(deviceReported.of(about('D-1')), CLIENT);
  await pass(75 * MINUTE);
  fact(deviceReported.of({ ...about('D-1'), damage: 'stolen' }), CLIENT);
  await world.settle();
  fact(handoverConfirmed.of({ caseId: openCase(tale, 'D-1'), serial: 'U-1' }), CLIENT);
  await world.settle();
  await byPost(tale);
  await refused('report-device', { by: anna, body: { serial: 'nobody-s', damage: 'broken' } }, 422);
  fact(deviceReported.of(about('D-3')), CLIENT);
  await world.settle();
  const doD3 = caseActions(tale, openCase(tale, 'D-3'));
  await pass(DAY + 4 * HOUR);
  await pass(DAY);
  await doD3({ do: 'excuse', target: 'handover', reason: 'the mall was closed' });
  await doD3({ do: 'reserve' });
  await doD3({ do: 'cancel', reason: 'found' });
}

/** A unit is sent, comes late, does not work and is sent again; the old one is waived. */
async function byPost(tale: Tale): Promise<void> {
  const { ask, fact, pass, world } = tale;
  const reported = { serial: 'D-2', damage: 'malfunction', contactId: 'c-1' };
  const { id: caseId } = (await ask('report-device', { by: anna, body: reported, ...keyed('report-1') }))[
    'case'
  ] as Case;
  const act = caseActions(tale, caseId);
  await act({ do: 'wait', on: 'customer', reason: 'photo' });
  const link = await ask('link-case', { by: anna, params: { caseId }, body: {} });
  const token = String(link['url']).split('#')[1] ?? '';
  let n = 0;
  const answer = (body: object) =>
    ask('act-on-device-link', { by: 'anybody', body: { ...body, token }, ...keyed(`link-${++n}`) });
  await pass(10 * MINUTE);
  await answer({ do: 'answer' });
  await act({ do: 'triage', path: 'replace' });
  await act({ do: 'ship', trackingId: 'TR-1' });
  fact(shipmentMoved.of({ caseId, way: 'out', stage: 'delayed' }), CLIENT);
  await pass(MINUTE);
  fact(shipmentMoved.of({ caseId, way: 'out', stage: 'delivered' }), CLIENT);
  await world.settle();
  await act({ do: 'hand-over' });
  await ask('open-device-link', { by: 'anybody', body: { token } });
  await pass(MINUTE);
  await answer({ do: 'confirm-working', works: false });
  await pass(MINUTE);
  await act({ do: 'hand-over' });
  await answer({ do: 'confirm-working', works: true });
  await act({ do: 'return', fate: 'waived' });
}

/** One is lost, locked and wiped; one is reported by whoever has it; all of it told by the client's own systems. */
export async function lostDevices(tale: Tale): Promise<void> {
  const { ask, fact, pass, world } = tale;
  await theClient(tale, ['U-1', 'U-2'], 3);
  const csv = 'serial,model,accountId,managed\nN-1,tab-8,mall-group,yes\nN-2,tab-10,nobody,no\n';
  await ask('post-devices', {
    ...{ by: erp, params: { importId: 'spring' }, body: csv },
    headers: { 'content-type': 'text/csv' },
  });
  const device = { model: 'tab-8', accountId: CLIENT, managed: true, site: 'mall', contactId: 'c-1' };
  await ask('put-device', { by: anna, params: { serial: 'D-2' }, body: device });
  fact(deviceReported.of({ serial: 'D-1', damage: 'lost', contactId: 'c-1' }), CLIENT);
  await world.settle();
  const caseId = openCase(tale, 'D-1');
  fact(lockAnswered.of({ caseId, serial: 'D-1', outcome: 'failed' }), CLIENT);
  await pass(10 * MINUTE);
  fact(lockAnswered.of({ caseId, serial: 'D-1', outcome: 'done' }), CLIENT);
  await world.settle();
  const act = caseActions(tale, caseId);
  await act({ do: 'confirm-wipe', contactId: 'c-1' });
  fact(wipeAnswered.of({ caseId, serial: 'D-1', outcome: 'done' }), CLIENT);
  await world.settle();
  await act({ do: 'triage', path: 'found-again' });
  await act({ do: 'reopen', reason: 'was-another' });
  const body = { purpose: 'device-report', serial: 'D-2' };
  const { url } = await ask('post-link', { by: erp, body });
  const token = String(url).split('#')[1] ?? '';
  const report = { do: 'report', token, damage: 'broken' };
  await ask('act-on-device-link', { by: 'anybody', body: report, ...keyed('broken-1') });
  await ask('act-on-device-link', { by: 'anybody', body: report, ...keyed('broken-2') });
}
