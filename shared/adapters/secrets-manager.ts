import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { type Clock, MINUTE } from '../kernel/instant.ts';
import type { Secrets, SecretsSource } from './secrets.ts';

const CACHE_MS = 5 * MINUTE;

const tokenKey = z.string().check(z.minLength(32));
const shape = z.object({
  vapidPublicKey: z.string().check(z.regex(/^[A-Za-z0-9_-]{87}$/)),
  vapidPrivateKey: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
  tokenKey,
  previousTokenKey: z.optional(tokenKey),
});

/** The keys of this deployment, for entries. Their age is counted in real time. */
export const openSecrets = (secretId: string, clock: Clock): SecretsSource =>
  secretsManager(new SecretsManagerClient({}), { secretId, clock });

/** Reads the keys when they are first needed and again after five minutes; a rotation needs no deployment. */
export function secretsManager(
  client: SecretsManagerClient,
  { secretId, clock }: { secretId: string; clock: Clock },
): SecretsSource {
  let kept: { readonly until: number; readonly secrets: Promise<Secrets> } | undefined;
  return {
    read() {
      if (kept && clock.now() < kept.until) return kept.secrets;
      const secrets = load(client, secretId);
      const mine = { until: clock.now() + CACHE_MS, secrets };
      kept = mine;
      // A failure is not kept: the next call asks again.
      secrets.catch(() => {
        if (kept === mine) kept = undefined;
      });
      return secrets;
    },
  };
}

async function load(client: SecretsManagerClient, secretId: string): Promise<Secrets> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  const read = shape.safeParse(parsed(SecretString ?? ''));
  if (read.success) return read.data;
  const part = read.error.issues[0]?.path.join('.') || 'JSON';
  throw new SecretsError(
    `the secret SECRET_ID names holds no usable ${part}: write the keys with the tool for it`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The keys are not there or not usable; what they say is never part of the message. */
export class SecretsError extends Error {
  override readonly name = 'SecretsError';
}
