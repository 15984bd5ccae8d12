import type * as z from 'zod/mini';
import * as accounts from '../../shared/contracts/accounts-contract.ts';
import * as common from '../../shared/contracts/common.ts';
import type { Access, Route } from '../../shared/contracts/define-route.ts';
import * as intake from '../../shared/contracts/intake-contract.ts';
import * as notifications from '../../shared/contracts/notifications-contract.ts';
import { routes } from '../../shared/contracts/routes.ts';
import * as session from '../../shared/contracts/session-contract.ts';
import * as team from '../../shared/contracts/team-contract.ts';
import { idPattern } from '../../shared/kernel/id.ts';
import { components, isSchema, type Json, jsonSchemaOf, pascal, ref, usedBy } from './json-schemas.ts';
import { extraSchemas, extras } from './openapi-extras.ts';

const DEFAULT_MAX_BYTES = 8 * 1024;

/** The HTTP API as an OpenAPI 3.1 document, from the routes' declarations. */
export function openApi(version: string): Json {
  const named = schemaNames();
  const paths = pathsOf(named);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Firstcall',
      version,
      description:
        'Generated from shared/contracts. Errors are RFC 9457 problem details; instants are RFC 3339 in UTC; lists page with opaque cursors.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api', description: 'Below the one origin of console and API.' }],
    tags: [...new Set(routes.map(tagOf))].map(name => ({ name })),
    paths,
    components: {
      securitySchemes: {
        staff: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'Access token of the user pool, from POST /session. Roles are its groups; the role a route asks for is named beside it.',
        },
        machine: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'fck_…',
          description: 'An API key of one of the company’s systems, with the scope named beside it.',
        },
        link: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`Link` and the token of a signed link, which is good for one purpose.',
        },
      },
      schemas: usedBy(paths, { ...components(named), ...extraSchemas }),
    },
  };
}

/** Schemas of their own: what the contracts export, and bodies and answers by their route's id. */
function schemaNames(): Map<z.ZodMiniType, string> {
  const names = new Map<z.ZodMiniType, string>();
  for (const module of [common, accounts, intake, notifications, session, team])
    for (const [name, value] of Object.entries(module))
      if (isSchema(value) && !isText(value) && !names.has(value)) names.set(value, pascal(name));
  for (const { id, body, answer } of routes) {
    if (!names.has(answer)) names.set(answer, `${pascal(id)}Answer`);
    if (body && !names.has(body) && extras[id]?.content === undefined) names.set(body, `${pascal(id)}Body`);
  }
  return names;
}

const isText = (schema: z.ZodMiniType): boolean => jsonSchemaOf(schema)['type'] === 'string';

function pathsOf(named: ReadonlyMap<z.ZodMiniType, string>): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    paths[route.path] ??= {};
    Object.assign(paths[route.path] ?? {}, { [route.method.toLowerCase()]: operation(route, named) });
  }
  return paths;
}

const tagOf = ({ answeredBy }: Route): string => answeredBy.replace(/-api$/, '');

function operation(route: Route, named: ReadonlyMap<z.ZodMiniType, string>): Json {
  const parameters = [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)];
  return {
    operationId: route.id,
    tags: [tagOf(route)],
    summary: route.summary,
    security: securityOf(route.access),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: requestBody(route, route.body, named) } : {}),
    responses: responses(route, ref(named.get(route.answer) ?? '')),
  };
}

function securityOf(access: Access): Json[] {
  if (access.to === 'public') return [];
  if (access.to === 'machine') return [{ machine: [access.scope] }];
  if (access.to === 'customer') return [{ machine: [access.scope] }, { link: [] }];
  if (access.role === 'lead-or-ops') return [{ staff: ['lead'] }, { staff: ['ops'] }];
  return [{ staff: access.role === undefined ? [] : [access.role] }];
}

const pathParameters = ({ path }: Route): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', pattern: idPattern.source },
  }));

function queryParameters({ query }: Route): Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(query) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

const headerParameters = ({ id }: Route): Json[] =>
  extras[id]?.takesIdempotencyKey
    ? [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description: 'The same caller’s call with the same key is done once and answered the same.',
          schema: { type: 'string' },
        },
      ]
    : [];

function requestBody(route: Route, body: z.ZodMiniType, named: ReadonlyMap<z.ZodMiniType, string>): Json {
  const name = named.get(body);
  return {
    description: `At most ${route.maxBytes ?? DEFAULT_MAX_BYTES} bytes.`,
    required: body !== common.nothing,
    content: extras[route.id]?.content ?? { 'application/json': { schema: ref(name ?? '') } },
  };
}

const problem = { 'application/problem+json': { schema: ref('Problem') } };

function responses({ id, access }: Route, answer: Json): Json {
  const { status = 200, alsoAnswers = [], answers = 'application/json' } = extras[id] ?? {};
  const own = { [answers]: { schema: answer } };
  return {
    [status]: { description: 'Done.', content: own },
    ...Object.fromEntries(
      alsoAnswers.map(also => [
        also,
        { description: 'Nothing was taken: each part says why.', content: { ...own, ...problem } },
      ]),
    ),
    ...(access.to === 'public'
      ? {}
      : {
          401: {
            description: 'No good token or key. The gateway answers, before the product sees the call.',
            content: {
              'application/json': { schema: { type: 'object', properties: { message: { type: 'string' } } } },
            },
          },
        }),
    '4XX': { description: 'Refused, or not as expected; `field` names the part.', content: problem },
    '5XX': { description: 'Something broke on our side; try again.', content: problem },
  };
}
