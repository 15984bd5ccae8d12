import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFlags, runTool } from './support/command.ts';

const usage = `
Runs the checks and prints what passed and failed; ends with 1 when anything failed.

  npm test              everything: types, lint, docs, rules, models, simulation, local engine, browser
  npm run check         the quick part, for daily work: types, lint, docs, unit, contract, infra and house tests`;

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = join(ROOT, '.local/test-results');
const QUICK = ['unit/', 'contract/', 'infra/', 'house/'];

type Step = { readonly name: string; readonly run: () => Count };
type Count = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed, a line each, for the end of a long run. */
  readonly named?: readonly string[];
};
/** Of what jest writes down of a run, what is read here. */
type Written = Record<string, number> & {
  readonly testResults?: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
};

const node = (args: string[], env: Record<string, string> = {}): SpawnSyncReturns<Buffer> =>
  spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });

/** A check that is right or wrong as a whole. */
const command =
  (...args: string[]) =>
  (): Count => {
    const passed = node(args).status === 0 ? 1 : 0;
    return { passed, failed: 1 - passed, skipped: 0 };
  };

/** Test files whose paths below `test/` begin so. */
const jest =
  (places: readonly string[], ...flags: string[]) =>
  (): Count => {
    const file = join(RESULTS, `${places.join('-').replace(/\W+/g, '-')}.json`);
    const args = ['node_modules/jest/bin/jest.js', ...places.map(place => `/test/${place}`), ...flags];
    const { status } = node([...args, '--json', `--outputFile=${file}`], {
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
    });
    return counted(file, status);
  };

/** A run that died counts as one failure, and so does a test file that could not be loaded. */
function counted(file: string, status: number | null): Count {
  try {
    const result = JSON.parse(readFileSync(file, 'utf8')) as Written;
    const failed = (result['numFailedTests'] ?? 0) + (result['numRuntimeErrorTestSuites'] ?? 0);
    return {
      passed: result['numPassedTests'] ?? 0,
      failed: failed === 0 && status !== 0 ? 1 : failed,
      skipped: (result['numPendingTests'] ?? 0) + (result['numTodoTests'] ?? 0),
      named: failedIn(result),
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const failedIn = ({ testResults = [] }: Written): string[] =>
  testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, assertionResults }) => {
      const tests = assertionResults.filter(({ status }) => status === 'failed');
      const where = relative(ROOT, name);
      return tests.length === 0
        ? [`${where} did not load`]
        : tests.map(({ fullName }) => `${where}: ${fullName}`);
    });

const hasBrowser = (): boolean => spawnSync('chromium', ['--version']).status === 0;
const inBrowser = (run: () => Count) => (): Count =>
  hasBrowser() ? run() : { passed: 0, failed: 0, skipped: 1 };

/** One after another where they share an engine with its ports, or watch what a page does from frame to frame. */
const ONE_BY_ONE = ['--runInBand', '--forceExit'];
/** On every core: nothing in them reads a clock of the wall. */
const ALL_CORES = '--maxWorkers=100%';

const quick: Step[] = [
  { name: 'types', run: command('node_modules/typescript/bin/tsc', '-p', '.') },
  { name: 'lint and format', run: command('node_modules/@biomejs/biome/bin/biome', 'check', '.') },
  { name: 'generated docs', run: command('tools/docs.ts', '--check') },
  { name: 'rules', run: jest(QUICK, ALL_CORES) },
];
const full: Step[] = [
  ...quick,
  { name: 'templates', run: command('tools/check-infra.ts') },
  { name: 'models', run: jest(['models/'], ALL_CORES) },
  { name: 'simulation', run: jest(['simulation/', 'proof/'], ALL_CORES) },
  { name: 'local engine', run: jest(['integration/'], ...ONE_BY_ONE) },
  { name: 'product in browser', run: inBrowser(jest(['e2e/product/'], ...ONE_BY_ONE)) },
  { name: 'pages in browser', run: inBrowser(jest(['e2e/[^/]+.test'], ...ONE_BY_ONE)) },
];

runTool(async () => {
  const { values } = readFlags({ usage, options: { quick: { type: 'boolean', default: false } } });
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const total = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  const lines = (values.quick ? quick : full).map(({ name, run }) => {
    const began = performance.now();
    const { passed, failed, skipped, named = [] } = run();
    failures.push(...(failed > 0 && named.length === 0 ? [name] : named));
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    const seconds = ((performance.now() - began) / 1000).toFixed(0).padStart(4);
    return `${name.padEnd(20)} ${seconds} s   ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  });
  console.log(`\n${lines.join('\n')}\n`);
  if (total.skipped > 0)
    console.log(
      'The browser tests were skipped: they need a Chromium on the PATH (such as: apt-get install chromium).',
    );
  if (failures.length > 0) console.log(`Failed:\n${failures.map(one => `  ${one}`).join('\n')}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
});
