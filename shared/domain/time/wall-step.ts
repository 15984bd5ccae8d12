import type { Instant } from '../../kernel/instant.ts';
import { wallTimeAt } from './zone-offsets.ts';

/**
 * The first instant from `at` on at which a clock on the wall of the zone shows a whole step of so many milliseconds,
 * such as a quarter of an hour. In a zone whose clocks are 45 minutes off, that is another instant than in UTC for steps
 * of half an hour.
 */
export function wallStepFrom(zone: string, at: Instant, step: number): Instant {
  const wall = wallTimeAt(zone, at);
  return at + Math.ceil(wall / step) * step - wall;
}
