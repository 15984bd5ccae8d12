import { wrongGuard } from '../../../infra/checks/access.ts';
import { publicRoutes, routes } from '../../../shared/contracts/routes.ts';
import type { Account, Answer, Api } from './account.ts';
import { answer, mendedBy } from './answer.ts';

/** The function behind `$connect` takes a ticket; API Gateway allows an authorizer at no other route of a socket. */
const SOCKET_ROUTES = ['$connect', '$default', '$disconnect'];
const STRANGE = 'is in no contract: somebody made it by hand';
const DELETE = 'ask who made it, and delete it';

/** Whether every way in asks who calls, as the contracts say, and no page of a strange site may call. */
export const judgeDoors = ({ http, socket }: Account): Answer[] => [
  ...aboutRoutes(http),
  ...http.authorizers.map(({ id, type, asks }) => {
    const must = type === 'JWT' || type === 'REQUEST' ? http.mustAsk[type] : 'nobody';
    return answer('authorizer', `${type} ${id}`, [[asks === must, `asks ${asks} instead of ${must}`]]);
  }),
  ...['http' as const, 'socket' as const].map(name => {
    const { origins } = { http, socket }[name];
    const open = origins.filter(origin => origin.includes('*'));
    return answer('pages', name, [[open.length === 0, `may be called by pages of ${open.join(', ')}`]]);
  }),
  ...aboutSocket(socket),
];

function aboutRoutes({ routes: found, authorizers }: Account['http']): Answer[] {
  const told = routes.map(route => {
    const key = `${route.method} ${route.path}`;
    const there = found.find(one => one.key === key);
    const guard = there && {
      AuthorizationType: there.guard,
      AuthorizerId: authorizers.find(({ id }) => id === there.authorizer)?.id,
      AuthorizationScopes: [...there.scopes],
    };
    const wrong = wrongGuard(route, guard, publicRoutes);
    return answer('route', key, [[wrong === undefined, wrong ?? '']]);
  });
  const known = new Set(routes.map(({ method, path }) => `${method} ${path}`));
  return [...told, ...strange(found, known)];
}

function aboutSocket({ routes: found }: Api): Answer[] {
  const told = SOCKET_ROUTES.map(key =>
    answer('socket route', key, [[found.some(one => one.key === key), 'is missing']]),
  );
  return [...told, ...strange(found, new Set(SOCKET_ROUTES))];
}

const strange = (found: Api['routes'], known: ReadonlySet<string>): Answer[] =>
  found
    .filter(({ key }) => !known.has(key))
    .map(({ key }) => mendedBy(DELETE, answer('route', key, [[false, STRANGE]])));
