import * as contract from '../../shared/contracts/devices-contract.ts';
import { accepted } from '../../shared/kernel/outcome.ts';
import { answer, type Call } from '../../shared/runtime/http.ts';
import { type LinkPorts, mintFollowLink, mintReportLink } from './mint-link.ts';

const principal = ({ principal: who }: Call): string => (who.kind === 'nobody' ? '-' : who.id);
const part = (call: Call, name: string): string => call.params[name] ?? '';

/** Which use case answers which route that makes a signed link. */
export const mintRoutes = (ports: LinkPorts) => [
  answer(contract.linkCase, async call => {
    const minted = await mintFollowLink(ports, {
      caseId: part(call, 'caseId'),
      principal: principal(call),
    });
    return minted.ok ? accepted({ body: minted.value }) : minted;
  }),
  answer(contract.postLink, async call => {
    const { serial, contactId, language, hours } = call.body;
    const minted = await mintReportLink(ports, {
      ...{ serial, contactId, language, hours },
      principal: principal(call),
    });
    return minted.ok ? accepted({ body: minted.value }) : minted;
  }),
];
