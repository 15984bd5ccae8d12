import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { logFile, makeAssetBucket, reason, runCdk, touchedStacks } from './cdk.ts';
import { type Engine, ROOT, resetEngine } from './engine.ts';
import { clientConfig } from './place.ts';
import { summariesOf } from './stack-resources.ts';

/** Stack name → output key → value. */
export type Outputs = Record<string, Record<string, string>>;

export type DeployOptions = {
  engine: Engine;
  stage: 'local';
  outputsFile: string;
  /** All stacks unless named. */
  stacks?: string[];
  /** The CDK app's command; the project's own unless told. */
  app?: string;
  /** More of what `-c` tells the CDK app. */
  context?: Record<string, string>;
  /** Files and folders that decide whether a deploy is needed. */
  sources?: string[];
};

const SOURCES = [
  'infra',
  'functions',
  'shared',
  'settings',
  'cdk.json',
  'package-lock.json',
  'tools/local/place.ts',
];

type Deployed = { hash: string; stacks: string[] };

/** Deploys with the CDK command line, or finds that nothing changed; answers the stacks' outputs. */
export async function deployStacks(options: DeployOptions): Promise<Outputs> {
  const { engine } = options;
  const outputsFile = resolve(options.outputsFile);
  mkdirSync(dirname(outputsFile), { recursive: true });
  const hash = sourcesHash(options);
  const kept = recall(engine);
  const stateful = kept === undefined ? '' : await identities(engine, kept.stacks);
  if (kept?.hash === hash && existsSync(outputsFile) && stateful !== '') return readOutputs(outputsFile);
  rmSync(memory(engine), { force: true });
  const damaged = await deployOnce(options, outputsFile).then(
    () => identities(engine, kept?.stacks ?? []),
    asText,
  );
  if (damaged instanceof Failure && (kept === undefined || !touchedStacks(engine)))
    throw complaint(damaged, engine);
  if (damaged instanceof Failure || (stateful !== '' && damaged !== stateful)) {
    // Half an update, or a table replaced under its rows: local state is disposable, start from nothing.
    await resetEngine(engine);
    const again = await deployOnce(options, outputsFile).catch(asText);
    if (again instanceof Failure) throw complaint(again, engine);
  }
  const outputs = readOutputs(outputsFile);
  const remembered: Deployed = { hash, stacks: Object.keys(outputs) };
  writeFileSync(memory(engine), JSON.stringify(remembered));
  return outputs;
}

class Failure {
  readonly line: string;
  constructor(line: string) {
    this.line = line;
  }
}

const complaint = (failure: Failure, engine: Engine): Error =>
  new Error(`The deploy to the local engine failed: ${failure.line} (all of it: ${logFile(engine)})`);

const asText = (error: unknown): Failure =>
  new Failure(error instanceof Error ? error.message : String(error));
const memory = (engine: Engine): string => join(engine.dir, 'deployed.json');
const readOutputs = (file: string): Outputs => JSON.parse(readFileSync(file, 'utf8')) as Outputs;

function recall(engine: Engine): Deployed | undefined {
  const file = memory(engine);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Deployed) : undefined;
}

function sourcesHash(options: DeployOptions): string {
  const hash = createHash('sha256').update(
    JSON.stringify([options.stage, options.stacks, options.app, options.context]),
  );
  for (const source of options.sources ?? SOURCES) hashInto(hash, join(ROOT, source));
  return hash.digest('hex');
}

function hashInto(hash: ReturnType<typeof createHash>, path: string): void {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) hashInto(hash, join(path, name));
    return;
  }
  hash.update(path.slice(ROOT.length)).update('\0').update(readFileSync(path)).update('\0');
}

/** What must survive an update: each table's and user pool's identity. Empty when a stack is not there or not whole. */
async function identities(engine: Engine, stacks: string[]): Promise<string> {
  const cloud = new CloudFormationClient(clientConfig(engine.endpoint));
  const tables = new DynamoDBClient(clientConfig(engine.endpoint));
  const found: string[] = [];
  for (const StackName of stacks) {
    const stack = await cloud.send(new DescribeStacksCommand({ StackName })).catch(() => undefined);
    if (!/^(CREATE|UPDATE)_COMPLETE$/.test(stack?.Stacks?.[0]?.StackStatus ?? '')) return '';
    for (const resource of await summariesOf(cloud, StackName)) {
      const id = resource.PhysicalResourceId ?? '';
      if (resource.ResourceType === 'AWS::Cognito::UserPool') found.push(id);
      if (resource.ResourceType !== 'AWS::DynamoDB::Table') continue;
      const table = await tables.send(new DescribeTableCommand({ TableName: id })).catch(() => undefined);
      found.push(`${id} ${table?.Table?.TableId ?? 'gone'}`);
    }
  }
  return [...stacks, ...found].sort().join('\n');
}

async function deployOnce(options: DeployOptions, outputsFile: string): Promise<void> {
  await makeAssetBucket(options.engine);
  rmSync(outputsFile, { force: true });
  const args = [
    'deploy',
    ...(options.stacks ?? ['--all']),
    '--require-approval',
    'never',
    '--method=direct',
    '-c',
    `stage=${options.stage}`,
    ...Object.entries(options.context ?? {}).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    '--outputs-file',
    outputsFile,
    '--output',
    join(options.engine.dir, 'cdk.out'),
    '--no-version-reporting',
    '--no-notices',
    '--no-color',
    '--ci',
    '--concurrency',
    '3',
    ...(options.app === undefined ? [] : ['--app', options.app]),
  ];
  const code = await runCdk(args, options.engine);
  if (code !== 0) throw new Error(reason(options.engine));
}
