import { readFact } from '../../../shared/events/catalog.ts';
import type { Fact } from '../../../shared/events/envelope.ts';
import { type Instant, MINUTE, SECOND } from '../../../shared/kernel/instant.ts';
import { complaintsOf, visibleRepeats } from '../../simulation/complaints.ts';
import { twentyPercent } from '../../simulation/faults.ts';
import { answerNotifications } from '../../simulation/main-way.ts';
import { judge } from '../../simulation/oracle.ts';
import { callAll } from '../../simulation/outreach-storm.ts';
import { type Functions, product, wiringOf } from '../../simulation/product.ts';
import { START, type World, type WorldSettings } from '../../simulation/world.ts';
import { endEverything } from './end-everything.ts';
import { eraseOneByOne, leftOf } from './erasures.ts';
import { aCompany, sayEverything } from './everything.ts';

/** Which part of the deliveries today's functions answer, from 0 to 1, by minutes of the run; between these it goes evenly. */
export type Course = readonly (readonly [minute: number, share: number])[];

/** Today's part at an instant of a run that began then. */
function shareAt(course: Course, at: Instant): number {
  const minute = (at - START) / MINUTE;
  const next = course.findIndex(([till]) => till > minute);
  const [before, after] = [course[next - 1], course[next]];
  if (!after) return course.at(-1)?.[1] ?? 1;
  if (!before) return after[1];
  return before[1] + ((after[1] - before[1]) * (minute - before[0])) / (after[0] - before[0]);
}

/** Two releases on the same queues and the same table: who answers is drawn delivery by delivery. */
export function sideBySide(earlier: Functions, shareOfToday: (at: Instant) => number) {
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

/** Facts that the earlier release put aside and today's functions can read. */
export const putAside = ({ quarantined }: World): Fact[] =>
  quarantined
    .filter(body => body.startsWith('{"'))
    .flatMap(body => {
      const read = readFact((JSON.parse(body) as { detail: unknown }).detail);
      return read.ok ? [read.value] : [];
    });

type Given = {
  readonly earlier: Functions;
  readonly course: Course;
  readonly seed: number;
  readonly facts: number;
  /** How many people are erased meanwhile. */
  readonly erased?: number;
  /** Nobody takes in again what was put aside. */
  readonly leaveAside?: true;
};

/** The part of a course in which systems say something; what they say later of open cases comes within its rest. */
const SAID = 0.6;

/**
 * A day of everything under the 20 % mix, in which today's functions take the place of an earlier release's while
 * messages come in, until all has come to rest; who answered how much, and what is wrong then.
 */
export async function runSideBySide({ earlier, course, seed, facts, erased = 0, leaveAside }: Given) {
  const { answered, answering } = sideBySide(earlier, at => shareAt(course, at));
  const world = await aCompany({ seed, facts, faults: twentyPercent, answering });
  answerNotifications(world);
  const minutes = course.at(-1)?.[0] ?? 0;
  const people = Array.from({ length: erased }, (_, n) => ({ accountId: `seller-${n}`, contactId: 'c-1' }));
  eraseOneByOne(world, people, (minutes * MINUTE) / (erased + 1));
  await sayEverything(world, { facts, pace: (facts * SECOND) / (SAID * minutes * MINUTE) });
  await world.run({ until: START + minutes * MINUTE });
  const mixed = { ...answered };
  await world.settle();
  const aside = putAside(world);
  // By hand, as the room Operations does it.
  if (!leaveAside) for (const fact of aside) world.produce(fact);
  await world.settle();
  await callAll(world);
  await endEverything(world);
  return {
    mixed,
    aside: aside.map(({ name }) => name),
    repeats: visibleRepeats(world),
    verdict: judge(world),
    faults: Object.values(world.faults.injected).reduce((sum, n) => sum + n, 0),
    complaints: [...complaintsOf(world), ...(await leftOf(world, people))],
  };
}
