import type * as contract from '../../shared/contracts/device-links-contract.ts';
import { ApiError } from '../api/problem.ts';
import { type Fetch, request } from '../api/request.ts';
import type { BodyOf, ClientRoute } from '../api/routes.ts';

type ActBody = BodyOf<typeof contract.actOnDeviceLink>;
type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;
/** What the holder of a link may do. */
export type LinkAct = Without<ActBody, 'token'>;

/** The link as it stands, or the status that came instead; 0 when nothing came. */
export type Answer =
  | { readonly view: contract.LinkView; readonly status?: never }
  | { readonly status: number; readonly view?: never };

export type LinkApi = {
  readonly open: (token: string) => Promise<Answer>;
  readonly act: (token: string, act: LinkAct) => Promise<Answer>;
};

const openRoute: ClientRoute<typeof contract.openDeviceLink> = {
  method: 'POST',
  path: '/v1/device-links/open',
};
const actRoute: ClientRoute<typeof contract.actOnDeviceLink> = {
  method: 'POST',
  path: '/v1/device-links/act',
};
const PATIENCE_MS = 15_000;

/** The two calls of the page. The token goes in the body, never in an address. */
export function linkApi(fetch: Fetch): LinkApi {
  const signal = () => AbortSignal.timeout(PATIENCE_MS);
  return {
    open: token => answered(request(fetch, openRoute, { body: { token }, signal: signal() })),
    act: (token, act) =>
      answered(request(fetch, actRoute, { body: { ...act, token } as ActBody, signal: signal() })),
  };
}

const answered = (call: Promise<contract.LinkView>): Promise<Answer> =>
  call.then(
    view => ({ view }),
    (error: unknown) => ({ status: error instanceof ApiError ? error.problem.status : 0 }),
  );
