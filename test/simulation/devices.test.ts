import { describe, expect, test } from '@jest/globals';
import { actOnCase } from '../../functions/devices/act-on-case.ts';
import { reachedAt, thresholdKey, thresholdMs } from '../../shared/domain/time/sla-clock.ts';
import { handoverConfirmed, shipmentMoved } from '../../shared/events/device-events.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { calendarsOf } from '../../shared/store/case-calendars.ts';
import { complaintsOf } from './complaints.ts';
import { casesIn } from './device-complaints.ts';
import { aClient, reported } from './device-world.ts';
import { noFaults, twentyPercent } from './faults.ts';
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
    console.info(
      `${late.length} thresholds of 100 cases: late p50 ${late[late.length >> 1]} ms, p99 ${late[Math.floor(late.length * 0.99)]} ms, max ${late.at(-1)} ms`,
    );
    expect(late.length).toBeGreaterThanOrEqual(100 * 4);
    expect(late[0]).toBeGreaterThanOrEqual(0);
    expect(late[Math.floor(late.length * 0.99)]).toBeLessThanOrEqual(2 * SECOND);
    expect(await trueInstants(world)).toEqual([]);
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
    expect(await trueInstants(world)).toEqual([]);
    expect(complaintsOf(world)).toEqual([]);
    const breached = casesIn(world).filter(({ records }) => records.some(({ is }) => is === 'breached'));
    expect(breached).toHaveLength(40);
  }, 120_000);
});

describe('device cases under the 20 % mix', () => {
  test('keep their books: nothing lost, nothing twice, stock conserved, case and stock name each other', async () => {
    for (const seed of [41, 42]) {
      const world = await aClient({ seed, faults: twentyPercent }, { devices: 30, units: 12 });
      for (let n = 0; n < 30; n++)
        world.clock.at(START + MINUTE + world.random.int(0, 60 * MINUTE), () => live(world, `D-${n}`));
      await world.run({ until: START + 10 * HOUR });
      await world.settle();
      expect(complaintsOf(world)).toEqual([]);
    }
  }, 240_000);
});

/** One device's case as it may go: reported, perhaps twice; handed over, shipped, delayed, or nothing at all. */
function live(world: World, serial: string): void {
  const first = reported(world, serial);
  const caseId = derivedId('case', first.id);
  const { random, clock } = world;
  const about = { accountId: 'mall-group' };
  if (random.chance(0.3)) clock.after(random.int(SECOND, 5 * MINUTE), () => void reported(world, serial));
  const act = (action: object) =>
    void world.act('agent', ports =>
      actOnCase(ports, { caseId, action: action as never, principal: 'anna', roles: ['agent'] }),
    );
  const later = (work: () => void) => clock.after(random.int(5 * MINUTE, 4 * HOUR), work);
  const scripts: readonly (() => void)[] = [
    () => later(() => void world.fact(handoverConfirmed.of({ caseId }), about)),
    () => later(() => act({ do: 'wait', on: 'customer', reason: 'photo' })),
    () => {
      act({ do: 'triage', path: 'replace' });
      clock.after(MINUTE, () => act({ do: 'ship' }));
      later(
        () =>
          void world.fact(
            shipmentMoved.of({ caseId, way: 'out', stage: random.pick(['delayed', 'delivered', 'missing']) }),
            about,
          ),
      );
      later(() => void world.fact(handoverConfirmed.of({ caseId }), about));
    },
    () => later(() => act({ do: 'cancel', reason: 'found' })),
    () => later(() => act({ do: 'triage', path: 'no-fault' })),
    () => undefined,
  ];
  random.pick(scripts)();
}
