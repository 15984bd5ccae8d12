import { parentPort, workerData } from 'node:worker_threads';
import { runEverything } from './run-everything.ts';

/** Runs seeds one after the other in a thread of its own, outside the test runner's sandbox, which is half as fast. */
const { seeds, facts } = workerData as { seeds: number[]; facts: number };
for (const seed of seeds)
  parentPort?.postMessage(
    await runEverything({ seed, facts }).catch((error: unknown) => ({
      seed,
      complaints: [String(error)],
    })),
  );
