import { findApiKey } from '../../shared/store/api-key-store.ts';
import type { Ports } from '../../shared/store/ports.ts';

export type KeyAnswer =
  | { readonly isAuthorized: false }
  | {
      readonly isAuthorized: true;
      readonly context: { readonly keyId: string; readonly producer: string; readonly scopes: string };
    };

/**
 * Whether the `Authorization` header carries an API key that is good now. Unknown, expired and revoked keys get the
 * same answer; what does not look like a key is not looked up.
 */
export async function checkApiKey(
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
  authorization: string | undefined,
): Promise<KeyAnswer> {
  const key = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const found = await findApiKey(table, key);
  if (found?.state !== 'active' || found.expiresAt <= clock.now()) return { isAuthorized: false };
  const { keyId, producer, scopes } = found;
  return { isAuthorized: true, context: { keyId, producer, scopes: scopes.join(' ') } };
}
