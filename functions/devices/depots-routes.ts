import * as contract from '../../shared/contracts/depots-contract.ts';
import { accepted } from '../../shared/kernel/outcome.ts';
import { answer, type Call } from '../../shared/runtime/http.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Who } from './depot-access.ts';
import { moveStock } from './move-stock.ts';
import { putDepot } from './put-depot.ts';
import { readDepot, readDepots } from './read-depot.ts';
import { depotView } from './stock-view.ts';
import { swapDevice } from './swap-device.ts';

const who = ({ principal }: Call): Who => ({
  id: principal.kind === 'nobody' ? '-' : principal.id,
  roles: principal.kind === 'staff' ? principal.roles : [],
});
const part = (call: Call, name: string): string => call.params[name] ?? '';
const once = (key: string | undefined): { idempotencyKey?: string } =>
  key === undefined ? {} : { idempotencyKey: key };

/** Which use case answers which route of the depots. */
export const depotsRoutes = (ports: Ports) => [
  answer(contract.listDepots, async call => accepted({ body: await readDepots(ports, who(call)) })),
  answer(contract.getDepot, async call => {
    const page = await readDepot(ports, part(call, 'depotId'), who(call));
    return page.ok ? accepted({ body: page.value }) : page;
  }),
  answer(contract.putDepot, async call => {
    const given = { depotId: part(call, 'depotId'), input: call.body, principal: who(call).id };
    const kept = await putDepot(ports, given);
    return kept.ok ? accepted({ body: depotView(kept.value) }) : kept;
  }),
  answer(contract.moveStock, async call => {
    const key = once(call.headers['idempotency-key']);
    const given = { depotId: part(call, 'depotId'), move: call.body, who: who(call), ...key };
    const moved = await moveStock(ports, given);
    return moved.ok ? accepted({ body: moved.value }) : moved;
  }),
  answer(contract.swapDevice, async call => {
    const key = once(call.headers['idempotency-key']);
    const given = { depotId: part(call, 'depotId'), swap: call.body, who: who(call), ...key };
    const swapped = await swapDevice(ports, given);
    return swapped.ok ? accepted({ body: swapped.value }) : swapped;
  }),
];
