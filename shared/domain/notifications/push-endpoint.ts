import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import { isHttps443, readPlainUrl } from './plain-url.ts';

/** The push services of the browsers; a leading dot stands for any name below. */
const HOSTS = [
  'fcm.googleapis.com',
  '.push.services.mozilla.com',
  '.push.apple.com',
  '.notify.windows.com',
] as const;

export type EndpointRefusal = 'endpoint-malformed' | 'endpoint-not-allowed';

/**
 * Lets only addresses of known push services through: https, port 443, no user-info, at most 2 KB, and spelled the way
 * a parser would spell them, so that nobody downstream can read another host in it. `extraHost` (host and port) is the
 * local stage's own push service and may speak http.
 */
export function checkEndpoint(text: string, extraHost?: string): Outcome<string, EndpointRefusal> {
  const url = readPlainUrl(text);
  if (!url)
    return refused('endpoint-malformed', { field: 'body.endpoint', problem: 'It is not a plain https URL.' });
  const extra = extraHost !== undefined && url.host === extraHost && /^https?:$/.test(url.protocol);
  if (extra || (isHttps443(url) && HOSTS.some(host => isHost(url.hostname, host)))) return accepted(text);
  return refused('endpoint-not-allowed', {
    field: 'body.endpoint',
    problem: 'It is not the address of a known push service.',
  });
}

const isHost = (hostname: string, allowed: string): boolean =>
  allowed.startsWith('.')
    ? hostname.endsWith(allowed) && /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(hostname.slice(0, -allowed.length))
    : hostname === allowed;
