import { useSyncExternalStore } from 'react';
import { SECOND } from '../../../shared/kernel/instant.ts';
import { now } from '../../app/clock.ts';
import { type Countdown, type Counted, countdownOf, shownKey } from './countdown.ts';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let at = now();

function tick(): void {
  at = now();
  timer = setTimeout(tick, SECOND - (at % SECOND));
  for (const listener of listeners) listener();
}

/** One clock for all countdowns of the page; it runs while somebody looks. */
function follow(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
}

const second = () => {
  if (timer === undefined) at = now();
  return at;
};

/** The time to the second, drawn again when what is made of it changes and not before. */
export function useSecond(keyAt: (now: number) => string): number {
  useSyncExternalStore(follow, () => keyAt(second()));
  return second();
}

/** The countdown of a case, drawn again when what it shows changes and not before. */
export function useCountdown(counted: Counted): Countdown {
  return countdownOf(
    counted,
    useSecond(at => shownKey(countdownOf(counted, at))),
  );
}
