import type { Principal } from '../contracts/define-route.ts';

type Authorizer = {
  jwt?: { claims?: Record<string, unknown> };
  lambda?: Record<string, unknown> | null;
};

/** Groups come as an array from some issuers and as the text `[agent lead]` from others. */
export function groupsOf(claim: unknown): string[] {
  if (Array.isArray(claim)) return claim.map(String);
  if (typeof claim !== 'string') return [];
  return claim
    .replace(/^\[|\]$/g, '')
    .split(/[\s,]+/)
    .filter(Boolean);
}

/**
 * Who calls, by what the API's authorizer found out; roles come from the token's groups alone. A machine is known by
 * its producer, so that its events and its idempotency keys stay the same when it changes to a new API key; the holder of
 * a signed link by the link's digest.
 */
export function principalOf(authorizer: Authorizer | undefined): Principal {
  const claims = authorizer?.jwt?.claims;
  if (claims) {
    const agentId = claims['username'] ?? claims['cognito:username'];
    if (typeof agentId !== 'string' || claims['token_use'] === 'id') return { kind: 'nobody' };
    return { kind: 'staff', id: agentId, roles: groupsOf(claims['cognito:groups']) };
  }
  const found = authorizer?.lambda;
  if (found && typeof found['keyId'] === 'string')
    return {
      kind: 'machine',
      id: typeof found['producer'] === 'string' ? found['producer'] : found['keyId'],
      scopes: String(found['scopes'] ?? '')
        .split(' ')
        .filter(Boolean),
    };
  if (found && typeof found['linkId'] === 'string')
    return { kind: 'link', id: found['linkId'], purpose: String(found['purpose'] ?? '') };
  return { kind: 'nobody' };
}
