import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { formatted } from './docs/generate.ts';
import { projectRoot } from './docs/sources.ts';
import { type Part, parts, type Size } from './proof/goals.ts';
import { proofPage, type ShownFigure } from './proof/proof-page.ts';
import { readFlags, runTool } from './support/command.ts';

const usage = `
Proves that nothing is lost, nothing doubled and nothing silent, and writes docs/proof.md with every figure; ends with 1
when something does not hold.

  npm run proof              about a quarter of an hour
  npm run proof -- --quick   about three minutes, without the local engine; writes nothing
  npm run proof -- --full    100 seeds of 10,000 facts, a night

  --only NAME   a part whose name begins so; writes nothing`;

const options = {
  quick: { type: 'boolean', default: false },
  full: { type: 'boolean', default: false },
  only: { type: 'string' },
} as const;
const PAGE = 'docs/proof.md';
const FOLDER = join(projectRoot, '.local/proof');

type Ran = { readonly part: Part; readonly seconds: number; readonly ok: boolean };

runTool(async () => {
  const { quick, full, only } = readFlags({ usage, options }).values;
  const size: Size = full ? 'full' : quick ? 'quick' : 'usual';
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const chosen = parts.filter(
    ({ name, notQuick }) => (only === undefined || name.startsWith(only)) && !(size === 'quick' && notQuick),
  );
  const ran = chosen.map(part => run(part, size));
  const shown = figures();
  for (const { goal, name, runs, figure } of shown) console.log(`${goal}  ${name}: ${runs}: ${figure}`);
  for (const { part, seconds, ok } of ran)
    console.log(`${part.name}: ${ok ? 'holds' : 'DOES NOT HOLD'} (${seconds} s)`);
  if (size !== 'quick' && only === undefined) write(shown, ran, size);
  process.exitCode = ran.every(({ ok }) => ok) ? 0 : 1;
});

function run(part: Part, size: Size): Ran {
  const began = performance.now();
  const env = Object.fromEntries(Object.entries(part.env[size]).map(([name, n]) => [name, String(n)]));
  const { status } = spawnSync(
    process.execPath,
    [
      ...['node_modules/jest/bin/jest.js', ...part.tests.map(test => `/test/${test}`), '--maxWorkers=2'],
      ...['--passWithNoTests', '--forceExit'],
    ],
    {
      ...{ cwd: projectRoot, stdio: 'inherit' },
      env: {
        ...process.env,
        ...env,
        PROOF: '1',
        NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      },
    },
  );
  return { part, seconds: Math.round((performance.now() - began) / 1_000), ok: status === 0 };
}

/** What the tests have put down, by goal. */
function figures(): ShownFigure[] {
  return globSync('*.json', { cwd: FOLDER })
    .map(file => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as ShownFigure)
    .sort((a, b) => a.goal - b.goal || (a.name < b.name ? -1 : 1));
}

function write(shown: readonly ShownFigure[], ran: readonly Ran[], size: Size): void {
  const page = proofPage(shown, {
    date: new Date().toISOString().slice(0, 10),
    command: size === 'full' ? 'npm run proof -- --full' : 'npm run proof',
    machine: `${availableParallelism()} cores, Node ${process.versions.node}`,
    parts: ran.map(({ part, seconds, ok }) => ({ name: part.name, seconds, ok })),
  });
  const [path, text] = formatted(PAGE, page);
  writeFileSync(join(projectRoot, path), text);
  console.log(`wrote ${PAGE}`);
}
