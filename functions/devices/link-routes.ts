import * as contract from '../../shared/contracts/device-links-contract.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { answer, type Reply } from '../../shared/runtime/http.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { actOnLink } from './act-on-link.ts';
import { openLink } from './open-link.ts';

const replied = async (answered: Promise<Outcome<unknown, string>>): Promise<Outcome<Reply, string>> => {
  const outcome = await answered;
  return outcome.ok ? accepted({ body: outcome.value }) : outcome;
};

/** Which use case answers what the holder of a signed link asks. */
export const linkRoutes = (ports: Ports) => [
  answer(contract.openDeviceLink, call => replied(openLink(ports, call.body.token))),
  answer(contract.actOnDeviceLink, ({ body, headers }) =>
    replied(actOnLink(ports, body, headers['idempotency-key'])),
  ),
];
