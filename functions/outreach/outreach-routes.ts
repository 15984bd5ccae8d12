import * as contract from '../../shared/contracts/outreach-contract.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { answer, type Call, type Reply } from '../../shared/runtime/http.ts';
import { pageAsked } from '../../shared/runtime/page.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { judgeOutreach } from './judge-outreach.ts';
import { listOutreach } from './list-outreach.ts';
import { outreachViewOf } from './outreach-view.ts';
import { readAccountOutreach } from './read-account-outreach.ts';
import { readBudget } from './read-budget.ts';
import { readOutreachPage } from './read-outreach-page.ts';

const who = ({ principal }: Call): string => (principal.kind === 'nobody' ? '-' : principal.id);
const part = (call: Call, name: string): string => call.params[name] ?? '';
const replied = async (answered: Promise<Outcome<unknown, string>>): Promise<Outcome<Reply, string>> => {
  const outcome = await answered;
  return outcome.ok ? accepted({ body: outcome.value }) : outcome;
};

/** Which use case answers which route of the outreach. */
export const outreachRoutes = (ports: Ports) => [
  answer(contract.listOutreach, async ({ query }) =>
    accepted({ body: await listOutreach(ports, { ...pageAsked(query), state: query.state ?? 'open' }) }),
  ),
  answer(contract.getOutreach, call =>
    replied(readOutreachPage(ports, { outreachId: part(call, 'outreachId'), agentId: who(call) })),
  ),
  answer(contract.judgeOutreach, async call => {
    const said = { outreachId: part(call, 'outreachId'), agentId: who(call), ...call.body };
    const judged = await judgeOutreach(ports, said);
    if (!judged.ok) return judged;
    return accepted({ body: await outreachViewOf(ports.table, judged.value) });
  }),
  answer(contract.getBudget, async () => accepted({ body: await readBudget(ports) })),
  answer(contract.getAccountOutreach, call => replied(readAccountOutreach(ports, part(call, 'accountId')))),
];
