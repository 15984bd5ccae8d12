import { MAX_FACT_BYTES } from '../../shared/events/envelope.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { refused } from '../../shared/kernel/outcome.ts';

const MAX_LEVELS = 16;
const MAX_AHEAD = DAY;
const MAX_AGE = 400 * DAY;

/** Size and nesting, before anything walks through the value by recursion. */
export function unfitOutside(input: unknown) {
  const unsafe = unsafeAt(input);
  if (unsafe) return unsafe;
  const bytes = Buffer.byteLength(JSON.stringify(input) ?? '');
  if (bytes <= MAX_FACT_BYTES) return undefined;
  const problem = `has ${bytes} bytes; an event may have ${MAX_FACT_BYTES}`;
  return refused('too-large', { field: '(whole)', problem });
}

function unsafeAt(input: unknown) {
  const waiting: { value: unknown; level: number }[] = [{ value: input, level: 1 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, level } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (level > MAX_LEVELS)
      return refused('too-deep', { field: '(whole)', problem: `is nested deeper than ${MAX_LEVELS} levels` });
    if (Object.hasOwn(value, '__proto__'))
      return refused('malformed', { field: '__proto__', problem: 'is not a name that a field may have' });
    for (const inner of Object.values(value)) waiting.push({ value: inner, level: level + 1 });
  }
  return undefined;
}

/** Clocks of producers may be off by hours, not by more; older facts than a year and a bit are an import. */
export function unfitTime(occurredAt: Instant, now: Instant) {
  if (occurredAt > now + MAX_AHEAD)
    return refused('too-far-ahead', { field: 'time', problem: 'is more than 24 hours in the future' });
  if (occurredAt < now - MAX_AGE)
    return refused('too-old', {
      field: 'time',
      problem: 'is more than 400 days ago; existing customers come in by import',
    });
  return undefined;
}
