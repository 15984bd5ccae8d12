import { spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Engine, ROOT, tailOf } from './engine.ts';
import { LOCAL_ASSET_BUCKET, LOCAL_CREDENTIALS, LOCAL_REGION } from './place.ts';

export const logFile = (engine: Engine): string => join(engine.dir, 'deploy.log');

/** Runs the CDK command line against the engine; its output goes to the engine's deploy.log. */
export function runCdk(args: string[], engine: Engine): Promise<number> {
  const env: NodeJS.ProcessEnv = {
    ...withoutAws(process.env),
    PATH: [join(ROOT, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter),
    AWS_ENDPOINT_URL: engine.endpoint,
    AWS_REGION: LOCAL_REGION,
    AWS_DEFAULT_REGION: LOCAL_REGION,
    AWS_ACCESS_KEY_ID: LOCAL_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_CREDENTIALS.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  };
  return new Promise((done, broken) => {
    const child = spawn(join(ROOT, 'node_modules/.bin/cdk'), args, {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = createWriteStream(logFile(engine));
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.once('error', broken);
    child.once('close', code => log.end(() => done(code ?? 1)));
  });
}

/** A developer's real AWS profile must never be what the local deploy talks to. */
const withoutAws = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([key]) => !key.startsWith('AWS_')));

/** False when the command line stopped before any stack, as at a mistake in infra's code. */
export const touchedStacks = (engine: Engine): boolean =>
  /(CREATE|UPDATE|DELETE|ROLLBACK)_/.test(readFileSync(logFile(engine), 'utf8'));

/** The one line of the log that says what went wrong. */
export function reason(engine: Engine): string {
  const lines = readFileSync(logFile(engine), 'utf8').split('\n');
  const failed =
    lines.find(line => / (CREATE|UPDATE)_FAILED /.test(line)) ??
    lines.find(line => /\w*Error: /.test(line)) ??
    lines.find(line => /error|fail/i.test(line));
  return failed?.replace(/\s+/g, ' ').trim() ?? tailOf(logFile(engine), 3);
}

/** No S3 client for one request; the emulator reads only the credential scope of the signature. */
export async function makeAssetBucket(engine: Engine): Promise<void> {
  const answer = await fetch(`${engine.endpoint}/${LOCAL_ASSET_BUCKET}`, {
    method: 'PUT',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${LOCAL_CREDENTIALS.accessKeyId}/20260101/${LOCAL_REGION}/s3/aws4_request, SignedHeaders=host, Signature=local`,
    },
    body: `<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>${LOCAL_REGION}</LocationConstraint></CreateBucketConfiguration>`,
  });
  if (!answer.ok && answer.status !== 409)
    throw new Error(`asset bucket: ${answer.status} ${await answer.text()}`);
}
