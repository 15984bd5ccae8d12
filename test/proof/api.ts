import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { checkApiKey } from '../../functions/access/check-api-key.ts';
import { checkLink } from '../../functions/access/check-link.ts';
import { issueLiveTicket } from '../../functions/access/issue-live-ticket.ts';
import { refreshSession } from '../../functions/access/refresh-session.ts';
import { signIn } from '../../functions/access/sign-in.ts';
import { signOut } from '../../functions/access/sign-out.ts';
import { accountsRoutes } from '../../functions/accounts/accounts-routes.ts';
import { callbacksRoutes } from '../../functions/calls/callbacks-routes.ts';
import { callsRoutes } from '../../functions/calls/calls-routes.ts';
import { feedbackRoutes } from '../../functions/calls/feedback-routes.ts';
import { phoneRoutes } from '../../functions/calls/phone-routes.ts';
import { requestRoutes } from '../../functions/calls/request-routes.ts';
import { depotsRoutes } from '../../functions/devices/depots-routes.ts';
import { devicesRoutes } from '../../functions/devices/devices-routes.ts';
import { linkRoutes } from '../../functions/devices/link-routes.ts';
import { mintRoutes } from '../../functions/devices/mint-routes.ts';
import { registerRoutes } from '../../functions/devices/register-routes.ts';
import { dutyRoutes } from '../../functions/duty/duty-routes.ts';
import { feedRoutes } from '../../functions/duty/feed-routes.ts';
import { linksRoutes } from '../../functions/links/links-routes.ts';
import { escalationsRoutes } from '../../functions/notifications/escalations-routes.ts';
import { notificationsRoutes } from '../../functions/notifications/notifications-routes.ts';
import { onboardingRoutes } from '../../functions/onboarding/onboarding-routes.ts';
import { outreachRoutes } from '../../functions/outreach/outreach-routes.ts';
import { personsRoutes } from '../../functions/persons/persons-routes.ts';
import { promisesRoutes } from '../../functions/promises/promises-routes.ts';
import { teamRoutes } from '../../functions/team/team-routes.ts';
import { intakeRoutes } from '../../functions/upkeep/intake-routes.ts';
import { operationsRoutes } from '../../functions/upkeep/operations-routes.ts';
import { viewsRoutes } from '../../functions/views/views-routes.ts';
import * as session from '../../shared/contracts/session-contract.ts';
import { authorizerApi } from '../../shared/runtime/authorizer.ts';
import { answer, httpApi } from '../../shared/runtime/http.ts';
import type { WorldPorts } from '../simulation/world.ts';
import { fakePool } from '../support/session-room.ts';

const userPool = fakePool().userPool;

/** Every route of the product with what answers it, on whatever world it is given. */
export function productRoutes(ports: WorldPorts) {
  const access = { ...ports, userPool };
  const calls = [...callsRoutes(ports), ...callbacksRoutes(ports), ...feedbackRoutes(ports)];
  const devices = [
    ...devicesRoutes(ports),
    ...registerRoutes(ports),
    ...mintRoutes(ports),
    ...linkRoutes(ports),
  ];
  const team = teamRoutes(ports, { pushKey: async () => (await ports.secrets.read()).vapidPublicKey });
  return [
    ...[...accountsRoutes(ports), ...personsRoutes(ports)],
    ...[...calls, ...phoneRoutes(ports), ...requestRoutes(ports), ...linksRoutes(ports)],
    ...[...devices, ...depotsRoutes(ports), ...promisesRoutes(ports)],
    ...[...dutyRoutes(ports), ...feedRoutes(ports), ...team],
    ...[...escalationsRoutes(ports), ...notificationsRoutes({ ...ports, extraPushHost: undefined })],
    ...[...onboardingRoutes(ports), ...outreachRoutes(ports), ...viewsRoutes(ports)],
    ...[...intakeRoutes(ports), ...operationsRoutes(ports)],
    answer(session.signIn, call => signIn(access, call)),
    answer(session.refreshSession, call => refreshSession(access, call)),
    answer(session.signOut, call => signOut(access, call)),
    answer(session.postLiveTicket, ({ principal }) => issueLiveTicket(ports, principal)),
  ];
}

/**
 * Who asks: somebody of the staff, a machine whose key API Gateway has just looked up or that is looked up now, the holder of
 * a signed link, or nobody in particular.
 */
export type By =
  | { readonly staff: string; readonly roles?: readonly string[] }
  | { readonly machine: string; readonly scopes: readonly string[] }
  | { readonly key: string }
  | { readonly link: string }
  | 'anybody';
export type Asked = {
  readonly by: By;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
};
export type Told = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** After so many seconds it may be asked again. */
  readonly retryAfter?: string;
};

/** Asks a route as API Gateway would. A link or key is looked up by the authorizer first, with outside calls of its own. */
export async function askRoute(ports: WorldPorts, id: string, asked: Asked): Promise<Told> {
  const routes = productRoutes(ports);
  const one = routes.find(({ route }) => route.id === id);
  if (!one) throw new Error(`there is no route ${id}`);
  const { method, path } = one.route;
  const event = {
    routeKey: `${method} ${path}`,
    rawPath: path,
    pathParameters: asked.params ?? {},
    queryStringParameters: asked.query ?? {},
    headers: { 'content-type': 'application/json', ...asked.headers },
    cookies: [...(asked.cookies ?? [])],
    body: asked.body === undefined ? undefined : bodyText(asked.body),
    requestContext: {
      authorizer: await authorizerOf(ports, asked.by),
      http: { method, sourceIp: '198.51.100.7' },
    },
  };
  const reply = (await httpApi(one)(
    event as unknown as APIGatewayProxyEventV2,
    {} as Context,
  )) as APIGatewayProxyStructuredResultV2;
  const text = String(reply.body ?? '');
  const isJson = /json/.test(String(reply.headers?.['content-type']));
  const retryAfter = reply.headers?.['retry-after'];
  return {
    ...{ status: reply.statusCode ?? 0, body: isJson ? JSON.parse(text) : { text } },
    ...(retryAfter === undefined ? {} : { retryAfter: String(retryAfter) }),
  };
}

const bodyText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

async function authorizerOf(ports: WorldPorts, by: By): Promise<unknown> {
  if (by === 'anybody') return undefined;
  if ('staff' in by)
    return {
      jwt: { claims: { username: by.staff, token_use: 'access', 'cognito:groups': by.roles ?? ['agent'] } },
    };
  if ('machine' in by)
    return { lambda: { keyId: `key-${by.machine}`, producer: by.machine, scopes: by.scopes.join(' ') } };
  const authorization = 'key' in by ? `Bearer ${by.key}` : `Link ${by.link}`;
  const authorize = authorizerApi({
    key: carried => checkApiKey(ports, carried),
    link: carried => checkLink(ports, carried),
  });
  const found = await authorize({ routeKey: '', headers: { authorization } });
  return { lambda: found.isAuthorized ? found.context : null };
}
