import type { Route } from '../../shared/contracts/define-route.ts';
import { all, asList, type Check, functionsWithRights, refOf } from './templates.ts';

type RouteProperties = {
  RouteKey: string;
  ApiId: unknown;
  AuthorizationType?: string;
  AuthorizerId?: unknown;
  AuthorizationScopes?: string[];
};
type Pool = {
  AdminCreateUserConfig?: { AllowAdminCreateUserOnly?: boolean };
  MfaConfiguration?: string;
  Policies?: { PasswordPolicy?: { MinimumLength?: number } };
};
type Client = {
  PreventUserExistenceErrors?: string;
  EnableTokenRevocation?: boolean;
  AccessTokenValidity?: number;
  TokenValidityUnits?: { AccessToken?: string };
  ExplicitAuthFlows?: string[];
};

const LONGEST_ACCESS_MINUTES = 15;

const httpRoutes = (templates: Parameters<Check>[0]) => {
  const http = new Set(
    all<{ ProtocolType: string }>(templates, 'AWS::ApiGatewayV2::Api')
      .filter(({ is }) => is.ProtocolType === 'HTTP')
      .map(({ id }) => id),
  );
  return all<RouteProperties>(templates, 'AWS::ApiGatewayV2::Route').filter(({ is }) =>
    http.has(refOf(is.ApiId) ?? ''),
  );
};

const wanted: Record<Route['access']['to'], string> = {
  public: 'NONE',
  machine: 'CUSTOM',
  customer: 'CUSTOM',
  staff: 'JWT',
};

/** How one route is guarded, as a template or the API itself tells it. */
export type Guard = Pick<RouteProperties, 'AuthorizationType' | 'AuthorizerId' | 'AuthorizationScopes'>;

/** What is wrong with the guard of one route of the contracts, if anything. */
export function wrongGuard(
  route: Route,
  found: Guard | undefined,
  publicRoutes: readonly string[],
): string | undefined {
  if (!found) return 'not in the API';
  const type = found.AuthorizationType ?? 'NONE';
  if (type === 'NONE' && !publicRoutes.includes(route.id))
    return 'has no authorizer and is not on the public list';
  if (type !== wanted[route.access.to] || (type !== 'NONE' && !found.AuthorizerId))
    return `is for ${route.access.to} and has authorizer ${type}`;
  if (type === 'JWT' && !found.AuthorizationScopes?.length)
    return 'takes any token of the pool, since it asks for no scope';
  return undefined;
}

/** The API has the routes of the contracts and no other, each with the authorizer that its access asks for. */
export const routesAreGuarded =
  (routes: readonly Route[], publicRoutes: readonly string[]): Check =>
  templates => {
    const there = new Map(httpRoutes(templates).map(({ is }) => [is.RouteKey, is]));
    const strange = [...there.keys()].filter(
      key => !routes.some(route => `${route.method} ${route.path}` === key),
    );
    const wrong = routes.flatMap(route => {
      const key = `${route.method} ${route.path}`;
      const complaint = wrongGuard(route, there.get(key), publicRoutes);
      return complaint === undefined ? [] : [`${key}: ${complaint}`];
    });
    return [...strange.map(key => `${key}: not in the contracts`), ...wrong];
  };

/** What anybody may call is throttled by itself. */
export const publicRoutesAreThrottled =
  (routes: readonly Route[]): Check =>
  templates => {
    type Stage = {
      RouteSettings?: Record<string, { ThrottlingRateLimit?: number }>;
      DefaultRouteSettings?: object;
    };
    const stages = all<Stage>(templates, 'AWS::ApiGatewayV2::Stage');
    const limits = Object.assign({}, ...stages.map(({ is }) => is.RouteSettings ?? {})) as NonNullable<
      Stage['RouteSettings']
    >;
    return [
      ...stages.filter(({ is }) => !is.DefaultRouteSettings).map(({ id }) => `${id}: has no throttle`),
      ...routes
        .filter(({ access }) => access.to === 'public')
        .map(({ method, path }) => `${method} ${path}`)
        .filter(key => !limits[key]?.ThrottlingRateLimit)
        .map(key => `${key}: is public and has no throttle of its own`),
    ];
  };

/** No API answers to pages of every site. */
export const noOpenCors: Check = templates =>
  all<{ CorsConfiguration?: { AllowOrigins?: string[] } }>(templates, 'AWS::ApiGatewayV2::Api')
    .filter(({ is }) => is.CorsConfiguration?.AllowOrigins?.some(origin => origin.includes('*')))
    .map(({ id }) => `${id}: any site's page may call it`);

/** Nobody signs up; names cannot be guessed; tokens are short and can be taken back. */
export const signInIsStrict =
  (mfa: 'ON' | 'OPTIONAL' | 'OFF'): Check =>
  templates => [
    ...all<Pool>(templates, 'AWS::Cognito::UserPool').flatMap(({ id, is }) => [
      ...(is.AdminCreateUserConfig?.AllowAdminCreateUserOnly ? [] : [`${id}: people may sign themselves up`]),
      ...((is.MfaConfiguration ?? 'OFF') === mfa
        ? []
        : [`${id}: the second factor is ${is.MfaConfiguration}`]),
      ...((is.Policies?.PasswordPolicy?.MinimumLength ?? 0) >= 12 ? [] : [`${id}: short passwords`]),
    ]),
    ...all<Client>(templates, 'AWS::Cognito::UserPoolClient').flatMap(({ id, is }) => [
      ...(is.PreventUserExistenceErrors === 'ENABLED' ? [] : [`${id}: tells who exists`]),
      ...(is.EnableTokenRevocation ? [] : [`${id}: tokens cannot be taken back`]),
      ...(is.TokenValidityUnits?.AccessToken === 'minutes' &&
      (is.AccessTokenValidity ?? 60) <= LONGEST_ACCESS_MINUTES
        ? []
        : [`${id}: access tokens live longer than ${LONGEST_ACCESS_MINUTES} minutes`]),
      ...(is.ExplicitAuthFlows?.some(flow => flow.includes('USER_PASSWORD') && !flow.includes('ADMIN'))
        ? [`${id}: browsers may send passwords to the pool`]
        : []),
    ]),
  ];

/** X-Ray is the one service whose actions have no resources to name. */
export const noStarResources: Check = templates =>
  functionsWithRights(templates).flatMap(({ name, statements }) =>
    statements
      .filter(({ Effect, Resource }) => Effect === 'Allow' && asList(Resource).includes('*'))
      .flatMap(({ Action }) => asList(Action).map(String))
      .filter(action => !action.startsWith('xray:'))
      .map(action => `${name}: may do ${action} on everything`),
  );

/** One role per function, so that one's rights are not another's. */
export const rolesAreNotShared: Check = templates => {
  const roles = all<{ Role?: unknown; FunctionName?: string }>(templates, 'AWS::Lambda::Function').map(fn =>
    refOf(fn.is.Role),
  );
  return [...new Set(roles.filter((role, at) => roles.indexOf(role) !== at))].map(
    role => `${role}: used by several functions`,
  );
};
