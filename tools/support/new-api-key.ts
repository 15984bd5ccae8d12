import { randomBytes } from 'node:crypto';
import type { Scope } from '../../shared/contracts/define-route.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { addApiKey } from '../../shared/store/api-key-store.ts';
import type { Ports } from '../../shared/store/ports.ts';

export type NewApiKey = {
  readonly producer: string;
  readonly scopes: readonly Scope[];
  readonly days: number;
};

/** Makes a key, keeps its digest and answers with the key itself, which nobody can read again. */
export async function newApiKey(ports: Ports, { producer, scopes, days }: NewApiKey) {
  const key = `fck_${randomBytes(32).toString('base64url')}`;
  const keyId = ports.ids.random('key').slice(0, 16);
  const expiresAt = ports.clock.now() + days * DAY;
  await addApiKey(ports, key, { keyId, producer, scopes, expiresAt });
  return { key, keyId, expiresAt };
}
