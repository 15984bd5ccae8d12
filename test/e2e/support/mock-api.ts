import { randomUUID } from 'node:crypto';
import type { Problem } from '../../../shared/contracts/common.ts';
import { permits, type Route } from '../../../shared/contracts/define-route.ts';
import { routes } from '../../../shared/contracts/routes.ts';
import type { MockState } from './mock-state.ts';

export type Incoming = {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
};
export type Outgoing = { readonly status: number; readonly body: unknown; readonly cookie?: string };

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: Problem;
  constructor(status: number, title: string, more: Partial<Problem> = {}) {
    super(title);
    this.problem = { type: 'about:blank', title, status, ...more };
  }
}

/** The value, or a refusal that there is no such thing. */
export const found = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Refusal(404, `no such ${what}`, { refusal: 'not-found' });
  return value;
};

type Params = Readonly<Record<string, string>>;
type Asked = Incoming & { readonly params: Params; readonly body: never; readonly agentId: string };
export type Handler = (asked: Asked, state: MockState) => unknown;

function match(route: Route, { method, path }: Incoming): Params | undefined {
  if (route.method !== method) return undefined;
  const pattern = new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
  const found = pattern.exec(path);
  if (!found) return undefined;
  return Object.fromEntries(
    Object.entries(found.groups ?? {}).map(([name, part]) => [name, decodeURIComponent(part)]),
  );
}

/** Answers a call as the contract says: body and answer are checked, so that this stand-in cannot drift from it. */
export function answer(
  incoming: Incoming,
  state: MockState,
  handlers: Readonly<Record<string, Handler>>,
): Outgoing {
  try {
    for (const route of routes) {
      const params = match(route, incoming);
      const handle = params && handlers[route.id];
      if (!params || !handle) continue;
      const value = handle({ ...incoming, params, ...admitted(route, incoming, state) }, state);
      return respond(route, value, state);
    }
    throw new Refusal(404, 'no such route');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.problem.status, body: error.problem };
  }
}

function admitted(route: Route, incoming: Incoming, state: MockState): { body: never; agentId: string } {
  const token = incoming.headers['authorization']?.replace(/^Bearer /, '') ?? '';
  const agentId = state.tokens.get(token) ?? '';
  if (route.access.to === 'staff' && !agentId) throw new Refusal(401, 'not signed in');
  const { roles = [] } = state.agents.find(one => one.id === agentId) ?? {};
  if (route.access.to === 'staff' && !permits(route.access, { kind: 'staff', id: agentId, roles }))
    throw new Refusal(403, 'not allowed');
  const parsed = route.body?.safeParse(bodyOf(incoming));
  if (parsed?.success === false) {
    const issue = parsed.error.issues[0];
    throw new Refusal(400, 'the request is not as expected', {
      field: ['body', ...(issue?.path ?? [])].map(String).join('.'),
      detail: issue?.message ?? '',
    });
  }
  return { body: parsed?.data as never, agentId };
}

/** A body of another media type than JSON is the handler's own business. */
function bodyOf({ headers, text }: Incoming): unknown {
  const isJson = /json/.test(headers['content-type'] ?? 'application/json');
  if (!isJson) return undefined;
  return text === '' ? {} : JSON.parse(text);
}

function respond(route: Route, value: unknown, { dress }: MockState): Outgoing {
  const { cookie, ...body } = value as { cookie?: string };
  const checked = route.answer.safeParse(body);
  if (!checked.success)
    throw new Error(`${route.id} answered against its contract: ${checked.error.message}`);
  return { status: 200, body: dress(route, checked.data), ...(cookie ? { cookie } : {}) };
}

/** A token for an agent, as the user pool would give one. */
export function issue(state: MockState, agentId: string) {
  const accessToken = randomUUID();
  state.tokens.set(accessToken, agentId);
  const refresh = randomUUID();
  state.cookies.set(refresh, agentId);
  return {
    accessToken,
    expiresIn: state.tokenSeconds,
    agentId,
    cookie: `firstcall_refresh=${refresh}; HttpOnly; SameSite=Strict; Path=/api/session`,
  };
}

/** One page of a list, with an opaque cursor. */
export function page<T>(
  all: readonly T[],
  query: Readonly<Record<string, string>>,
): { items: T[]; cursor?: string } {
  const from = query['cursor'] ? Number(Buffer.from(query['cursor'], 'base64url').toString()) : 0;
  const limit = Number(query['limit'] ?? 50);
  const next = from + limit;
  const items = all.slice(from, next);
  return next < all.length ? { items, cursor: Buffer.from(String(next)).toString('base64url') } : { items };
}
