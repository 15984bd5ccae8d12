import type { Clock, Instant } from '../../shared/kernel/instant.ts';
import { heapOf } from '../../tools/memory/heap.ts';

type Planned = { readonly at: Instant; readonly order: number; readonly action: () => void };

/** Time that only moves when the next planned action is taken; everything at once runs in the order it was planned. */
export type VirtualClock = Clock & {
  at(instant: Instant, action: () => void): void;
  after(milliseconds: number, action: () => void): void;
  /** Takes the next action and waits until all that it set free has come to rest. False when nothing is planned. */
  step(): Promise<boolean>;
  /** Takes every action up to the instant and stands there. */
  runUntil(instant: Instant): Promise<void>;
  next(): Instant | undefined;
};

/** Node runs its tick queue only when no promise is left to settle. */
const atRest = () => new Promise<void>(rested => process.nextTick(rested));

export function virtualClock(start: Instant): VirtualClock {
  const heap = heapOf(before);
  let now = start;
  let order = 0;
  const at = (instant: Instant, action: () => void) =>
    heap.put({ at: Math.max(now, Math.ceil(instant)), order: order++, action });
  const step = async () => {
    const planned = heap.take();
    if (!planned) return false;
    now = planned.at;
    planned.action();
    await atRest();
    return true;
  };
  return {
    now: () => now,
    at,
    after: (milliseconds, action) => at(now + milliseconds, action),
    step,
    next: () => heap.first()?.at,
    async runUntil(instant) {
      await atRest();
      for (let first = heap.first(); first && first.at <= instant; first = heap.first()) await step();
      now = Math.max(now, instant);
    },
  };
}

const before = (a: Planned, b: Planned) => a.at < b.at || (a.at === b.at && a.order < b.order);
