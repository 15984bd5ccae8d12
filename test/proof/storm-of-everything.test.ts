import { Worker } from 'node:worker_threads';
import { expect, test } from '@jest/globals';
import { show, sizeOf } from '../support/shown.ts';
import type { StormResult } from './storm/run-everything.ts';

type Size = { readonly name: string; readonly seeds: number; readonly facts: number };
const sizes: readonly Size[] = [
  { name: 'storm', seeds: sizeOf('STORM_SEEDS', 2), facts: sizeOf('STORM_FACTS', 500) },
  // Hours of a machine: a full proof alone has these.
  { name: 'great storm', seeds: sizeOf('GREAT_STORMS', 0), facts: sizeOf('GREAT_FACTS', 10_000) },
];
const THREADS = 2;
/** Facts that a thread gets through in a second at the very least. */
const LEAST_A_SECOND = 5;
const withinMs = ({ seeds, facts }: Size) => Math.max(600_000, (seeds * facts * 1_000) / LEAST_A_SECOND);

const inThread = (seeds: readonly number[], facts: number) =>
  new Promise<StormResult[]>((done, fail) => {
    const results: StormResult[] = [];
    const workerData = { seeds, facts };
    // Every answer to a person is a line of the log; nobody reads a hundred thousand of them.
    const env = { ...process.env, POWERTOOLS_LOG_LEVEL: 'SILENT' };
    const worker = new Worker(new URL('./storm/storm-worker.ts', import.meta.url), { workerData, env });
    worker.on('message', (result: StormResult) => void results.push(result));
    worker.on('error', fail);
    worker.on('exit', () => done(results));
  });

for (const size of sizes.filter(({ seeds }) => seeds > 0))
  test(
    `a ${size.name} over every capability at once, every fifth delivery going wrong, loses and doubles nothing`,
    () => blows(size),
    withinMs(size),
  );

async function blows({ name, seeds: count, facts }: Size): Promise<void> {
  const seeds = Array.from({ length: count }, (_, n) => n + 1);
  const shares = Array.from({ length: THREADS }, (_, at) => seeds.filter(seed => seed % THREADS === at));
  const results = (await Promise.all(shares.map(share => inThread(share, facts)))).flat();
  const sum = (of: (one: StormResult) => number) => results.reduce((total, one) => total + of(one), 0);
  const wrong = results.flatMap(({ seed, complaints }) => complaints.map(one => `seed ${seed}: ${one}`));
  show({
    ...{ goal: 1, name: `${name} over every capability`, seeds: `1–${count}`, failed: wrong.length },
    runs: `${count} × ${facts} facts of systems (${sum(one => one.injected)} with those that people caused, ${sum(one => one.facts)} with all that followed), ${sum(one => one.faults)} faults`,
    figure: `${wrong.length} lost, doubled or left over; ${sum(one => one.effects)} effects, each once`,
  });
  show({
    ...{ goal: 8, name: `${name} over every capability`, seeds: `1–${count}` },
    failed: sum(one => one.visible),
    runs: `${sum(one => one.sends)} mails, pushes and chat messages of that storm`,
    figure: `${sum(one => one.visible)} repeats that a person sees; ${sum(one => one.repeats)} that the receiver collapses, after ${sum(one => one.loose)} answers lost or not written down`,
  });
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(results).toHaveLength(count);
  expect(results.filter(one => one.visible > 0)).toEqual([]);
  expect(results.filter(({ repeats, loose }) => repeats > loose)).toEqual([]);
  // Else it was no storm.
  expect(sum(one => one.faults)).toBeGreaterThan(count * facts);
}
