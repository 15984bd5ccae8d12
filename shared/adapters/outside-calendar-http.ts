import type { CalendarAnswer, OutsideCalendars } from './outside-calendar.ts';

/** Of a clock function's five seconds. */
const TIMEOUT_MS = 3_000;
const MOST_BYTES = 1_000_000;
const LONGEST_ETAG = 500;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Calendars by http: three seconds for all of it, at most 1 MB after unpacking, no redirect is followed, and nothing is
 * told to the host but that we ask.
 */
export function httpOutsideCalendars(given: { fetch?: Fetch; timeoutMs?: number } = {}): OutsideCalendars {
  const { fetch: call = fetch, timeoutMs = TIMEOUT_MS } = given;
  return {
    async read({ url, etag }) {
      const headers = {
        accept: 'text/calendar',
        'user-agent': 'Firstcall',
        ...(etag === undefined ? {} : { 'if-none-match': etag }),
      };
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        return await answerOf(await call(url, { headers, redirect: 'manual', signal }));
      } catch (error) {
        return failed((error as { name?: unknown }).name === 'TimeoutError' ? 'timeout' : 'unreachable');
      }
    },
  };
}

const failed = (why: string): CalendarAnswer => ({ is: 'failed', why });

async function answerOf(response: Response): Promise<CalendarAnswer> {
  if (response.status !== 200) {
    await response.body?.cancel();
    if (response.status === 304) return { is: 'unchanged' };
    return failed(
      response.status >= 300 && response.status < 400 ? 'redirected' : `status-${response.status}`,
    );
  }
  const text = await textOf(response);
  const etag = response.headers.get('etag') ?? '';
  if (text === undefined) return failed('too-large');
  return { is: 'read', text, ...(etag !== '' && etag.length <= LONGEST_ETAG ? { etag } : {}) };
}

/** What is said counts, not how long it is said to be; reading stops where it is too much. */
async function textOf(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
