import * as z from 'zod/mini';
import type { ClockQueue } from '../events/consumers.ts';

const text = z.string().check(z.minLength(1));

/** Everything a Lambda may be told by its environment. Infra's grants set name and right together. */
const known = {
  TABLE_NAME: text,
  BUS_NAME: text,
  NOTIFICATIONS_CLOCK_URL: text,
  TEAM_CLOCK_URL: text,
  CALENDARS_CLOCK_URL: text,
  DEVICES_CLOCK_URL: text,
  CALLS_CLOCK_URL: text,
  ONBOARDING_CLOCK_URL: text,
  OUTREACH_CLOCK_URL: text,
  PERSONS_CLOCK_URL: text,
  SOCKET_ENDPOINT: text,
  USER_POOL_ID: text,
  USER_POOL_CLIENT_ID: text,
  SECRET_ID: text,
  MAIL_FROM: text,
  MAIL_CONFIGURATION_SET: text,
  ORIGIN: text,
  STAGE: text,
} as const;
type Known = keyof typeof known;

/** Reads the named variables once, at start; a missing one stops the function with its name. */
export function readEnv<const N extends Known>(...names: readonly N[]): Record<N, string> {
  const missing = names.filter(name => !known[name].safeParse(process.env[name]).success);
  if (missing.length > 0)
    throw new EnvError(`not set: ${missing.join(', ')}. Infra's grant for it is missing.`);
  return Object.fromEntries(names.map(name => [name, process.env[name]])) as Record<N, string>;
}

/** Where the ticks of each capability's timers go. */
export function readClockQueueUrls(): Record<ClockQueue, string> {
  const env = readEnv(
    'NOTIFICATIONS_CLOCK_URL',
    'TEAM_CLOCK_URL',
    'DEVICES_CLOCK_URL',
    'CALENDARS_CLOCK_URL',
    'CALLS_CLOCK_URL',
    'ONBOARDING_CLOCK_URL',
    'OUTREACH_CLOCK_URL',
    'PERSONS_CLOCK_URL',
  );
  return {
    'notifications-clock': env.NOTIFICATIONS_CLOCK_URL,
    'team-clock': env.TEAM_CLOCK_URL,
    'devices-clock': env.DEVICES_CLOCK_URL,
    'calendars-clock': env.CALENDARS_CLOCK_URL,
    'calls-clock': env.CALLS_CLOCK_URL,
    'onboarding-clock': env.ONBOARDING_CLOCK_URL,
    'outreach-clock': env.OUTREACH_CLOCK_URL,
    'persons-clock': env.PERSONS_CLOCK_URL,
  };
}

/** Variables that only the local stage has. */
export const readLocalEnv = (name: 'CLOCK_FILE' | 'EXTRA_PUSH_HOST'): string | undefined =>
  process.env[name] || undefined;

/**
 * Where the live socket's connections are reached. The local engine is told its port only when it starts, so there
 * the value is a path below the engine's own address.
 */
export function readSocketEndpoint(): string {
  const endpoint = readEnv('SOCKET_ENDPOINT').SOCKET_ENDPOINT;
  if (!endpoint.startsWith('/')) return endpoint;
  const engine = process.env['AWS_ENDPOINT_URL'];
  if (!engine) throw new EnvError('not set: AWS_ENDPOINT_URL, below which SOCKET_ENDPOINT is a path.');
  return `${engine.replace(/\/+$/, '')}${endpoint}`;
}

class EnvError extends Error {
  override readonly name = 'EnvError';
}
