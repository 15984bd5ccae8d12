import { Worker } from 'node:worker_threads';
import type { ForeignName } from './business-time-packages.ts';
import type { CalendarCases } from './calendar-cases.ts';

/** What worker and guard share: two answers a case, how many have been given, and whether it has begun. */
export type Share = {
  readonly name: ForeignName;
  readonly calendars: readonly CalendarCases[];
  readonly answers: SharedArrayBuffer;
  readonly progress: SharedArrayBuffer;
  readonly startAt: number;
};

export type GuardedAnswers = {
  /** Deadline and elapsed of every case in turn; not a number where it threw or never came back. */
  readonly answers: Float64Array;
  readonly endless: ReadonlySet<number>;
};

const LOOK_MS = 20;
/** Loading modules takes its time on a busy machine. */
const START_MS = 30_000;
const NOT_BEGUN = -1;

/**
 * Asks a package in a thread of its own. An answer that takes longer than the limit counts as endless: the thread is
 * ended, and another one goes on behind it.
 */
export async function guardedAnswers(
  name: ForeignName,
  calendars: readonly CalendarCases[],
  limitMs: number,
): Promise<GuardedAnswers> {
  const length = 2 * calendars.reduce((sum, { cases }) => sum + cases.length, 0);
  const answers = new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT);
  const endless = new Set<number>();
  for (let startAt = 0; startAt < length; ) {
    const progress = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
    Atomics.store(new Int32Array(progress), 0, startAt);
    startAt = await askUntilStuck({ name, calendars, answers, progress, startAt }, limitMs);
    if (startAt === length) break;
    new Float64Array(answers)[startAt] = Number.NaN;
    endless.add(startAt++);
  }
  return { answers: new Float64Array(answers), endless };
}

/** Answers with the place of the question that was not answered in time; the number of all when there is none. */
function askUntilStuck(share: Share, limitMs: number): Promise<number> {
  const done = new Int32Array(share.progress);
  const worker = new Worker(new URL('./guarded-worker.ts', import.meta.url), { workerData: share });
  return new Promise((resolve, reject) => {
    let seen = NOT_BEGUN;
    let since = performance.now();
    const look = setInterval(() => {
      const now = Atomics.load(done, 1) === 0 ? NOT_BEGUN : Atomics.load(done, 0);
      if (now !== seen) {
        seen = now;
        since = performance.now();
      } else if (performance.now() - since > (now === NOT_BEGUN ? START_MS : limitMs)) {
        end();
        const stuck = () =>
          now === NOT_BEGUN ? reject(new Error('the worker did not start')) : resolve(now);
        worker.terminate().then(stuck, reject);
      }
    }, LOOK_MS);
    const end = () => clearInterval(look);
    worker.once('error', error => {
      end();
      reject(error);
    });
    worker.once('exit', code => {
      end();
      if (code === 0) resolve(Atomics.load(done, 0));
    });
  });
}
