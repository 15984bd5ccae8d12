import { scopes as known, type Scope } from '../shared/contracts/define-route.ts';
import { idPattern } from '../shared/kernel/id.ts';
import { formatInstant } from '../shared/kernel/instant.ts';
import type { ApiKey } from '../shared/store/api-key-store.ts';
import { listApiKeys, revokeApiKey } from '../shared/store/api-key-store.ts';
import type { Ports } from '../shared/store/ports.ts';
import { needed, readFlags, runTool, ToolError } from './support/command.ts';
import { findDeployment, portsOf, STAGE_FLAG, STAGE_HELP } from './support/deployment.ts';
import { newApiKey } from './support/new-api-key.ts';

const usage = `
Keys that your own systems call the product with.

  npm run api-key -- create --producer shop [--scopes ${known.join(',')}] [--days 365]
  npm run api-key -- list
  npm run api-key -- revoke <key id>

  --producer   the system that will use the key; events keep their identity when it changes to a new key
  --scopes     what the key may do, with commas (default: events:write)
  --days       how long it is good (default: 365, at most 1095)
${STAGE_HELP}

A key is printed once, when it is made. Make the new one, change your system over, then revoke the old one.
A revoked key may work for one minute more.`;

const options = {
  ...STAGE_FLAG,
  producer: { type: 'string' },
  scopes: { type: 'string', default: 'events:write' },
  days: { type: 'string', default: '365' },
} as const;

runTool(async () => {
  const { values, positionals } = readFlags({ usage, options });
  const [what, keyId] = positionals;
  if (what === undefined || !['create', 'list', 'revoke'].includes(what))
    throw new ToolError('Say create, list or revoke (--help shows how).');
  const wanted = what === 'create' ? wantedKey(values) : undefined;
  if (what === 'revoke' && !keyId) throw new ToolError('Say which key: revoke <key id>; list shows the ids.');
  const ports = portsOf(await findDeployment(values.stage));
  if (wanted) return create(ports, wanted);
  if (what === 'revoke' && keyId) return revoke(ports, keyId);
  for (const key of await listApiKeys(ports.table)) console.log(lineOf(key, ports.clock.now()));
});

function wantedKey(values: { producer?: string; scopes: string; days: string }) {
  const producer = needed(values.producer, 'producer');
  if (!idPattern.test(producer))
    throw new ToolError('--producer must be 1 to 64 letters, digits or _ . : @ -');
  const scopes = values.scopes.split(',').map(scope => scope.trim());
  const unknown = scopes.find(scope => !known.some(one => one === scope));
  if (unknown !== undefined)
    throw new ToolError(`There is no scope ${unknown}; there are ${known.join(' and ')}.`);
  const days = Number(values.days);
  if (!(days > 0 && days <= 1095)) throw new ToolError('--days must be a number from 1 to 1095');
  return { producer, scopes: scopes as Scope[], days };
}

async function create(ports: Ports, wanted: ReturnType<typeof wantedKey>): Promise<void> {
  const { key, keyId, expiresAt } = await newApiKey(ports, wanted);
  console.error(
    `Key ${keyId} for ${wanted.producer} (${wanted.scopes.join(', ')}), good until ${formatInstant(expiresAt)}.`,
  );
  console.error('It is shown only now:');
  console.log(key);
}

async function revoke(ports: Ports, keyId: string): Promise<void> {
  if (!(await revokeApiKey(ports, keyId)))
    throw new ToolError(`There is no key ${keyId}; list shows what there is.`);
  console.log(`${keyId} is revoked.`);
}

const lineOf = (key: ApiKey, now: number): string =>
  [
    key.keyId.padEnd(18),
    key.producer.padEnd(24),
    (key.state === 'active' && key.expiresAt <= now ? 'expired' : key.state).padEnd(9),
    `made ${formatInstant(key.createdAt).slice(0, 10)}`,
    `until ${formatInstant(key.expiresAt).slice(0, 10)}`,
    key.scopes.join(','),
  ].join('  ');
