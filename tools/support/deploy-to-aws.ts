import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { buildWeb } from '../local/web.ts';
import { oneLine, ToolError } from './command.ts';
import type { DeployContext } from './deploy-flags.ts';
import { ensureKeys } from './ensure-keys.ts';
import { cdkContext, ROOT } from './synthesise.ts';

type Say = (line: string) => void;
type Outputs = Record<string, Record<string, string>>;

/**
 * Deploys all stacks, writes the keys, and tells the functions their address. The CDN's own address is known only
 * after the first deploy: then the product is deployed a second time with it.
 */
export async function deployToAws(context: DeployContext, say: Say): Promise<void> {
  const said = { ...cdkContext(), ...context } as Record<string, unknown>;
  const region = String(said['region'] ?? 'eu-central-1');
  if (!said['mailFrom'])
    throw new ToolError('--mail-from is missing: the sender of the mails, such as care@example.com.');
  const prefix = context.stage === 'prod' ? 'firstcall' : 'firstcall-dev';
  await buildWeb(say);
  const cloud = new CloudFormationClient({ region });
  await mustBeBootstrapped(cloud, region);
  const known = said['domain'] ? undefined : await originOf(cloud, `${prefix}-console`);
  const first = await cdkDeploy(['--all'], known ? { ...context, origin: known } : context);
  await writeKeys(first[`${prefix}-data`]?.['SecretId'], region, say);
  const origin = first[`${prefix}-console`]?.['Origin'];
  if (origin === undefined)
    throw new ToolError('The console stack tells no address: look at the lines above.');
  if (!said['domain'] && known !== origin) {
    say(`The address is ${origin}: the functions are told.`);
    await cdkDeploy([`${prefix}-product`, '--exclusively'], { ...context, origin });
  }
  say(`\nDeployed. The console is at ${origin}`);
  if (said['domain'])
    say(`Let the DNS name ${said['domain']} lead to ${first[`${prefix}-console`]?.['DistributionName']}.`);
  say('Mails go out once the sender is verified: the SES console shows its DKIM records for your DNS.');
  say(
    `Next: npm run settings -- apply --stage ${context.stage}, then npm run staff -- add --stage ${context.stage} …`,
  );
}

/** Also the first question to AWS, so wrong or missing credentials are told here. */
async function mustBeBootstrapped(cloud: CloudFormationClient, region: string): Promise<void> {
  try {
    await cloud.send(new DescribeStacksCommand({ StackName: 'CDKToolkit' }));
  } catch (error) {
    const text = oneLine(error);
    if (/does not exist/.test(text))
      throw new ToolError(
        `The account is not prepared for the CDK in ${region}: run npx cdk bootstrap aws://<account>/${region} once.`,
      );
    throw new ToolError(
      `AWS does not answer (${text}): sign in (aws sso login) or set AWS_PROFILE, then try again.`,
    );
  }
}

async function originOf(cloud: CloudFormationClient, StackName: string): Promise<string | undefined> {
  const found = await cloud.send(new DescribeStacksCommand({ StackName })).catch(() => undefined);
  return found?.Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'Origin')?.OutputValue;
}

async function writeKeys(secretId: string | undefined, region: string, say: Say): Promise<void> {
  if (!secretId) throw new ToolError('The data stack tells no secret: look at the lines above.');
  const { made } = await ensureKeys(new SecretsManagerClient({ region }), secretId);
  if (made.length > 0) say(`Keys made: ${made.join(', ')}.`);
}

async function cdkDeploy(
  what: readonly string[],
  context: Readonly<Record<string, string>>,
): Promise<Outputs> {
  const dir = join(ROOT, '.local/deploy');
  mkdirSync(dir, { recursive: true });
  const outputs = join(dir, `${context['stage']}-outputs.json`);
  const told = Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const args = [
    'deploy',
    ...what,
    ...told,
    '--require-approval',
    'broadening',
    '--outputs-file',
    outputs,
    '--output',
    join(dir, 'cdk.out'),
  ];
  const code = await new Promise<number>((done, broken) => {
    const child = spawn(join(ROOT, 'node_modules/.bin/cdk'), args, { cwd: ROOT, stdio: 'inherit' });
    child.once('error', broken);
    child.once('close', status => done(status ?? 1));
  });
  if (code !== 0)
    throw new ToolError(
      'The deploy stopped; the lines above say where. Mend it and run the same command again.',
    );
  return JSON.parse(readFileSync(outputs, 'utf8')) as Outputs;
}
