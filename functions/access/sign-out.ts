import { accepted } from '../../shared/kernel/outcome.ts';
import { forgetCookie, readRefreshCookie } from './refresh-cookie.ts';
import { fromElsewhere, type SessionCall, type SessionPorts } from './session-ports.ts';

/** Ends the session: the refresh token is revoked and the cookie forgotten. Access tokens run out by themselves. */
export async function signOut(ports: SessionPorts, call: SessionCall) {
  const elsewhere = fromElsewhere(ports, call);
  if (elsewhere) return elsewhere;
  const held = readRefreshCookie(call);
  if (held) await ports.userPool.revoke(held.token);
  return accepted({ body: {}, cookies: [forgetCookie] });
}
