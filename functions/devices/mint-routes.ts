import * as contract from '../../shared/contracts/devices-contract.ts';
import { accepted } from '../../shared/kernel/outcome.ts';
import { answer } from '../../shared/runtime/http.ts';
import { type LinkPorts, mintFollowLink } from './mint-link.ts';

/** Which use case answers the route that makes the link of a case. */
export const mintRoutes = (ports: LinkPorts) => [
  answer(contract.linkCase, async ({ params, principal: who }) => {
    const caseId = params['caseId'] ?? '';
    const principal = who.kind === 'nobody' ? '-' : who.id;
    const minted = await mintFollowLink(ports, { caseId, principal });
    return minted.ok ? accepted({ body: minted.value }) : minted;
  }),
];
