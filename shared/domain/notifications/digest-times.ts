import { DAY, HOUR, type Instant, MINUTE } from '../../kernel/instant.ts';
import { instantOf, wallTimeAt, zoneOffsets } from '../time/zone-offsets.ts';
import type { Digest } from './preferences.ts';

const MORNING = '08:00';

/**
 * When the digest comes next after an instant: with the wall clock's next full hour, or at its time of day in the zone.
 * A time of day that the zone leaves out comes by so much later; one that it has twice comes the first time.
 */
export function nextDigestAt({ every, at = MORNING }: Digest, zone: string, now: Instant): Instant {
  const offsets = zoneOffsets(zone, { from: now - 2 * DAY, to: now + 3 * DAY });
  const wall = wallTimeAt(zone, now);
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const step = every === 'hour' ? HOUR : DAY;
  const first = every === 'hour' ? 0 : hours * HOUR + minutes * MINUTE;
  let next = Math.floor(wall / step) * step + first;
  while (instantOf(offsets, next) <= now) next += step;
  return instantOf(offsets, next);
}
