import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { formatted } from './docs/generate.ts';
import { projectRoot } from './docs/sources.ts';
import type { FolderFigures } from './mutation/report.ts';
import { notShown } from './proof/expected.ts';
import { leftToDaily, type Part, parts, type Size } from './proof/goals.ts';
import { type PartRun, type ProofRuns, proofPage, type ShownFigure } from './proof/proof-page.ts';
import { readFlags, runTool, ToolError } from './support/command.ts';
import { commitOf } from './support/commit-of.ts';

const usage = `
Proves that nothing is lost, nothing doubled and nothing silent. Every part that has run stands with its figures in
docs/proof.json, and docs/proof.md is written from it; ends with 1 when something does not hold.

  npm run proof              about twenty minutes, eight of them on the local engine
  npm run proof -- --quick   about three minutes: some of each, without the local engine; writes nothing
  npm run proof -- --full    100 storms of 1,000 facts, two of 10,000, and 10,000 of everything else: a night

  --only NAME   a part whose name begins so: ${parts.map(({ name }) => name).join('; ')}
  --seeds N     fewer seeds of the storms than the size has`;

const options = {
  quick: { type: 'boolean', default: false },
  full: { type: 'boolean', default: false },
  only: { type: 'string' },
  seeds: { type: 'string' },
} as const;
const FIGURES = 'docs/proof.json';
const PAGE = 'docs/proof.md';
const SCORES = 'tools/mutation/scores.json';
/** Of this run alone: parts may run side by side. */
const FOLDER = join(projectRoot, `.local/proof-${process.pid}`);

runTool(async () => {
  const { quick, full, only, seeds } = readFlags({ usage, options }).values;
  const size: Size = full ? 'full' : quick ? 'quick' : 'usual';
  const chosen = parts.filter(
    ({ name, notQuick }) => (only === undefined || name.startsWith(only)) && !(size === 'quick' && notQuick),
  );
  if (chosen.length === 0) throw new ToolError(`No part begins with "${only}".`);
  const fewer = seeds === undefined ? {} : { STORM_SEEDS: Number(seeds), SIM_SEEDS: Number(seeds) };
  const ran = (size === 'quick' ? [together(chosen)] : chosen).map(part => {
    const made = whole(run(part, { ...part.env[size], ...fewer }), part.name, size);
    if (size !== 'quick') keep(part.name, size, made);
    return { name: part.name, ...made };
  });
  for (const { figures } of ran)
    for (const { goal, name, runs, figure } of figures) console.log(`${goal}  ${name}: ${runs}: ${figure}`);
  for (const { name, seconds, ok } of ran)
    console.log(`${name}: ${ok ? 'holds' : 'DOES NOT HOLD'} (${seconds} s)`);
  process.exitCode = ran.every(({ ok }) => ok) ? 0 : 1;
});

/** A part that has not shown what it is there to show has not held. What runs all at once leaves out some of it. */
function whole(made: PartRun, name: string, size: Size): PartRun {
  const shown = made.figures.map(one => one.name);
  const missing = size === 'quick' ? [] : notShown(name, size, shown);
  for (const one of missing) console.error(`${name} has not shown: ${one}`);
  return { ...made, ok: made.ok && missing.length === 0 };
}

/** All of it side by side: what writes nothing down needs no part of its own. */
function together(chosen: readonly Part[]): Part {
  const env = { quick: Object.assign({}, ...chosen.map(part => part.env.quick)), usual: {}, full: {} };
  const name = chosen.map(part => part.name).join('; ');
  return { name, tests: chosen.flatMap(({ tests }) => tests), env, leaves: leftToDaily };
}

function run(part: Part, sizes: Readonly<Record<string, number>>): PartRun {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const [began, commit] = [performance.now(), commitOf(FIGURES, PAGE)];
  const env = Object.fromEntries(Object.entries(sizes).map(([name, n]) => [name, String(n)]));
  const { status } = spawnSync(
    process.execPath,
    [
      ...['node_modules/jest/bin/jest.js', ...part.tests.map(test => `/test/${test}`)],
      part.oneByOne ? '--runInBand' : '--maxWorkers=2',
      ...['--forceExit', ...(part.leaves === undefined ? [] : [`--testPathIgnorePatterns=${part.leaves}`])],
    ],
    {
      ...{ cwd: projectRoot, stdio: 'inherit' },
      env: {
        ...process.env,
        ...env,
        PROOF: FOLDER,
        NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      },
    },
  );
  const shown = figures();
  return {
    date: new Date().toISOString().slice(0, 10),
    commit,
    machine: `${availableParallelism()} cores, Node ${process.versions.node}`,
    seconds: Math.round((performance.now() - began) / 1_000),
    // A part that has shown nothing has not held.
    ok: status === 0 && shown.length > 0,
    figures: shown,
  };
}

/** What the tests have put down, by goal. */
function figures(): ShownFigure[] {
  return globSync('*.json', { cwd: FOLDER })
    .map(file => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as ShownFigure)
    .sort((a, b) => a.goal - b.goal || (a.name < b.name ? -1 : 1));
}

/** Part by part, so that what is known stands there even when a later part is broken off. */
function keep(name: string, size: Size, made: PartRun): void {
  const at = join(projectRoot, FIGURES);
  const before = existsSync(at) ? (JSON.parse(readFileSync(at, 'utf8')) as ProofRuns) : {};
  const scores = JSON.parse(readFileSync(join(projectRoot, SCORES), 'utf8')) as FolderFigures[];
  const runs: ProofRuns = { ...before, [size]: { ...before[size], [name]: made } };
  for (const [path, text] of [
    formatted(FIGURES, `${JSON.stringify(runs, null, 2)}\n`),
    formatted(PAGE, proofPage(runs, scores)),
  ])
    writeFileSync(join(projectRoot, path), text);
}
