import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './engine.ts';

const SOURCES = [
  'web/**/*',
  'shared/{contracts,events,kernel,domain}/**/*.ts',
  'docs/*.json',
  'examples/*',
  'package-lock.json',
];
const DEPLOYED = { folder: join(ROOT, 'dist/web'), mark: join(ROOT, '.local/web-built') };

/** Builds the console, into the folder that is deployed unless told, if what is built there is not of these very sources. */
export async function buildWeb(say: (line: string) => void, place = DEPLOYED): Promise<void> {
  const { folder, mark } = place;
  const hash = sourcesHash();
  const built = existsSync(join(folder, 'index.html')) && existsSync(mark);
  if (built && readFileSync(mark, 'utf8') === hash) return;
  await run([
    'node_modules/vite/bin/vite.js',
    'build',
    '--config',
    'web/vite.config.ts',
    '--logLevel',
    'warn',
    '--outDir',
    folder,
    '--emptyOutDir',
  ]);
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, hash);
  say('console is built');
}

function sourcesHash(): string {
  const hash = createHash('sha256');
  const files = SOURCES.flatMap(pattern => globSync(pattern, { cwd: ROOT, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files)
    hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function run(args: string[]): Promise<void> {
  return new Promise((done, failed) => {
    // As it is deployed, also where a test builds it: under its own NODE_ENV it would get the libraries' development parts.
    const env = { ...process.env, NODE_ENV: 'production' };
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', data => {
      output += data;
    });
    child.stderr.on('data', data => {
      output += data;
    });
    child.on('error', failed);
    child.on('close', code =>
      code === 0 ? done() : failed(new Error(`the console could not be built:\n${output}`)),
    );
  });
}
