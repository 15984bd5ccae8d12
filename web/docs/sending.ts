import type { Call } from './calls.ts';

/** What came of a request; nothing of it is kept anywhere. */
export type Outcome =
  | {
      readonly status: number;
      readonly headers: readonly (readonly [string, string])[];
      readonly text: string;
    }
  | { readonly failed: string };

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const PATIENCE_MS = 30_000;
const interesting = ['content-type', 'retry-after', 'location', 'apigw-requestid'];

/** Sends a request with a key and nothing else that tells who asks: no cookie goes along. */
export async function send(fetch: Fetch, call: Call, key: string): Promise<Outcome> {
  try {
    const response = await fetch(call.url, {
      method: call.method,
      headers: [...call.headers.map(([name, value]): [string, string] => [name, value]), authorizedBy(key)],
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(call.body === undefined ? {} : { body: call.body }),
    });
    const headers = interesting.flatMap(name => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    return { status: response.status, headers, text: legible(await response.text()) };
  } catch (error) {
    return { failed: error instanceof Error && error.name === 'TimeoutError' ? SLOW : NO_ANSWER };
  }
}

const SLOW = 'No answer came within half a minute.';
const NO_ANSWER = 'It could not be sent, or no answer came.';

const authorizedBy = (key: string): [string, string] => ['authorization', `Bearer ${key.trim()}`];

/** JSON with its lines; anything else as it came. */
function legible(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
