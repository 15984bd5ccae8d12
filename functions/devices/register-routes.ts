import * as contract from '../../shared/contracts/devices-contract.ts';
import { accepted } from '../../shared/kernel/outcome.ts';
import { answer, type Call } from '../../shared/runtime/http.ts';
import { pageAsked } from '../../shared/runtime/page.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { importDevices } from './import-devices.ts';
import { listDevices } from './list-devices.ts';
import { putDevice } from './put-device.ts';
import { readDevice } from './read-device.ts';

const part = (call: Call, name: string): string => call.params[name] ?? '';

/** Which use case answers which route of the register of devices. */
export const registerRoutes = (ports: Ports) => [
  answer(contract.listDevices, async ({ query }) =>
    accepted({ body: await listDevices(ports, { ...pageAsked(query), accountId: query.accountId }) }),
  ),
  answer(contract.getDevice, async call => {
    const device = await readDevice(ports, part(call, 'serial'));
    return device.ok ? accepted({ body: device.value }) : device;
  }),
  answer(contract.putDevice, async call => {
    const kept = await putDevice(ports, { serial: part(call, 'serial'), input: call.body });
    return kept.ok ? accepted({ body: kept.value }) : kept;
  }),
  answer(contract.postDevices, async call => {
    const { 'content-type': contentType = 'application/json' } = call.headers;
    const firstLine = Number(call.query.firstLine ?? 1);
    const importId = part(call, 'importId');
    const report = await importDevices(ports, { importId, contentType, text: call.text, firstLine });
    return report.ok ? accepted({ body: report.value }) : report;
  }),
];
