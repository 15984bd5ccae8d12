import * as contract from '../../shared/contracts/escalations-contract.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { answer, type Call, type Reply } from '../../shared/runtime/http.ts';
import { pageAsked } from '../../shared/runtime/page.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { deleteChain } from './delete-chain.ts';
import { dryRunChain } from './dry-run-chain.ts';
import { putChain } from './put-chain.ts';
import { chainViewNow, readChains } from './read-chains.ts';
import { getEscalation, listEscalations } from './read-escalations.ts';

const who = ({ principal }: Call): string => (principal.kind === 'nobody' ? '-' : principal.id);
const part = (call: Call, name: string): string => call.params[name] ?? '';
const replied = async (answered: Promise<Outcome<unknown, string>>): Promise<Outcome<Reply, string>> => {
  const outcome = await answered;
  return outcome.ok ? accepted({ body: outcome.value }) : outcome;
};

/** Which use case answers which route of escalations and their chains. */
export const escalationsRoutes = (ports: Ports) => [
  answer(contract.listEscalations, async call =>
    accepted({
      body: await listEscalations(ports, { ...pageAsked(call.query), state: call.query.state }),
    }),
  ),
  answer(contract.getEscalation, call => replied(getEscalation(ports, part(call, 'escalationId')))),
  answer(contract.listChains, async () => accepted({ body: { chains: await readChains(ports) } })),
  answer(contract.putChain, async call => {
    const { version, ...input } = call.body;
    const chainId = part(call, 'chainId');
    const put = await putChain(ports, { chainId, input, version, principal: who(call) });
    return put.ok ? accepted({ body: await chainViewNow(ports.table, put.value) }) : put;
  }),
  answer(contract.deleteChain, call =>
    replied(deleteChain(ports, { chainId: part(call, 'chainId'), principal: who(call) })),
  ),
  answer(contract.dryRunChain, call => replied(dryRunChain(ports, call.body))),
];
