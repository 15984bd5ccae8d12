import { SECOND } from '../../../shared/kernel/instant.ts';
import { complaintsOf, repeatedSends, visibleRepeats } from '../../simulation/complaints.ts';
import { noFaults, twentyPercent } from '../../simulation/faults.ts';
import { answerNotifications } from '../../simulation/main-way.ts';
import { judge } from '../../simulation/oracle.ts';
import { callAll } from '../../simulation/outreach-storm.ts';
import { looseIn } from '../../simulation/sends.ts';
import { endEverything } from './end-everything.ts';
import { aCompany, PACE, sayEverything } from './everything.ts';
import { peopleAtWork } from './people.ts';
import { watching } from './watching.ts';

export type StormResult = {
  readonly seed: number;
  readonly injected: number;
  /** With all that followed. */
  readonly facts: number;
  readonly effects: number;
  readonly sends: number;
  /** Sends beyond the first of the same effect; and those of them that somebody sees. */
  readonly repeats: number;
  readonly visible: number;
  /** Sends whose answer was lost, or could not be written down: as many may be repeated. */
  readonly loose: number;
  readonly faults: number;
  readonly kinds: Readonly<Record<string, number>>;
  /** How often each route gave each answer. */
  readonly asked: Readonly<Record<string, number>>;
  readonly bookings: Readonly<Record<string, number>>;
  readonly erased: number;
  readonly complaints: readonly string[];
};

/** A day of everything at once under the 20 % mix until all has come to rest, and what is wrong then. */
export async function runEverything({
  seed,
  facts,
  calm = false,
}: {
  seed: number;
  facts: number;
  calm?: boolean;
}): Promise<StormResult> {
  const world = await aCompany({ seed, facts, faults: calm ? noFaults : twentyPercent });
  const watched = watching(world);
  answerNotifications(world);
  const people = peopleAtWork(world, { facts, within: (facts * SECOND) / PACE });
  await sayEverything(world, { facts });
  const day = await people.goHome();
  await world.settle();
  await callAll(world);
  await endEverything(world);
  const verdict = judge(world);
  const { mails, pushes, chats } = world.outbox;
  const types = Map.groupBy(world.table.rows(), ({ type }) => String(type));
  return {
    ...{ seed, injected: verdict.injected, facts: verdict.facts, effects: verdict.effects },
    sends: mails.length + pushes.length + chats.length,
    ...{ repeats: repeatedSends(world), visible: visibleRepeats(world) },
    loose: looseIn(world.runs.sends),
    faults: Object.values(world.faults.injected).reduce((sum, n) => sum + n, 0),
    kinds: Object.fromEntries([...types].map(([type, rows]) => [type, rows.length])),
    complaints: [...complaintsOf(world), ...(await watched.complaints(day))],
    asked: Object.fromEntries([...day.tally].sort()),
    bookings: watched.bookings,
    erased: watched.erased(),
  };
}
