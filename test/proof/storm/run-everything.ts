import { complaintsOf, repeatedSends, visibleRepeats } from '../../simulation/complaints.ts';
import { noFaults, twentyPercent } from '../../simulation/faults.ts';
import { answerNotifications } from '../../simulation/main-way.ts';
import { judge } from '../../simulation/oracle.ts';
import { callAll } from '../../simulation/outreach-storm.ts';
import { endEverything } from './end-everything.ts';
import { aCompany, sayEverything } from './everything.ts';

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
  readonly faults: number;
  readonly kinds: Readonly<Record<string, number>>;
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
  answerNotifications(world);
  await sayEverything(world, { facts });
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
    faults: Object.values(world.faults.injected).reduce((sum, n) => sum + n, 0),
    kinds: Object.fromEntries([...types].map(([type, rows]) => [type, rows.length])),
    complaints: complaintsOf(world),
  };
}
