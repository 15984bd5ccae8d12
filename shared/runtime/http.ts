import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import type { Principal, Route } from '../contracts/define-route.ts';
import { permits } from '../contracts/define-route.ts';
import { idPattern } from '../kernel/id.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { errorLine, log } from './log.ts';
import { principalOf } from './principal.ts';
import { CallerError, problemOf } from './problem.ts';

const DEFAULT_MAX_BYTES = 8 * 1024;
/** When to ask again after a 503. */
const SOON_SECONDS = 2;

type Parsed<S> = S extends z.ZodMiniType<infer T> ? T : undefined;

/** A checked call: who asks, what for, with which parts. */
export type Call<R extends Route = Route> = {
  readonly principal: Principal;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Parsed<R['query']>;
  readonly body: Parsed<R['body']>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly cookies: readonly string[];
  readonly text: string;
};
export type Reply = {
  readonly status?: number;
  readonly body: unknown;
  readonly cookies?: readonly string[];
  /** Media type of a body that is text and goes out as it is; JSON when nothing is said. */
  readonly type?: string;
};
type Answered = { readonly route: Route; readonly handle: (call: Call) => Promise<Outcome<Reply, string>> };

/** Binds a route to what answers it. */
export const answer = <R extends Route>(
  route: R,
  handle: (call: Call<R>) => Promise<Outcome<Reply, string>>,
): Answered => ({
  route,
  handle: handle as Answered['handle'],
});

/** The Lambda of some routes: finds the route, checks caller, size and shape, answers JSON or problem+json. */
export function httpApi(...answered: readonly Answered[]) {
  const byKey = new Map(answered.map(one => [`${one.route.method} ${one.route.path}`, one]));
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .handler(async event => {
      const one = byKey.get(event.routeKey);
      if (!one) throw new CallerError({ title: 'no such route', status: 404 });
      const principal = principalOf((event.requestContext as { authorizer?: object }).authorizer);
      if (!permits(one.route.access, principal)) throw new CallerError({ title: 'not allowed', status: 403 });
      const outcome = await one.handle(callOf(one.route, event, principal));
      if (!outcome.ok) {
        log.info('refused', { route: one.route.id, refusal: outcome.refusal });
        const problem = problemOf(outcome);
        return respond(problem.status, problem, 'application/problem+json');
      }
      const { status = 200, body, cookies, type } = outcome.value;
      log.info('answered', { route: one.route.id, status });
      return { ...respond(status, body, type), ...(cookies ? { cookies: [...cookies] } : {}) };
    })
    .onError(request => {
      request.response = failed(request.error, request.event.routeKey);
    });
}

function failed(error: unknown, routeKey: string): APIGatewayProxyStructuredResultV2 {
  if (error instanceof CallerError)
    return respond(error.problem.status, error.problem, 'application/problem+json');
  if (error instanceof Error && error.name === 'CursorError')
    return respond(
      400,
      { type: 'about:blank', title: error.message, status: 400, field: 'query.cursor' },
      'application/problem+json',
    );
  log.error('failed', { route: routeKey, ...errorLine(error) });
  const problem = { type: 'about:blank', title: 'something broke on our side; try again', status: 503 };
  return respond(503, problem, 'application/problem+json');
}

const respond = (
  statusCode: number,
  body: unknown,
  type = 'application/json',
): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: {
    ...{ 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    ...(statusCode === 503 ? { 'retry-after': String(SOON_SECONDS) } : {}),
  },
  body: /[/+]json$/.test(type) ? JSON.stringify(body) : String(body),
});

function callOf(route: Route, event: APIGatewayProxyEventV2, principal: Principal): Call {
  const text = event.body
    ? event.isBase64Encoded
      ? Buffer.from(event.body, 'base64').toString()
      : event.body
    : '';
  const limit = route.maxBytes ?? DEFAULT_MAX_BYTES;
  if (Buffer.byteLength(text) > limit)
    throw new CallerError({ title: 'too large', status: 413, detail: `The body may have ${limit} bytes.` });
  return {
    principal,
    params: partsOf(route, event.pathParameters ?? {}),
    query: (route.query
      ? check(route.query, event.queryStringParameters ?? {}, 'query')
      : undefined) as never,
    body: (route.body
      ? check(route.body, readBody(route, text, event.headers['content-type']), 'body')
      : undefined) as never,
    headers: event.headers,
    cookies: event.cookies ?? [],
    text,
  };
}

/** Every part of a path that varies is an id: it becomes a part of keys, of facts and of logs. */
const partsOf = (route: Route, params: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
      const id = readPart(params[name] ?? '');
      if (id !== undefined && idPattern.test(id)) return [name, id];
      const detail = 'An id has 1 to 64 letters, digits or _ . : -';
      throw new CallerError({ title: 'the path holds no id', status: 400, field: `path.${name}`, detail });
    }),
  );

function readPart(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

/** JSON is parsed here; a route that takes other media types reads `call.text` itself. */
function readBody(route: Route, text: string, contentType = 'application/json'): unknown {
  if (!/[/+]json/i.test(contentType)) return route.body && undefined;
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new CallerError({ title: 'the body is not JSON', status: 400, field: 'body' });
  }
}

function check(schema: z.ZodMiniType, value: unknown, part: string): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = [part, ...(issue?.path ?? [])].map(String).join('.');
  throw new CallerError({
    title: 'the request is not as expected',
    status: 400,
    field,
    detail: issue?.message ?? '',
  });
}
