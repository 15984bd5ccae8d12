import type { Clock, Instant } from '../../shared/kernel/instant.ts';

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
  const heap: Planned[] = [];
  let now = start;
  let order = 0;
  const at = (instant: Instant, action: () => void) =>
    push(heap, { at: Math.max(now, Math.ceil(instant)), order: order++, action });
  const step = async () => {
    const planned = pop(heap);
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
    next: () => heap[0]?.at,
    async runUntil(instant) {
      await atRest();
      for (let first = heap[0]; first && first.at <= instant; first = heap[0]) await step();
      now = Math.max(now, instant);
    },
  };
}

const before = (a: Planned, b: Planned) => a.at < b.at || (a.at === b.at && a.order < b.order);

function push(heap: Planned[], item: Planned): void {
  let at = heap.push(item) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent] as Planned;
    if (!before(item, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = item;
}

function pop(heap: Planned[]): Planned | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    if (left >= heap.length) break;
    const right = left + 1;
    const child = right < heap.length && before(heap[right] as Planned, heap[left] as Planned) ? right : left;
    if (!before(heap[child] as Planned, last)) break;
    heap[at] = heap[child] as Planned;
    at = child;
  }
  heap[at] = last;
  return first;
}
