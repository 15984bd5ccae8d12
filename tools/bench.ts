import { globSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, platform } from 'node:os';
import { join } from 'node:path';
import {
  type Bench,
  type Finding,
  performancePage,
  printed,
  type RunOptions,
  resultOf,
} from './bench/frame.ts';
import { formatted } from './docs/generate.ts';
import { projectRoot } from './docs/sources.ts';
import { oneLine, readFlags, runTool, ToolError } from './support/command.ts';

const usage = `
Measures the goals of speed and cost, prints goal, figure, pass or fail, and how it was measured; ends with 1 when a goal
is missed. A full run writes docs/performance.md.

  npm run bench              everything, several minutes
  npm run bench -- --quick   fewer rounds, below two minutes; writes nothing
  npm run bench -- --only P2 one goal; writes nothing

  --write   writes docs/performance.md after a quick run, too`;

const options = {
  quick: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  only: { type: 'string' },
} as const;
const PAGE = 'docs/performance.md';

runTool(async () => {
  const { quick, write, only } = readFlags({ usage, options }).values;
  if (only !== undefined && write)
    throw new ToolError('The page holds every goal: leave out --only or --write.');
  const benches = (await allBenches()).filter(({ id }) => only === undefined || id === only.toUpperCase());
  if (benches.length === 0) throw new ToolError(`There is no goal ${only} (see tools/bench).`);
  const findings: Finding[] = [];
  for (const bench of benches) {
    const finding = await findingOf(bench, { quick });
    findings.push(finding);
    console.log(`${printed(finding)}\n`);
  }
  if (write || (!quick && only === undefined)) {
    const [path, text] = formatted(PAGE, performancePage(findings, machine(quick)));
    writeFileSync(join(projectRoot, path), text);
    console.log(`wrote ${PAGE}`);
  }
  const missed = findings.filter(({ pass }) => !pass).map(({ bench }) => bench.id);
  console.log(missed.length === 0 ? 'Every goal was met.' : `Missed: ${missed.join(', ')}`);
  process.exitCode = missed.length === 0 ? 0 : 1;
});

/** A bench that breaks has missed its goal, and does not keep the others from theirs. */
async function findingOf(bench: Bench, options: RunOptions): Promise<Finding> {
  try {
    return { bench, ...(await bench.run(options)) };
  } catch (error) {
    return {
      bench,
      ...resultOf([{ goal: bench.goal, figure: 'it broke', pass: false, how: oneLine(error) }]),
    };
  }
}

/** Every goal has a file named for it. */
async function allBenches(): Promise<Bench[]> {
  const paths = globSync('tools/bench/p*-*.ts', { cwd: projectRoot });
  const modules = await Promise.all(
    paths.map(path => import(join(projectRoot, path)) as Promise<{ bench: Bench }>),
  );
  return modules.map(({ bench }) => bench).sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
}

const machine = (quick: boolean) => ({
  date: new Date().toISOString().slice(0, 10),
  cores: availableParallelism(),
  node: process.versions.node,
  system: `${platform()} ${arch()}`,
  command: quick ? 'npm run bench -- --quick --write' : 'npm run bench',
});
