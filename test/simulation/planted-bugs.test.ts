import { describe, expect, test } from '@jest/globals';
import { MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { arm } from '../../shared/store/journal.ts';
import { taskKey, timerKey, wakeShardOf, wakeShards } from '../../shared/store/keys.ts';
import { show } from '../support/shown.ts';
import { noFaults, randomFaults, twentyPercent } from './faults.ts';
import { judge } from './oracle.ts';
import { plantedBugs } from './planted-bugs.ts';
import { randomOf } from './random.ts';
import { sendBurst } from './scenario.ts';
import { toy, toyFact, toySums } from './toy.ts';
import type { WorldSettings } from './world.ts';
import { START, simulate } from './world.ts';

const FACTS = 150;
const TIMERS = 900;
/** Timers whose rows stand in few shards of the wake index, so that one page does not hold them. */
const subjects = Array.from({ length: 20 * TIMERS }, (_, n) => taskKey(`t-${n}`).pk)
  .filter(pk => wakeShards.slice(6, 9).includes(wakeShardOf(timerKey(pk, 'task.unowned'))))
  .slice(0, TIMERS);

/** Facts under the 20 % mix: what the oracle complains about. */
async function complaintsOfFacts(seed: number, plant: Partial<WorldSettings>): Promise<string[]> {
  const world = simulate({ seed, wiring: toy, faults: twentyPercent, ...plant });
  await sendBurst(world, { facts: FACTS, accounts: 5, pace: 30, fact: toyFact });
  await world.run({ until: START + 40 * MINUTE });
  const { lost, doubled, unsent, dead, facts } = judge(world);
  const { counted, tasks, notes, fired, mostFired } = toySums(world.table.rows());
  return [
    ...(world.isQuiet() ? [] : ['it never comes to rest']),
    ...(facts === 3 * FACTS ? [] : [`${facts} facts`]),
    ...(lost.length === 0 ? [] : [`${lost.length} effects lost`]),
    ...(doubled.length === 0 ? [] : [`${doubled.length} effects doubled`]),
    ...(unsent + dead === 0 ? [] : [`${unsent} unsent, ${dead} dead`]),
    ...([counted, tasks, notes, fired].every(sum => sum === FACTS)
      ? []
      : [`counted ${counted}, tasks ${tasks}, notes ${notes}, fired ${fired}`]),
    ...(mostFired === 1 ? [] : [`a timer acted ${mostFired} times`]),
  ];
}

/** Timers of three shards with copies of ticks and an index nine seconds late; a third is armed anew shortly before
 * the sweep takes it, for the same instant, a third is moved. */
async function complaintsOfTimers(seed: number, plant: Partial<WorldSettings>): Promise<string[]> {
  const mix = { ...noFaults, duplicate: 0.4 };
  const faults = { ...randomFaults(mix, randomOf(seed)), indexLag: () => 9 * SECOND };
  const world = simulate({ seed, wiring: toy, faults, queue: { concurrency: 20 }, ...plant });
  const due = (n: number) => START + 5 * MINUTE + (n % 100) * 700;
  const armOne = (pk: string, dueAt: number, epoch: number) =>
    world.table.commit({
      commitId: `${pk}-${epoch}`,
      writes: [arm({ pk, kind: 'task.unowned', dueAt, epoch, now: world.clock.now() })],
    });
  for (const [n, pk] of subjects.entries()) {
    await armOne(pk, due(n), 1);
    if (n % 3 === 0) world.clock.at(due(n) - 92 * SECOND, () => void armOne(pk, due(n), 2));
    if (n % 3 === 1) world.clock.at(due(n) - 80 * SECOND, () => void armOne(pk, due(n) + 2 * MINUTE, 2));
  }
  await world.run({ until: START + 14 * MINUTE });
  const fired = subjects.flatMap((pk, n) => {
    const row = world.table.peek({ pk, sk: 'fired' });
    return row
      ? [{ times: row.times, late: Number(row.firedAt) - due(n) - (n % 3 === 1 ? 2 * MINUTE : 0) }]
      : [];
  });
  const tooLate = fired.filter(({ late }) => late > 3 * SECOND).length;
  return [
    ...(fired.length === TIMERS ? [] : [`${fired.length} timers acted`]),
    ...(fired.every(({ times }) => times === 1) ? [] : ['a timer acted twice']),
    ...(fired.every(({ late }) => late >= 0) ? [] : ['a timer acted early']),
    ...(tooLate > TIMERS / 100 ? [`${tooLate} timers acted late`] : []),
  ];
}

const complaints = async (plant: Partial<WorldSettings>) => {
  for (const seed of [1, 2, 3]) {
    const found = [...(await complaintsOfFacts(seed, plant)), ...(await complaintsOfTimers(seed, plant))];
    if (found.length > 0) return found;
  }
  return [];
};

describe('the tests of the tests', () => {
  test('have nothing to complain about when no bug is planted', async () => {
    expect(await complaints({})).toEqual([]);
  }, 30_000);

  test.each(plantedBugs)(
    'notice when $bug',
    async ({ bug, plant }) => {
      const found = await complaints(plant);
      const caught = found.join('; ');
      const name = `planted in the stand-in: ${bug}`;
      show({
        goal: 12,
        name,
        runs: 'test/simulation/planted-bugs: facts and timers under faults',
        figure: caught,
        failed: caught ? 0 : 1,
      });
      expect(found).not.toEqual([]);
    },
    30_000,
  );
});
