import type { Faults, OutsideCall } from './faults.ts';
import type { Random } from './random.ts';
import type { Leaving, Send } from './sends.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** A service that answered with an error, or whose answer never came. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
}

export type Latency = readonly [from: number, to: number];

export type Beside<T> = {
  /** Told in any case. */
  readonly arrived?: () => void;
  /** The message that leaves by this call. */
  readonly leaves?: Leaving<T>;
  /** What this call writes down, where it is not the first one after the answer. */
  readonly after?: Send | undefined;
};

/** One invocation of a function: everything it does outside goes through `call`. */
export type Run = {
  readonly name: string;
  /** Does the effect a latency from now, unless a fault is planned for this call. */
  call<T>(what: string, latency: Latency, effect: () => T | Promise<T>, beside?: Beside<T>): Promise<T>;
  /** The message whose answer just came: what is done now is what comes right after it. Said once. */
  justSent(): Send | undefined;
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
  /** Every message that was taken outside, in order. */
  readonly sends: readonly Send[];
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
  const sends: Send[] = [];
  let inWorld = 0;
  let active = 0;
  const start = <T>(name: string, work: (run: Run) => Promise<T>) =>
    new Promise<Ended<T>>(resolve => {
      const plan = faults.planRun(name);
      let inRun = 0;
      let dead = false;
      let justSent: Send | undefined;
      const own: Send[] = [];
      active++;
      const end = (ended: Ended<T>) => {
        if (dead) return;
        dead = true;
        for (const send of own)
          if (send.state === 'answered') send.state = ended.ended === 'well' ? 'forgotten' : 'not-written';
        active--;
        resolve(ended);
      };
      const run: Run = {
        name,
        pause: milliseconds => new Promise(done => clock.after(milliseconds, () => !dead && done())),
        justSent() {
          const send = justSent;
          justSent = undefined;
          return send;
        },
        call: (what, [from, to], effect, { arrived, leaves, after = run.justSent() } = {}) =>
          new Promise((answer, fail) => {
            if (dead) return;
            if (after && what !== 'table.commit') after.state = 'forgotten';
            const call = { run: name, inRun: ++inRun, inWorld: ++inWorld, what };
            if (given.record) calls.push(call);
            const fault = plan.at(call);
            clock.after(random.int(from, to), async () => {
              arrived?.();
              if (dead) return;
              const writtenDown = what === 'table.commit' ? after : undefined;
              if (writtenDown) writtenDown.state = 'not-written';
              if (fault === 'refused') return fail(new ServiceError(`${what}: service unavailable`));
              try {
                const value = await effect();
                if (writtenDown) writtenDown.state = 'written';
                const send = leaves && (leaves.isTaken?.(value) ?? true) ? sent(leaves.key) : undefined;
                if (fault === 'crash') return end({ ended: 'crashed' });
                if (fault === 'lost-answer') return fail(new ServiceError(`${what}: the answer was lost`));
                if (send) send.state = 'answered';
                justSent = send;
                answer(value);
              } catch (error) {
                fail(error);
              }
            });
          }),
      };
      const sent = (key: string): Send => {
        const send: Send = { key, state: 'no-answer' };
        sends.push(send);
        own.push(send);
        return send;
      };
      work(run).then(
        value => end(plan.endsUnacknowledged(inRun) ? { ended: 'crashed' } : { ended: 'well', value }),
        error => end({ ended: 'thrown', error }),
      );
    });
  return { start, calls, sends, active: () => active };
}
