import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { show } from '../support/shown.ts';
import type { SeedResult } from './main-way.ts';
import { FACTS } from './main-way.ts';

const SEEDS = Number(process.env.SIM_SEEDS ?? 20);
const THREADS = 2;
const seeds = Array.from({ length: SEEDS }, (_, n) => n + 1);
const results = new Map<number, PromiseWithResolvers<SeedResult>>();
const workers: Worker[] = [];

const resultOf = (seed: number) => {
  const waiting = results.get(seed) ?? Promise.withResolvers<SeedResult>();
  results.set(seed, waiting);
  return waiting;
};

beforeAll(() => {
  for (let thread = 0; thread < THREADS; thread++) {
    const workerData = seeds.filter(seed => seed % THREADS === thread);
    const worker = new Worker(new URL('./main-way-worker.ts', import.meta.url), { workerData });
    worker.on('message', (result: SeedResult) => resultOf(result.seed).resolve(result));
    worker.on('error', error => {
      for (const seed of workerData) resultOf(seed).reject(error);
    });
    workers.push(worker);
  }
});

afterAll(() => Promise.all(workers.map(worker => worker.terminate())));

describe('the main way under faults', () => {
  test.each(seeds)(
    'loses and doubles nothing of 1,000 facts with every fifth delivery going wrong, seed %i',
    async seed => {
      const { complaints, injected, repeats, loose } = await resultOf(seed).promise;
      expect(complaints).toEqual([]);
      expect(repeats).toBeLessThanOrEqual(loose);
      expect(injected).toBe(FACTS);
    },
    120_000,
  );

  test('and the faults were really there', async () => {
    const all = await Promise.all(seeds.map(seed => resultOf(seed).promise));
    const sum = (of: (result: SeedResult) => number) => all.reduce((total, result) => total + of(result), 0);
    const faultsOf = ({ faults }: SeedResult) => Object.values(faults).reduce((total, n) => total + n, 0);
    const faults = sum(faultsOf);
    const repeats = sum(result => result.repeats);
    const wrong = sum(({ complaints }) => complaints.length);
    show({
      ...{ goal: 1, name: 'the main way', seeds: `1–${SEEDS}`, failed: wrong },
      runs: `${SEEDS} × ${FACTS} facts of customers, ${sum(result => result.facts)} with all that followed, ${faults} faults`,
      figure: `${wrong} lost, doubled or left over; ${sum(result => result.effects)} effects, each once; ${sum(result => result.sends)} mails and pushes, ${repeats} of them repeats, after ${sum(result => result.loose)} answers lost or not written down`,
    });
    expect(faults).toBeGreaterThan(SEEDS * FACTS * 0.2);
  });
});
