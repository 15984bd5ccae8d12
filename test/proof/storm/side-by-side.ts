import type { Instant } from '../../../shared/kernel/instant.ts';
import { type Functions, product, wiringOf } from '../../simulation/product.ts';
import type { WorldSettings } from '../../simulation/world.ts';

/** Which part of the deliveries today's functions answer at an instant, from 0 to 1. */
export type ShareOfToday = (at: Instant) => number;

type Course = readonly (readonly [at: Instant, share: number])[];

/** The share between the points of a course, which are in order of time; before the first and after the last it stays. */
export const shareAlong =
  (course: Course): ShareOfToday =>
  at => {
    const next = course.findIndex(([till]) => till > at);
    const [before, after] = [course.at(next < 0 ? -1 : Math.max(0, next - 1)), course.at(next)];
    if (!before || !after || after[0] <= before[0] || at < before[0]) return before?.[1] ?? 1;
    return before[1] + ((after[1] - before[1]) * (at - before[0])) / (after[0] - before[0]);
  };

/** Two releases on the same queues and the same table: who answers is drawn delivery by delivery. */
export function sideBySide(earlier: Functions, shareOfToday: ShareOfToday) {
  const before = wiringOf(earlier);
  const answered = { earlier: 0, today: 0 };
  const answering: NonNullable<WorldSettings['answering']> = (_, { clock, random }) => {
    const share = shareOfToday(clock.now());
    const isToday = share >= 1 || (share > 0 && random.chance(share));
    answered[isToday ? 'today' : 'earlier']++;
    return isToday ? product : before;
  };
  return { answered, answering };
}
