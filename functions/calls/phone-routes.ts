import * as contract from '../../shared/contracts/calls-contract.ts';
import { accepted } from '../../shared/kernel/outcome.ts';
import { answer } from '../../shared/runtime/http.ts';
import { type LookUpPorts, lookUpNumber } from './look-up-number.ts';

/** Which use case says whose number it is, to agents and to the telephone system. */
export const phoneRoutes = (ports: LookUpPorts) => [
  answer(contract.lookUpNumber, async ({ query }) =>
    accepted({ body: await lookUpNumber(ports, query.number) }),
  ),
  answer(contract.lookUpCaller, async ({ query }) =>
    accepted({ body: await lookUpNumber(ports, query.number) }),
  ),
];
