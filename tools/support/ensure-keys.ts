import { generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { ToolError } from './command.ts';

/** What the secret holds. A changed token key stays readable as the previous one until the next change. */
export type Keys = {
  readonly vapidPublicKey: string;
  readonly vapidPrivateKey: string;
  readonly tokenKey: string;
  readonly previousTokenKey?: string;
};
export type KeysDone = { readonly made: readonly string[]; readonly vapidPublicKey: string };

/** Makes the keys that are missing and leaves the others alone; with `rotateToken` the token key is made anew. */
export async function ensureKeys(
  client: SecretsManagerClient,
  SecretId: string,
  { rotateToken = false }: { rotateToken?: boolean } = {},
): Promise<KeysDone> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
  const held = parsed(SecretString ?? '{}');
  const made: string[] = [];
  const next: Record<string, string> = { ...held };
  if (!held.vapidPublicKey || !held.vapidPrivateKey) {
    Object.assign(next, vapidPair());
    made.push('VAPID pair');
  }
  if (!held.tokenKey || rotateToken) {
    if (held.tokenKey) next['previousTokenKey'] = held.tokenKey;
    next['tokenKey'] = randomBytes(32).toString('base64url');
    made.push('token key');
  }
  if (made.length > 0)
    await client.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(next) }));
  return { made, vapidPublicKey: next['vapidPublicKey'] ?? '' };
}

function parsed(text: string): Partial<Keys> {
  try {
    return JSON.parse(text) as Partial<Keys>;
  } catch {
    throw new ToolError(
      'The secret holds something that is not ours: look at it before keys are written over it.',
    );
  }
}

/** A P-256 pair as RFC 8292 wants it: the public key as an uncompressed point, both in base64url. */
function vapidPair(): Pick<Keys, 'vapidPublicKey' | 'vapidPrivateKey'> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const { x = '', y = '', d = '' } = privateKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  return { vapidPublicKey: point.toString('base64url'), vapidPrivateKey: d };
}
