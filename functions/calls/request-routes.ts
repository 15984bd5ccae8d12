import { requestCallback as requestRoute } from '../../shared/contracts/callbacks-contract.ts';
import { accepted } from '../../shared/kernel/outcome.ts';
import { answer } from '../../shared/runtime/http.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { requestCallback } from './request-callback.ts';

/** Which use case answers the route on which strangers ask for a call. */
export const requestRoutes = (ports: Ports) => [
  answer(requestRoute, async ({ body, headers }) => {
    const requested = await requestCallback(ports, { ...body, headers });
    return requested.ok ? accepted({ body: requested.value }) : requested;
  }),
];
