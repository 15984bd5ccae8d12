import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  choosePort,
  cleanMark,
  forgetState,
  keepInMind,
  recall,
  untilGone,
  version,
} from './engine-state.ts';
import { LOCAL_ACCOUNT, LOCAL_REGION } from './place.ts';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const VENV = join(ROOT, '.local/venv');
const PYTHON = join(VENV, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
const HERE = join(ROOT, 'tools/local');

export type Engine = {
  endpoint: string;
  port: number;
  dir: string;
  /** 0 when the engine is not ours (AWS_ENDPOINT_URL). */
  pid: number;
  /** True when what an earlier start deployed is still there. */
  stateKept: boolean;
  stop(): Promise<void>;
};

export type EngineOptions = {
  dir: string;
  port?: number;
  /** How long the engine takes `rate(1 minute)` to be; 60 unless told. */
  minuteSeconds?: number;
  /** NODE_OPTIONS of the Lambda workers. */
  nodeOptions?: string;
};

/** Starts the emulator (or uses the one named by AWS_ENDPOINT_URL) and waits until it answers. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const dir = resolve(options.dir);
  mkdirSync(dir, { recursive: true });
  const named = process.env.AWS_ENDPOINT_URL;
  if (named !== undefined && named !== '') return foreignEngine(named, dir);
  if (!existsSync(PYTHON)) installEngine();
  const before = recall(dir);
  if (before !== undefined) await untilGone(before, dir);
  const port = await choosePort(options.port ?? before?.port, options.port !== undefined);
  const stateKept = existsSync(cleanMark(dir)) && before?.port === port && before.version === version();
  if (!stateKept) forgetState(dir);
  rmSync(cleanMark(dir), { force: true });
  for (const name of ['state', 'tmp', 's3']) mkdirSync(join(dir, name), { recursive: true });
  // Workers are unpacked there; this project's own package.json must not make ES modules of them.
  writeFileSync(join(dir, 'tmp/package.json'), '{ "type": "commonjs" }\n');
  const child = launch(dir, port, options);
  const pid = child.pid ?? 0;
  keepInMind(dir, { port, version: version(), pid });
  const endpoint = `http://127.0.0.1:${port}`;
  await untilHealthy(child, endpoint, dir);
  return { endpoint, port, dir, pid, stateKept, stop: () => stop(child) };
}

/** Empties the engine: all resources, queued messages and persisted state. */
export async function resetEngine(engine: Engine): Promise<void> {
  const answer = await fetch(`${engine.endpoint}/_ministack/reset`, { method: 'POST' });
  if (!answer.ok)
    throw new Error(`The engine refused to reset (${answer.status}): stop it and delete ${engine.dir}.`);
}

async function foreignEngine(named: string, dir: string): Promise<Engine> {
  const url = new URL(named);
  const endpoint = named.replace(/\/+$/, '');
  await fetch(endpoint).catch(() => {
    throw new Error(
      `Nothing answers at AWS_ENDPOINT_URL=${named}: start that emulator, or unset the variable to use ours.`,
    );
  });
  return { endpoint, port: Number(url.port || 80), dir, pid: 0, stateKept: true, stop: async () => {} };
}

function installEngine(): void {
  const done = spawnSync(process.execPath, [join(ROOT, 'tools/bootstrap.mjs'), '--engine-only'], {
    stdio: ['ignore', 2, 2],
  });
  if (done.status !== 0)
    throw new Error('The local engine is not installed: run `node tools/bootstrap.mjs` and follow its line.');
}

function launch(dir: string, port: number, options: EngineOptions): ChildProcess {
  const log = openSync(join(dir, 'engine.log'), 'w');
  const env = {
    // Node 24 of this project first: the Lambda workers are `node` on this path.
    PATH: [
      join(ROOT, 'node_modules/.bin'),
      dirname(process.execPath),
      '/usr/local/bin',
      '/usr/bin',
      '/bin',
    ].join(delimiter),
    TZ: 'UTC',
    LANG: 'C.UTF-8',
    PYTHONDONTWRITEBYTECODE: '1',
    TMPDIR: join(dir, 'tmp'),
    STATE_DIR: join(dir, 'state'),
    S3_DATA_DIR: join(dir, 's3'),
    PERSIST_STATE: '1',
    S3_PERSIST: '1',
    GATEWAY_PORT: String(port),
    MINISTACK_HOST: '127.0.0.1',
    MINISTACK_REGION: LOCAL_REGION,
    MINISTACK_ACCOUNT_ID: LOCAL_ACCOUNT,
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    LAMBDA_EXECUTOR: 'local',
    DOCKER_HOST: `unix://${dir}/no-docker`,
    LOG_LEVEL: 'WARNING',
    FIRSTCALL_LAMBDA_LOG: join(dir, 'lambda.log'),
    FIRSTCALL_CLEAN_MARK: cleanMark(dir),
    FIRSTCALL_MINUTE_SECONDS: String(options.minuteSeconds ?? 60),
    ...(options.nodeOptions === undefined ? {} : { NODE_OPTIONS: options.nodeOptions }),
  };
  // Its own process group: Ctrl-C reaches us, and we end it cleanly; our end of its stdin tells it when we die.
  const child = spawn(PYTHON, [join(HERE, 'launcher.py')], {
    env,
    cwd: dir,
    stdio: ['pipe', log, log],
    detached: true,
  });
  closeSync(log);
  child.unref();
  (child.stdin as Socket | null)?.unref();
  return child;
}

export const tailOf = (file: string, lines = 6): string =>
  existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : '';

async function untilHealthy(child: ChildProcess, endpoint: string, dir: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  let ended: string | undefined;
  child.once('error', error => {
    ended = error.message;
  });
  child.once('exit', (code, signal) => {
    ended = `exit ${code ?? signal}`;
  });
  while (Date.now() < deadline) {
    if (ended !== undefined) break;
    const answer = await fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(2000) }).catch(
      () => undefined,
    );
    if (answer?.ok === true) return;
    await new Promise(next => setTimeout(next, 40));
  }
  if (child.pid !== undefined && ended === undefined) child.kill('SIGKILL');
  const log = join(dir, 'engine.log');
  throw new Error(
    `The local engine did not start (${ended ?? 'no answer in 30 s'}); end of ${log}:\n${tailOf(log)}`,
  );
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const ended = new Promise<void>(done => child.once('exit', () => done()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}
