import { nowRuns, type Suite, type Test } from './collected.ts';

/** How long a test took, how much of that the processor worked, and what it said when it failed. */
export type Run = { readonly ms: number; readonly cpuMs: number; readonly failure?: string };

type Watch = {
  readonly before?: (test: Test) => void;
  /** A step that waits for longer has failed. */
  readonly patienceMs: number;
  /** Says whether to go on. */
  readonly after: (test: Test, run: Run) => boolean;
};

/** Runs tests one after the other with the hooks around them, until `after` has enough. */
export async function runTests(tests: readonly Test[], { before, patienceMs, after }: Watch): Promise<void> {
  let open: readonly Suite[] = [];
  const failed = new Map<Suite, string>();
  for (const test of tests) {
    await close(open, test.suites, patienceMs);
    const entered = test.suites.filter(suite => !open.includes(suite));
    open = test.suites;
    nowRuns(test);
    before?.(test);
    const [began, worked] = [performance.now(), process.cpuUsage()];
    for (const suite of entered) {
      const failure = await failureOf(suite.beforeAll, patienceMs);
      if (failure !== undefined) failed.set(suite, failure);
    }
    const broken = test.suites.find(suite => failed.has(suite));
    const failure = broken ? failed.get(broken) : await failureOfTest(test, patienceMs);
    const { user, system } = process.cpuUsage(worked);
    const run = { ms: performance.now() - began, cpuMs: (user + system) / 1_000 };
    if (!after(test, failure === undefined ? run : { ...run, failure })) break;
  }
  await close(open, [], patienceMs);
}

async function close(open: readonly Suite[], next: readonly Suite[], patienceMs: number): Promise<void> {
  for (const suite of open.toReversed())
    if (!next.includes(suite)) await failureOf(suite.afterAll, patienceMs);
}

async function failureOfTest({ suites, body }: Test, patienceMs: number): Promise<string | undefined> {
  const failure = await failureOf([...suites.flatMap(suite => suite.beforeEach), body], patienceMs);
  const after = await failureOf(
    suites.toReversed().flatMap(suite => suite.afterEach),
    patienceMs,
  );
  return failure ?? after;
}

async function failureOf(steps: readonly (() => unknown)[], patienceMs: number): Promise<string | undefined> {
  try {
    for (const step of steps) await answered(step(), patienceMs);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return undefined;
}

async function answered(step: unknown, patienceMs: number): Promise<void> {
  if (!(step instanceof Promise)) return;
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it never ended')), patienceMs);
  });
  try {
    await Promise.race([step, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
