import type { Instant } from '../../shared/kernel/instant.ts';

const asUtc = (wall: string): number => Date.parse(`${wall}:00Z`);

function offsetAt(zone: string, at: Instant): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find(one => one.type === type)?.value);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(at / 1000) * 1000;
}

/**
 * The instant of a wall-clock time such as 2026-11-22T09:00 in a zone. A time that does not exist moves forward by the
 * length of the gap, an ambiguous one is the first (as Temporal's `compatible`).
 */
export function instantOf(wall: string, zone: string): Instant {
  const utc = asUtc(wall);
  const [before, after] = [offsetAt(zone, utc - 86_400_000), offsetAt(zone, utc + 86_400_000)];
  const first = utc - before;
  if (offsetAt(zone, first) === before) return first;
  const second = utc - after;
  return offsetAt(zone, second) === after ? second : first;
}

/** Wall-clock time in a zone as a date-and-time field wants it: 2026-11-22T09:00. */
export const wallTime = (at: Instant, zone: string): string =>
  new Date(at + offsetAt(zone, at)).toISOString().slice(0, 16);
