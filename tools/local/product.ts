import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Settings } from '../../shared/contracts/settings.ts';
import { realClock } from '../../shared/runtime/clock.ts';
import { randomIds } from '../../shared/runtime/random-ids.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { writeBrand } from '../support/brand-files.ts';
import { ToolError } from '../support/command.ts';
import { ensureKeys } from '../support/ensure-keys.ts';
import { newApiKey } from '../support/new-api-key.ts';
import { seedSettings } from '../support/seed-settings.ts';
import { putStaffUser } from '../support/staff-user.ts';
import { deployStacks, type Outputs } from './deploy.ts';
import { doctor } from './doctor.ts';
import { type Engine, ROOT, startEngine } from './engine.ts';
import { type Front, startFront } from './front.ts';
import { clientConfig } from './place.ts';
import { buildWeb } from './web.ts';

/** Known to everybody: the local stage listens on this machine alone. */
export const LOCAL_PASSWORD = 'Firstcall-local-1';

export type Product = {
  readonly engine: Engine;
  readonly front: Front;
  readonly outputs: Record<string, string>;
  readonly apiKey: string;
  readonly clockFile: string;
  readonly ports: Ports;
  stop(): Promise<void>;
};

export type ProductOptions = {
  /** Folder of this copy's state below the project, such as `.local`. */
  readonly dir: string;
  readonly port: number;
  readonly settings: Settings;
  /** Where the settings come from: a logo lies beside it. */
  readonly settingsFile?: string;
  readonly say: (line: string) => void;
  /** NODE_OPTIONS of the Lambda workers. */
  readonly nodeOptions?: string;
};

/** The whole product on this machine: engine, real stacks, checks, keys, settings, users, console, one origin. */
export async function runProduct(options: ProductOptions): Promise<Product> {
  const { say, port } = options;
  const dir = join(ROOT, options.dir);
  mkdirSync(dir, { recursive: true });
  const clockFile = join(dir, 'clock-offset');
  const web = buildWeb(say);
  const { nodeOptions } = options;
  const engine = await startEngine({
    ...{ dir: join(dir, 'engine'), minuteSeconds: 10 },
    ...(nodeOptions === undefined ? {} : { nodeOptions }),
  });
  try {
    say(engine.stateKept ? 'engine is up with what was there' : 'engine is up');
    if (!engine.stateKept) rmSync(clockFile, { force: true });
    const stacks = await deployStacks({
      engine,
      stage: 'local',
      outputsFile: join(dir, 'outputs.json'),
      context: { origin: `http://localhost:${port}`, clockFile, extraPushHost: `localhost:${port}` },
    });
    await examine(engine, stacks, say);
    const outputs = Object.assign({}, ...Object.values(stacks)) as Record<string, string>;
    const ports = portsOf(engine, outputs);
    const apiKey = await furnish(engine, outputs, { ports, settings: options.settings, dir, say });
    await web;
    const brandRoot = join(dir, 'brand');
    writeBrand(
      options.settings.company,
      options.settingsFile ?? join(ROOT, 'settings/example.yaml'),
      brandRoot,
    );
    const front = await startFront({
      engine,
      httpApiId: of(outputs, 'HttpApiId'),
      socketApiId: of(outputs, 'SocketApiId'),
      socketStage: of(outputs, 'SocketStage'),
      ...{ port, brandRoot },
      bookFrameSites: (contextOf().bookFrameSites ?? '').split(/[\s,]+/).filter(Boolean),
    });
    const stop = async () => {
      await front.close();
      await engine.stop();
    };
    return { engine, front, outputs, apiKey, clockFile, ports, stop };
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

/** What cdk.json says of every stage. */
const contextOf = (): { readonly bookFrameSites?: string } =>
  JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')).context;

export function of(outputs: Readonly<Record<string, string>>, name: string): string {
  const value = outputs[name];
  if (value === undefined) throw new Error(`the stacks say nothing of ${name}`);
  return value;
}

async function examine(engine: Engine, stacks: Outputs, say: ProductOptions['say']): Promise<void> {
  const health = await doctor({ engine, outputs: stacks });
  if (health.ok) return say(`stacks are deployed and checked: ${health.lines.length} points`);
  const ill = health.lines.filter(line => line.startsWith('ILL'));
  throw new ToolError(`The local engine does not do what the stacks need:\n${ill.join('\n')}`);
}

const portsOf = (engine: Engine, outputs: Record<string, string>): Ports => ({
  table: dynamoTable(new DynamoDBClient(clientConfig(engine.endpoint)), of(outputs, 'TableName')),
  clock: realClock,
  ids: randomIds,
});

type Furniture = { ports: Ports; settings: Settings; dir: string; say: ProductOptions['say'] };

/** Keys, settings, the first roster and its users; what is there already stays. */
async function furnish(engine: Engine, outputs: Record<string, string>, given: Furniture): Promise<string> {
  const { ports, settings, dir } = given;
  const mark = join(dir, 'furnished.json');
  const sign = JSON.stringify([of(outputs, 'UserPoolId'), settings]);
  const kept =
    engine.stateKept && existsSync(mark)
      ? (JSON.parse(readFileSync(mark, 'utf8')) as { sign: string; apiKey: string })
      : undefined;
  if (kept?.sign === sign) return kept.apiKey;
  const config = clientConfig(engine.endpoint);
  await ensureKeys(new SecretsManagerClient(config), of(outputs, 'SecretId'));
  await seedSettings(ports, settings, 'local-start');
  const pool = { client: new CognitoIdentityProviderClient(config), UserPoolId: of(outputs, 'UserPoolId') };
  for (const [agentId, { email, name, roles }] of Object.entries(settings.agents))
    await putStaffUser(pool, { agentId, email, name, roles, password: LOCAL_PASSWORD, temporary: false });
  const { key } = await newApiKey(ports, {
    producer: 'local',
    scopes: [
      'events:write',
      'accounts:write',
      'devices:write',
      'links:write',
      'callbacks:write',
      'calls:read',
    ],
    days: 365,
  });
  writeFileSync(mark, JSON.stringify({ sign, apiKey: key }), { mode: 0o600 });
  given.say(`settings, ${Object.keys(settings.agents).length} agents and their sign-ins are in place`);
  return key;
}
