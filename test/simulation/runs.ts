import type { Faults, OutsideCall } from './faults.ts';
import type { Random } from './random.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** A service that answered with an error, or whose answer never came. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
}

export type Latency = readonly [from: number, to: number];

/** One invocation of a function: everything it does outside goes through `call`. */
export type Run = {
  readonly name: string;
  /** Does the effect a latency from now, unless a fault is planned for this call. `arrived` is told in any case. */
  call<T>(what: string, latency: Latency, effect: () => T | Promise<T>, arrived?: () => void): Promise<T>;
  /** Waits without doing anything, as a client does between tries. */
  pause(milliseconds: number): Promise<void>;
};

export type Ended<T> =
  | { readonly ended: 'well'; readonly value: T }
  | { readonly ended: 'thrown'; readonly error: unknown }
  | { readonly ended: 'crashed' };

export type Runs = {
  /** Runs the work as one invocation. A crash ends it for good at the call where it happens: nothing of it goes on. */
  start<T>(name: string, work: (run: Run) => Promise<T>): Promise<Ended<T>>;
  /** Every outside call so far, in order; kept only when the world records them. */
  readonly calls: readonly OutsideCall[];
  /** Faults that hit a call, by whose it was, what was called and how: `push mail.send crash`. */
  readonly hits: ReadonlyMap<string, number>;
  active(): number;
};

export function runsOf(given: {
  clock: VirtualClock;
  random: Random;
  faults: Faults;
  record?: boolean;
}): Runs {
  const { clock, random, faults } = given;
  const calls: OutsideCall[] = [];
  const hits = new Map<string, number>();
  let inWorld = 0;
  let active = 0;
  const start = <T>(name: string, work: (run: Run) => Promise<T>) =>
    new Promise<Ended<T>>(resolve => {
      const plan = faults.planRun(name);
      let inRun = 0;
      let dead = false;
      active++;
      const end = (ended: Ended<T>) => {
        if (dead) return;
        dead = true;
        active--;
        resolve(ended);
      };
      const run: Run = {
        name,
        pause: milliseconds => new Promise(done => clock.after(milliseconds, () => !dead && done())),
        call: (what, [from, to], effect, arrived) =>
          new Promise((answer, fail) => {
            if (dead) return;
            const call = { run: name, inRun: ++inRun, inWorld: ++inWorld, what };
            if (given.record) calls.push(call);
            const fault = plan.at(call);
            const hit = `${name} ${what} ${fault}`;
            if (fault) hits.set(hit, (hits.get(hit) ?? 0) + 1);
            clock.after(random.int(from, to), async () => {
              arrived?.();
              if (dead) return;
              if (fault === 'refused') return fail(new ServiceError(`${what}: service unavailable`));
              try {
                const value = await effect();
                if (fault === 'crash') end({ ended: 'crashed' });
                else if (fault === 'lost-answer') fail(new ServiceError(`${what}: the answer was lost`));
                else answer(value);
              } catch (error) {
                fail(error);
              }
            });
          }),
      };
      work(run).then(
        value => end(plan.endsUnacknowledged(inRun) ? { ended: 'crashed' } : { ended: 'well', value }),
        error => end({ ended: 'thrown', error }),
      );
    });
  return { start, calls, hits, active: () => active };
}
