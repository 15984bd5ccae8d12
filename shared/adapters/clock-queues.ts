import type { Tick } from '../events/timers.ts';

export type DelayedTick = { readonly tick: Tick; readonly delaySeconds: number };

/** The queues that carry ticks to their capability. Answers tick by tick. */
export type ClockQueues = { send(ticks: readonly DelayedTick[]): Promise<readonly boolean[]> };
