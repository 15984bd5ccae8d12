import { accepted, refused } from '../../shared/kernel/outcome.ts';
import { readRefreshCookie, refreshCookie } from './refresh-cookie.ts';
import { fromElsewhere, isActive, type SessionCall, type SessionPorts } from './session-ports.ts';

/** A new access token for the cookie. Who left the team meanwhile is signed out for good. */
export async function refreshSession(ports: SessionPorts, call: SessionCall) {
  const elsewhere = fromElsewhere(ports, call);
  if (elsewhere) return elsewhere;
  const held = readRefreshCookie(call);
  if (!held) return signedOut;
  if (!(await isActive(ports.table, held.agentId))) {
    await ports.userPool.revoke(held.token);
    return signedOut;
  }
  const answer = await ports.userPool.refresh(held.token);
  if (answer.is === 'denied') return answer.why === 'busy' ? busy : signedOut;
  // The cookie's agent id is only what the browser says; the token's is what counts.
  if (answer.agentId !== held.agentId) return signedOut;
  const { accessToken, expiresIn, agentId, refreshToken: token } = answer;
  const cookies = token === undefined ? [] : [refreshCookie({ agentId, token })];
  return accepted({ body: { accessToken, expiresIn, agentId }, cookies });
}

const signedOut = refused('signed-out', { problem: 'The session has ended: sign in again.' });
const busy = refused('too-many', { problem: 'The user pool is busy: try again in a minute.' });
