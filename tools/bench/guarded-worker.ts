import { workerData } from 'node:worker_threads';
import { answered, packages } from './business-time-packages.ts';
import type { Share } from './guarded-answers.ts';

const { name, calendars, answers, progress, startAt } = workerData as Share;
const values = new Float64Array(answers);
const done = new Int32Array(progress);

Atomics.store(done, 1, 1);

/** Asks in a fixed order and writes each answer where the guard can see it, even while an endless one runs. */
let at = 0;
for (const { spec, cases } of calendars) {
  const package_ = packages[name](spec);
  for (const { from, businessMs, to } of cases)
    for (const ask of [() => package_.deadline(from, businessMs), () => package_.elapsed(from, to)]) {
      if (at >= startAt) {
        values[at] = answered(ask);
        Atomics.store(done, 0, at + 1);
      }
      at++;
    }
}
