import * as contract from '../../shared/contracts/links-contract.ts';
import { accepted } from '../../shared/kernel/outcome.ts';
import { answer } from '../../shared/runtime/http.ts';
import { type LinkPorts, mintCallbackLink, mintReportLink } from './mint-link.ts';

/** Which use case answers which route that makes a signed link. */
export const linksRoutes = (ports: LinkPorts) => [
  answer(contract.postLink, async ({ body, principal: who }) => {
    const principal = who.kind === 'nobody' ? '-' : who.id;
    const minted =
      body.purpose === 'callback'
        ? await mintCallbackLink(ports, { ...body, principal })
        : await mintReportLink(ports, { ...body, principal });
    return minted.ok ? accepted({ body: minted.value }) : minted;
  }),
];
