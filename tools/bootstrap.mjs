// Runs before anything is installed, on Node 20 or newer: installs what is missing, says what it cannot.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const local = join(root, '.local');
const venv = join(local, 'venv');
const windows = process.platform === 'win32';
const venvPython = join(venv, windows ? 'Scripts/python.exe' : 'bin/python');
const requirements = join(root, 'tools/local/engine-requirements.txt');

class Problem extends Error {}

const hashOf = file => createHash('sha256').update(readFileSync(file)).digest('hex');
const textOf = file => (existsSync(file) ? readFileSync(file, 'utf8').trim() : '');

function remember(name, hash) {
  mkdirSync(local, { recursive: true });
  writeFileSync(join(local, name), `${hash}\n`);
}

/** Output goes to our stderr, so that what a caller reads from stdout stays its own. */
function run(command, args, problem) {
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows && command === 'npm',
  });
  if (done.error !== undefined || done.status !== 0) throw new Problem(problem);
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20)
    throw new Problem(`Node ${process.versions.node} is too old: install Node 20 or newer (nodejs.org).`);
}

function installPackages() {
  const lock = join(root, 'package-lock.json');
  if (!existsSync(lock))
    throw new Problem('package-lock.json is missing: restore it with `git checkout package-lock.json`.');
  const hash = hashOf(lock);
  const installed = existsSync(join(root, 'node_modules/node/package.json'));
  if (installed && textOf(join(local, 'packages.sha256')) === hash) return;
  if (installed && npmAgrees(lock)) return remember('packages.sha256', hash);
  console.error('Installing npm packages (once per change of package-lock.json) …');
  run(
    'npm',
    ['ci', '--no-audit', '--no-fund'],
    'npm ci failed: see its lines above; mostly the network or a registry setting.',
  );
  remember('packages.sha256', hash);
}

/** Packages put there by hand (npm install) count when every version is the lock file's. */
function npmAgrees(lock) {
  const hidden = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const have = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(JSON.parse(readFileSync(lock, 'utf8')).packages).every(
    ([path, wanted]) => path === '' || wanted.optional === true || have[path]?.version === wanted.version,
  );
}

function findPython() {
  const found = [];
  for (const name of [
    process.env.PYTHON,
    'python3',
    'python3.13',
    'python3.12',
    'python3.11',
    'python3.10',
    'python',
  ]) {
    if (!name) continue;
    const asked = spawnSync(name, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], {
      encoding: 'utf8',
    });
    if (asked.status !== 0) continue;
    const version = asked.stdout.trim();
    const [major, minor] = version.split('.').map(Number);
    if (major === 3 && minor >= 10) return name;
    found.push(version);
  }
  throw new Problem(
    `Python 3.10 or newer is needed for the local engine${found.length > 0 ? ` (found ${found[0]})` : ''}: install python3, or set PYTHON to it.`,
  );
}

function installEngine() {
  const hash = hashOf(requirements);
  const marker = 'engine.sha256';
  if (existsSync(venvPython) && textOf(join(local, marker)) === hash) return;
  const python = findPython();
  console.error('Installing the local engine into .local/venv (once per change of its requirements) …');
  rmSync(venv, { recursive: true, force: true });
  mkdirSync(local, { recursive: true });
  run(
    python,
    ['-m', 'venv', venv],
    'python3 -m venv failed: install the venv module (Debian, Ubuntu: apt install python3-venv).',
  );
  run(
    venvPython,
    [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--no-input',
      '--require-hashes',
      '-r',
      requirements,
    ],
    'The local engine could not be installed: see the lines above; mostly the network or a pip setting.',
  );
  remember(marker, hash);
}

try {
  checkNode();
  if (!process.argv.includes('--engine-only')) installPackages();
  if (!process.argv.includes('--no-engine') && !process.env.AWS_ENDPOINT_URL) installEngine();
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(`bootstrap: ${error.message}`);
  process.exitCode = 1;
}
