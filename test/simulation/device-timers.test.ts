import { describe, expect, test } from '@jest/globals';
import { reachedAt, thresholdKey, thresholdMs } from '../../shared/domain/time/sla-clock.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { calendarsOf } from '../../shared/store/case-calendars.ts';
import { show } from '../support/shown.ts';
import { complaintsOf } from './complaints.ts';
import { casesIn } from './device-complaints.ts';
import { aClient, reported } from './device-world.ts';
import { noFaults } from './faults.ts';
import { START, type World } from './world.ts';

/** Stated service times: table 3–9 ms a call, ten ticks a call of 8–25 ms, ten functions of ten ticks. */
const service = {
  latencies: { table: [3, 9], queue: [8, 25] },
  queue: { batchSize: 10, abreast: 5, concurrency: 10, pollMs: [5, 105] },
} as const;

/** Instants at which thresholds and breach of the final marks lie, by an own reading of every case. */
async function trueInstants(world: World): Promise<string[]> {
  const wrong: string[] = [];
  for (const held of casesIn(world)) {
    const calendars = await calendarsOf(world.table, held, world.clock.now());
    for (const target of held.policy?.targets ?? []) {
      const dues = [
        ...target.thresholds.map(one => [thresholdKey(one), thresholdMs(one, target.goalMs)] as const),
        ['breach', target.goalMs] as const,
      ];
      for (const [key, ms] of dues) {
        const due = reachedAt({ marks: held.marks, target, calendars }, ms);
        const said = held.records.filter(
          record =>
            record.target === target.id &&
            (key === 'breach'
              ? record.is === 'breached'
              : record.is === 'warned' && record.threshold === key),
        );
        const expected = due !== undefined && due <= world.clock.now() ? [due] : [];
        if (JSON.stringify(said.map(({ at }) => at)) !== JSON.stringify(expected))
          wrong.push(`${held.id} ${target.id} ${key}: ${said.map(({ at }) => at)} instead of ${expected}`);
      }
    }
  }
  return wrong;
}

const latenessOf = (world: World): number[] =>
  casesIn(world)
    .flatMap(({ records }) => records)
    .flatMap(record => ('noticedAt' in record ? [record.noticedAt - record.at] : []))
    .sort((a, b) => a - b);

describe('clocks of device cases', () => {
  test('act within two seconds of their true instants when nothing fails', async () => {
    const world = await aClient({ seed: 31, ...service }, { devices: 100, units: 100 });
    for (let n = 0; n < 100; n++) {
      const at = START + MINUTE + world.random.int(0, 30 * MINUTE);
      world.clock.at(at, () => void reported(world, `D-${n}`));
    }
    await world.run({ until: START + 4 * HOUR });
    await world.settle();
    const late = latenessOf(world);
    const wrong = await trueInstants(world);
    show({
      ...{ goal: 5, name: 'promises of device cases', seeds: '31', failed: wrong.length },
      runs: `${late.length} thresholds of 100 cases with the two-hour promise`,
      figure: `each at its true instant; acted on ${late[late.length >> 1]} ms after it in the middle, ${late[Math.floor(late.length * 0.99)]} ms for 99 %, ${late.at(-1)} ms at most`,
    });
    expect(late.length).toBeGreaterThanOrEqual(100 * 4);
    expect(late[0]).toBeGreaterThanOrEqual(0);
    expect(late[Math.floor(late.length * 0.99)]).toBeLessThanOrEqual(2 * SECOND);
    expect(wrong).toEqual([]);
  }, 120_000);

  test('act once each at their true instants although ticks come one to four times, every hundredth not at all, and everything stands for thirty hours', async () => {
    const faults = { ...noFaults, duplicate: 0.6, mostCopies: 4, indexLagMs: 10 * SECOND };
    const world = await aClient({ seed: 32, faults, dropTicks: 0.01 }, { devices: 40, units: 20 });
    for (let n = 0; n < 40; n++)
      world.clock.at(START + MINUTE + n * MINUTE, () => void reported(world, `D-${n}`));
    await world.run({ until: START + 90 * MINUTE });
    world.stream.pause(true);
    world.off.sweep = true;
    await world.run({ until: START + 31.5 * HOUR });
    world.stream.pause(false);
    world.off.sweep = false;
    await world.settle();
    await world.run({ until: world.clock.now() + 6 * HOUR });
    await world.settle();
    const [wrong, complaints] = [await trueInstants(world), complaintsOf(world)];
    const late = latenessOf(world);
    show({
      ...{ goal: 5, name: 'promises of device cases while everything stands for thirty hours', seeds: '32' },
      failed: wrong.length + complaints.length,
      runs: `${late.length} thresholds of 40 cases, ticks one to four times, every hundredth lost`,
      figure: `each once, written down for its true instant; ${wrong.length + complaints.length} wrong`,
    });
    expect(wrong).toEqual([]);
    expect(complaints).toEqual([]);
    const breached = casesIn(world).filter(({ records }) => records.some(({ is }) => is === 'breached'));
    expect(breached).toHaveLength(40);
  }, 120_000);
});
