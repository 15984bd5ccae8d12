import * as contract from '../../shared/contracts/operations-contract.ts';
import { accepted } from '../../shared/kernel/outcome.ts';
import { answer, type Call } from '../../shared/runtime/http.ts';
import { pageAsked } from '../../shared/runtime/page.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { actOnQuarantined } from './act-on-quarantined.ts';
import { readOperations } from './read-operations.ts';
import { listQuarantine, readQuarantined } from './read-quarantine.ts';

const part = (call: Call, name: string): string => call.params[name] ?? '';

/** Which use case answers which route of those who operate the product. */
export const operationsRoutes = (ports: Ports) => [
  answer(contract.listQuarantine, async ({ query }) =>
    accepted({
      body: await listQuarantine(ports.table, { ...pageAsked(query), state: query.state ?? 'open' }),
    }),
  ),
  answer(contract.getQuarantined, async call => {
    const read = await readQuarantined(ports.table, part(call, 'quarantineId'));
    return read.ok ? accepted({ body: read.value }) : read;
  }),
  answer(contract.actOnQuarantined, async call => {
    const by = call.principal.kind === 'nobody' ? '-' : call.principal.id;
    const acted = await actOnQuarantined(ports, { id: part(call, 'quarantineId'), by, asked: call.body });
    return acted.ok ? accepted({ body: acted.value }) : acted;
  }),
  answer(contract.getOperations, async () => accepted({ body: await readOperations(ports) })),
];
