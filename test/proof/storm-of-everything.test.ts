import { Worker } from 'node:worker_threads';
import { expect, test } from '@jest/globals';
import { show, sizeOf } from '../support/shown.ts';
import type { StormResult } from './storm/run-everything.ts';

const SEEDS = sizeOf('STORM_SEEDS', 2);
const FACTS = sizeOf('STORM_FACTS', 500);
const THREADS = 2;
/** Facts that a thread gets through in a second at the very least. */
const LEAST_A_SECOND = 5;
const WITHIN_MS = Math.max(600_000, (SEEDS * FACTS * 1_000) / LEAST_A_SECOND);

const inThread = (seeds: readonly number[]) =>
  new Promise<StormResult[]>((done, fail) => {
    const results: StormResult[] = [];
    const workerData = { seeds, facts: FACTS };
    // Every answer to a person is a line of the log; nobody reads a hundred thousand of them.
    const env = { ...process.env, POWERTOOLS_LOG_LEVEL: 'SILENT' };
    const worker = new Worker(new URL('./storm/storm-worker.ts', import.meta.url), { workerData, env });
    worker.on('message', (result: StormResult) => void results.push(result));
    worker.on('error', fail);
    worker.on('exit', () => done(results));
  });

test(
  'a storm over every capability at once, every fifth delivery going wrong, loses and doubles nothing',
  async () => {
    const seeds = Array.from({ length: SEEDS }, (_, n) => n + 1);
    const shares = Array.from({ length: THREADS }, (_, at) => seeds.filter(seed => seed % THREADS === at));
    const results = (await Promise.all(shares.map(inThread))).flat();
    const sum = (of: (one: StormResult) => number) => results.reduce((total, one) => total + of(one), 0);
    const wrong = results.flatMap(({ seed, complaints }) => complaints.map(one => `seed ${seed}: ${one}`));
    show({
      ...{ goal: 1, name: 'storm over every capability', seeds: `1–${SEEDS}`, failed: wrong.length },
      runs: `${SEEDS} × ${FACTS} facts of systems (${sum(one => one.injected)} with those that people caused, ${sum(one => one.facts)} with all that followed), ${sum(one => one.faults)} faults`,
      figure: `${wrong.length} lost, doubled or left over; ${sum(one => one.effects)} effects, each once`,
    });
    show({
      ...{ goal: 8, name: 'storm over every capability', seeds: `1–${SEEDS}` },
      failed: sum(one => one.visible),
      runs: `${sum(one => one.sends)} mails, pushes and chat messages of that storm`,
      figure: `${sum(one => one.visible)} repeats that a person sees; ${sum(one => one.repeats)} that the receiver collapses`,
    });
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(results).toHaveLength(SEEDS);
    expect(results.filter(one => one.visible > 0)).toEqual([]);
    // Else it was no storm.
    expect(sum(one => one.faults)).toBeGreaterThan(SEEDS * FACTS);
  },
  WITHIN_MS,
);
