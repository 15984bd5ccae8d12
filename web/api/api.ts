import type { Route } from '../../shared/contracts/define-route.ts';
import { ApiError, isProblem, unreachable } from './problem.ts';
import type { Fetch, Given } from './request.ts';
import { request } from './request.ts';
import type { AnswerOf, ClientRoute } from './routes.ts';
import type { Session } from './session.ts';

export type Api = <R extends Route>(route: ClientRoute<R>, given?: Given<R>) => Promise<AnswerOf<R>>;

type ApiPorts = { readonly session: Session; readonly fetch: Fetch; readonly randomId: () => string };

const signedOut = () => new ApiError({ type: 'about:blank', title: 'signed out', status: 401 });

/**
 * Calls as the signed-in agent. A refused token is renewed and the call made once more; a write whose answer was lost
 * is sent once more with the same idempotency key, so that it acts once, and so is a reading that is kept, which has one.
 */
export function createApi({ session, fetch, randomId }: ApiPorts): Api {
  const attempt = async <R extends Route>(
    route: ClientRoute<R>,
    given: Given<R>,
    idempotencyKey?: string,
  ) => {
    const token = await session.token();
    if (!token) throw session.state.phase === 'signed-in' ? unreachable() : signedOut();
    try {
      return await request(fetch, route, { ...given, token, idempotencyKey });
    } catch (error) {
      if (!isProblem(error, 401) || !(await session.refused(token))) throw error;
      return request(fetch, route, { ...given, token: await session.token(), idempotencyKey });
    }
  };
  return async (route, given = {}) => {
    if (route.method === 'GET' && given.idempotencyKey === undefined) return attempt(route, given);
    const key = given.idempotencyKey ?? randomId();
    try {
      return await attempt(route, given, key);
    } catch (error) {
      if (!isProblem(error, 0)) throw error;
      return attempt(route, given, key);
    }
  };
}
