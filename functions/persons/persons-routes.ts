import * as contract from '../../shared/contracts/persons-contract.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { answer, type Call, type Reply } from '../../shared/runtime/http.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { erasePerson } from './erase-person.ts';
import { giveOutPerson } from './give-out-person.ts';

const part = (call: Call, name: string): string => call.params[name] ?? '';
const whose = (call: Call, reason: string) => ({
  accountId: part(call, 'accountId'),
  contactId: part(call, 'contactId'),
  ...{ reason, principal: call.principal.kind === 'nobody' ? '-' : call.principal.id },
});
const replied = async (answered: Promise<Outcome<unknown, string>>): Promise<Outcome<Reply, string>> => {
  const outcome = await answered;
  return outcome.ok ? accepted({ body: outcome.value }) : outcome;
};

/** Which use case answers which route about customers' people. */
export const personsRoutes = (ports: Ports) => [
  answer(contract.getPersonalData, call =>
    replied(
      giveOutPerson(ports, {
        ...whose(call, call.query.reason),
        key: call.headers['idempotency-key'],
      }),
    ),
  ),
  answer(contract.erasePerson, call => replied(erasePerson(ports, whose(call, call.body.reason)))),
];
