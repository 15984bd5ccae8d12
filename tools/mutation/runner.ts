import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InstrumenterContext, StrykerOptions } from '@stryker-mutator/api/core';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { type Test, testsOf } from './collected.ts';
import { MOST_MS } from './limits.ts';
import { runTests } from './run-tests.ts';

/** A mutant whose tests take so many times as long as without it, and half a second more, never ends. */
const PATIENCE = 5;
/** On the wall: a test that waits for what never comes. */
const WAITING_MS = 3_000;
const TIMES = '.test-times.json';
const inPlaceOf: Readonly<Record<string, string>> = {
  '@jest/globals': new URL('./collected.ts', import.meta.url).href,
  'fast-check': new URL('./few-cases.ts', import.meta.url).href,
};

/**
 * Runs the unit tests inside Stryker's own process: the files are loaded once, and a mutant costs no more than its
 * tests do. The tests ask for jest's functions and get those of `collected.ts`.
 */
class InProcessRunner implements TestRunner {
  static inject = tokens(commonTokens.options);
  readonly #context: InstrumenterContext;
  readonly #files: readonly string[];

  constructor(options: StrykerOptions) {
    const chosen = (options as unknown as { inProcess: { tests: string[]; without: string[] } }).inProcess;
    this.#files = globSync(chosen.tests, { exclude: chosen.without }).sort();
    const known = globalThis as { __stryker__?: InstrumenterContext };
    known.__stryker__ ??= {};
    this.#context = known.__stryker__;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    process.stdout.write = () => true;
    process.on('unhandledRejection', () => {});
    process.on('uncaughtException', () => {});
    registerHooks({
      resolve: (name, context, next) => {
        const url = inPlaceOf[name];
        return url === undefined || context.parentURL === url
          ? next(name, context)
          : { url, shortCircuit: true };
      },
    });
  }

  async dryRun(): Promise<DryRunResult> {
    const tests = await this.#load(this.#files);
    const results: TestResult[] = [];
    const taken: Record<string, number> = {};
    await runTests(tests, {
      patienceMs: 120_000,
      before: ({ id }) => {
        this.#context.currentTestId = id;
      },
      after: ({ id, file }, { ms, cpuMs, failure }) => {
        taken[id] = cpuMs;
        this.#context.currentTestId = undefined as unknown as string;
        const result = { id, name: id, fileName: resolve(file), timeSpentMs: ms };
        results.push(
          failure === undefined
            ? { ...result, status: TestStatus.Success }
            : { ...result, status: TestStatus.Failed, failureMessage: failure },
        );
        return true;
      },
    });
    writeFileSync(TIMES, JSON.stringify(taken));
    const mutantCoverage = this.#context.mutantCoverage ?? { static: {}, perTest: {} };
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage };
  }

  async mutantRun({
    testFilter,
    activeMutant,
    mutantActivation,
  }: MutantRunOptions): Promise<MutantRunResult> {
    const context = this.#context as Record<string, unknown>;
    if (mutantActivation === 'static') context['activeMutant'] = activeMutant.id;
    const wanted = testFilter && new Set(testFilter);
    const files = testFilter ? [...new Set(testFilter.map(id => id.slice(0, id.indexOf(':'))))] : this.#files;
    const tests = (await this.#load(files)).filter(({ id }) => !wanted || wanted.has(id));
    const results: TestResult[] = [];
    const { chosen, ms: usual } = quickest(tests);
    const clock = new Patience(PATIENCE * usual + 500);
    Object.defineProperty(context, 'hitLimit', { configurable: true, get: () => clock.limit() });
    // Read wherever the domain goes: a loop that does not come by the mutant ends as well.
    Object.defineProperty(context, 'currentTestId', { configurable: true, get: () => clock.mustGoOn() });
    Object.assign(context, { activeMutant: activeMutant.id, hitCount: 0 });
    await runTests(chosen, {
      patienceMs: WAITING_MS,
      after: ({ id }, { ms, failure }) => {
        const result = { id, name: id, timeSpentMs: ms };
        results.push(
          failure === undefined
            ? { ...result, status: TestStatus.Success }
            : { ...result, status: TestStatus.Failed, failureMessage: failure },
        );
        return failure === undefined && !clock.isOver;
      },
    });
    context['activeMutant'] = undefined;
    Object.defineProperty(context, 'currentTestId', { configurable: true, writable: true, value: undefined });
    if (clock.isOver) return { status: MutantRunStatus.Timeout };
    return toMutantRunResult({ status: DryRunStatus.Complete, tests: results });
  }

  async #load(files: readonly string[]): Promise<Test[]> {
    const all: Test[] = [];
    for (const file of files) all.push(...(await testsOf(file, () => import(pathToFileURL(file).href))));
    return all;
  }
}

/** Counts the processor's time; when it is up, whatever goes on is thrown out at the next place of the domain. */
class Patience {
  readonly #most: number;
  readonly #worked = process.cpuUsage();
  #asked = 0;
  #next: number;
  isOver = false;

  constructor(mostMs: number) {
    this.#most = mostMs;
    this.#next = performance.now() + mostMs;
  }

  /** How often the mutant may be passed: however often, until the time is up. */
  limit(): number {
    this.#look();
    return this.isOver ? -1 : Number.POSITIVE_INFINITY;
  }

  mustGoOn(): undefined {
    this.#look();
    if (this.isOver) throw new Error('the time is up');
  }

  /** The clock on the wall is quick to ask; only when that is over, it counts how much of the time was worked. */
  #look(): void {
    this.#asked += 1;
    if (this.isOver || this.#asked % 256 !== 0 || performance.now() < this.#next) return;
    const { user, system } = process.cpuUsage(this.#worked);
    const left = this.#most - (user + system) / 1_000;
    this.isOver = left <= 0;
    this.#next = performance.now() + Math.max(left, 20);
  }
}

let times: Readonly<Record<string, number>> | undefined;

/**
 * The quickest tests, as far as the limit goes, those of a file together. A mutant that only others would find counts as
 * one that survives.
 */
function quickest(tests: readonly Test[]): { readonly chosen: readonly Test[]; readonly ms: number } {
  times ??= existsSync(TIMES) ? (JSON.parse(readFileSync(TIMES, 'utf8')) as Record<string, number>) : {};
  const all = times;
  const msOf = ({ id }: Test): number => all[id] ?? 0;
  let sum = 0;
  const within = new Set(
    tests
      .toSorted((a, b) => msOf(a) - msOf(b))
      .filter((test, at) => {
        const fits = at === 0 || sum + msOf(test) <= MOST_MS;
        if (fits) sum += msOf(test);
        return fits;
      }),
  );
  const files = Object.groupBy(
    tests.filter(test => within.has(test)),
    ({ file }) => file,
  );
  const chosen = Object.values(files)
    .map((own = []) => ({ own, ms: own.reduce((total, test) => total + msOf(test), 0) }))
    .toSorted((a, b) => a.ms - b.ms)
    .flatMap(({ own }) => own);
  return { chosen, ms: sum };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
