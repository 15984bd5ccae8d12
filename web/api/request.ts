import type { Route } from '../../shared/contracts/define-route.ts';
import { problemFrom, unreachable } from './problem.ts';
import type { AnswerOf, BodyOf, ClientRoute } from './routes.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type Given<R extends Route> = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: BodyOf<R>;
  /** A file instead of a JSON body, for the few routes that take one. */
  readonly file?: { readonly type: string; readonly text: string };
  readonly signal?: AbortSignal | undefined;
  /** Goes out although the page is left. */
  readonly keepalive?: boolean | undefined;
  /** What makes a repeat act once; a call without one gets its own. */
  readonly idempotencyKey?: string | undefined;
  /** Token of a customer's signed link; on their page it stands in the place of a session. */
  readonly link?: string | undefined;
};

/** The address of a route below `/api`, with its parts encoded. */
export function addressOf(path: string, given: Pick<Given<Route>, 'params' | 'query'>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(given.params?.[name] ?? ''),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(given.query ?? {}))
    if (value !== undefined) query.set(name, value);
  return `/api${filled}${query.size > 0 ? `?${query}` : ''}`;
}

/** One HTTP call: the answer as the contract says, or an `ApiError` (status 0 when none came). */
export async function request<R extends Route>(
  fetch: Fetch,
  route: ClientRoute<R>,
  given: Given<R> & { readonly token?: string | undefined },
): Promise<AnswerOf<R>> {
  const response = await answerTo(fetch, route, given);
  if (!response.ok) throw await problemFrom(response);
  const text = await response.text().catch(() => {
    throw unreachable();
  });
  return (text === '' ? {} : JSON.parse(text)) as AnswerOf<R>;
}

async function answerTo<R extends Route>(
  fetch: Fetch,
  { method, path }: ClientRoute<R>,
  given: Parameters<typeof request<R>>[2],
): Promise<Response> {
  const hasBody = method === 'POST' || method === 'PUT' || method === 'PATCH';
  try {
    return await fetch(addressOf(path, given), {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(given.signal ? { signal: given.signal } : {}),
      ...(given.keepalive ? { keepalive: true } : {}),
      headers: {
        accept: 'application/json',
        ...(hasBody ? { 'content-type': given.file?.type ?? 'application/json' } : {}),
        ...(given.token ? { authorization: `Bearer ${given.token}` } : {}),
        ...(given.link ? { authorization: `Link ${given.link}` } : {}),
        ...(given.idempotencyKey ? { 'idempotency-key': given.idempotencyKey } : {}),
      },
      ...(hasBody ? { body: given.file?.text ?? JSON.stringify(given.body ?? {}) } : {}),
    });
  } catch (error) {
    if (given.signal?.aborted) throw error;
    throw unreachable();
  }
}
