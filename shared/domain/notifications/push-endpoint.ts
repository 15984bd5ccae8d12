import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';

/** The push services of the browsers; a leading dot stands for any name below. */
const HOSTS = [
  'fcm.googleapis.com',
  '.push.services.mozilla.com',
  '.push.apple.com',
  '.notify.windows.com',
] as const;
const MAX_BYTES = 2_048;
/** Printable ASCII without what URL parsers repair or read as something else. */
const PLAIN = /^[\x21-\x7e]+$/;
const REPAIRED = /[\\<>"`{}|^#]/;

export type EndpointRefusal = 'endpoint-malformed' | 'endpoint-not-allowed';

/**
 * Lets only addresses of known push services through: https, port 443, no user-info, at most 2 KB, and spelled the way
 * a parser would spell them, so that nobody downstream can read another host in it. `extraHost` (host and port) is the
 * local stage's own push service and may speak http.
 */
export function checkEndpoint(text: string, extraHost?: string): Outcome<string, EndpointRefusal> {
  if (text.length > MAX_BYTES || !PLAIN.test(text) || REPAIRED.test(text) || !URL.canParse(text))
    return refused('endpoint-malformed', { field: 'body.endpoint', problem: 'It is not a plain https URL.' });
  const url = new URL(text);
  const asSpelled = text.startsWith(`${url.protocol}//${url.host}/`);
  const extra = extraHost !== undefined && url.host === extraHost;
  const known =
    url.protocol === 'https:' && url.port === '' && HOSTS.some(host => isHost(url.hostname, host));
  if (asSpelled && (known || (extra && /^https?:$/.test(url.protocol)))) return accepted(text);
  return refused('endpoint-not-allowed', {
    field: 'body.endpoint',
    problem: 'It is not the address of a known push service.',
  });
}

const isHost = (hostname: string, allowed: string): boolean =>
  allowed.startsWith('.')
    ? hostname.endsWith(allowed) && /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(hostname.slice(0, -allowed.length))
    : hostname === allowed;
