import { readFileSync } from 'node:fs';
import type { Clock } from '../kernel/instant.ts';
import { readLocalEnv } from './env.ts';

/**
 * The machine's time; in stage `local` moved by the offset (milliseconds) that the test clock keeps in a file.
 * No other stage has that file's name in its environment.
 */
export function runtimeClock(): Clock {
  const file = readLocalEnv('CLOCK_FILE');
  return file ? { now: () => Date.now() + offsetIn(file) } : { now: () => Date.now() };
}

/** Real time, for what must not be moved with the test clock: tokens, tickets, push lifetimes. */
export const realClock: Clock = { now: () => Date.now() };

function offsetIn(file: string): number {
  try {
    const offset = Number(readFileSync(file, 'utf8'));
    return Number.isFinite(offset) ? offset : 0;
  } catch {
    return 0;
  }
}
