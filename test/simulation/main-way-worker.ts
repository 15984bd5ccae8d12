import { parentPort, workerData } from 'node:worker_threads';
import { runSeed } from './main-way.ts';

/** Runs seeds one after the other in a thread of its own, outside the test runner's sandbox, which is half as fast. */
for (const seed of workerData as number[])
  parentPort?.postMessage(
    await runSeed(seed).catch((error: unknown) => ({ seed, complaints: [String(error)], faults: {} })),
  );
