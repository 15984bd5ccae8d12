import { getInsights } from '../../shared/contracts/insights-contract.ts';
import { listMessagePreviews } from '../../shared/contracts/previews-contract.ts';
import * as contract from '../../shared/contracts/views-contract.ts';
import { accepted } from '../../shared/kernel/outcome.ts';
import { answer } from '../../shared/runtime/http.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { previewMessages } from './preview-messages.ts';
import { readInsights } from './read-insights.ts';
import { search } from './search.ts';

/** Which use case answers which route of what the console shows of several capabilities at once. */
export const viewsRoutes = (ports: Ports) => [
  answer(contract.search, async ({ query }) =>
    accepted({ body: await search(ports.table, { ...query, limit: Number(query.limit ?? HITS) }) }),
  ),
  answer(getInsights, async ({ query, principal }) => {
    const isLead = principal.kind === 'staff' && principal.roles.includes('lead');
    const read = await readInsights(ports, { ...query, isLead });
    return read.ok ? accepted({ body: read.value }) : read;
  }),
  answer(listMessagePreviews, async ({ query }) =>
    accepted({ body: await previewMessages(ports, query.language) }),
  ),
];

/** Of each kind, unless said. */
const HITS = 8;
