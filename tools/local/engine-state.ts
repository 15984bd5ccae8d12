import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));

export type Remembered = { port: number; version: string; pid: number };

/** What the kept state depends on besides our stacks: emulator version and patches. */
export function version(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(HERE)
    .filter(file => file.endsWith('.py') || file.endsWith('.txt'))
    .sort()) {
    hash.update(readFileSync(join(HERE, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

const memory = (dir: string): string => join(dir, 'engine.json');

export function recall(dir: string): Remembered | undefined {
  return existsSync(memory(dir)) ? (JSON.parse(readFileSync(memory(dir), 'utf8')) as Remembered) : undefined;
}

export const keepInMind = (dir: string, what: Remembered): void =>
  writeFileSync(memory(dir), JSON.stringify(what));

/** Written by the launcher when all state is on disk. */
export const cleanMark = (dir: string): string => join(dir, 'clean');

/** The engine of a start that was killed is still saving for a moment; another start's engine stays. */
export async function untilGone(before: Remembered, dir: string): Promise<void> {
  const deadline = Date.now() + 5000;
  while (isAlive(before.pid) && (await tryPort(before.port)) === undefined) {
    if (Date.now() > deadline)
      throw new Error(`${dir} is in use by process ${before.pid} (another npm start?): stop that one first.`);
    await new Promise(next => setTimeout(next, 100));
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** State of an unclean end is older than what ran last, and queue URLs carry the port: start empty then. */
export function forgetState(dir: string): void {
  for (const name of ['state', 'tmp', 's3', 'deployed.json'])
    rmSync(join(dir, name), { recursive: true, force: true });
}

export async function choosePort(wanted: number | undefined, insist: boolean): Promise<number> {
  const got = await tryPort(wanted ?? 0);
  if (got !== undefined) return got;
  if (insist)
    throw new Error(
      `Port ${wanted} is busy: stop what listens there (another npm start?) or choose another port.`,
    );
  return (await tryPort(0)) as number;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise(done => {
    const server = createServer();
    server.once('error', () => done(undefined));
    server.listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}
