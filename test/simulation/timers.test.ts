import { describe, expect, test } from '@jest/globals';
import { MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { arm } from '../../shared/store/journal.ts';
import { taskKey } from '../../shared/store/keys.ts';
import { show } from '../support/shown.ts';
import { noFaults, randomFaults, twentyPercent } from './faults.ts';
import { randomOf } from './random.ts';
import { toy } from './toy.ts';
import type { World } from './world.ts';
import { START, simulate } from './world.ts';

type Fired = { readonly times: number; readonly late: readonly number[] };

/** Puts timers into the table, due at the given instants. */
async function armAll(world: World, dues: readonly number[], epoch = 1): Promise<void> {
  for (const [n, dueAt] of dues.entries()) await armOne(world, n, { dueAt, epoch });
}

async function armOne(world: World, n: number, { dueAt, epoch }: { dueAt: number; epoch: number }) {
  const timer = arm({ pk: taskKey(`t-${n}`).pk, kind: 'task.unowned', dueAt, epoch, now: world.clock.now() });
  await world.table.commit({ commitId: `arm-${n}-${epoch}`, writes: [timer] });
}

/** How often timers acted, and how late each did, sorted. */
function firedIn(world: World): Fired {
  const rows = [...world.table.rows()].filter(row => row.sk === 'fired');
  const late = rows.map(row => Number(row.firedAt) - Number(row.dueAt)).sort((a, b) => a - b);
  return { times: rows.reduce((sum, row) => sum + Number(row.times), 0), late };
}

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
const tell = (what: string, { times, late }: Fired) =>
  show({
    ...{ goal: 5, name: what, failed: times === late.length ? 0 : 1 },
    runs: `${late.length} timers of a stand-in for the product’s handlers; sweep, relay and queues are the product’s`,
    figure: `${times} acted; late by ${at(late, 0.5)} ms in the middle, ${at(late, 0.99)} ms for 99 %, ${late.at(-1)} ms at most`,
  });

/** Stated service times: table 3–9 ms a call, ten ticks a call of 8–25 ms, ten functions of ten ticks, five side by side. */
const service = {
  latencies: { table: [3, 9], queue: [8, 25] },
  queue: { batchSize: 10, abreast: 5, concurrency: 10, pollMs: [5, 105] },
} as const;

describe('timers', () => {
  test('20,000 due within one minute act once each, none early, 99 % within two seconds', async () => {
    const world = simulate({ seed: 3, wiring: toy, ...service });
    const due = START + 10 * MINUTE;
    await armAll(
      world,
      Array.from({ length: 20_000 }, () => due + world.random.int(0, MINUTE)),
    );
    await world.run({ until: due + 3 * MINUTE });
    await world.settle();
    const fired = firedIn(world);
    tell('20,000 timers in one minute', fired);
    expect(fired.times).toBe(20_000);
    expect(fired.late).toHaveLength(20_000);
    expect(fired.late[0]).toBeGreaterThanOrEqual(0);
    expect(at(fired.late, 0.99)).toBeLessThanOrEqual(2 * SECOND);
    expect(world.awake()).toEqual([]);
  }, 60_000);

  test('near timers that the relay sends are as punctual', async () => {
    const world = simulate({ seed: 4, wiring: toy, ...service });
    await armAll(
      world,
      Array.from({ length: 2_000 }, () => START + world.random.int(2 * SECOND, 85 * SECOND)),
    );
    await world.run({ until: START + 4 * MINUTE });
    await world.settle();
    const fired = firedIn(world);
    tell('2,000 near timers', fired);
    expect(fired.times).toBe(2_000);
    expect(fired.late[0]).toBeGreaterThanOrEqual(0);
    expect(at(fired.late, 0.99)).toBeLessThanOrEqual(2 * SECOND);
  });

  test('ticks that come one to four times, and every hundredth not at all, act once within 120 seconds', async () => {
    const faults = { ...noFaults, duplicate: 0.6, mostCopies: 4, indexLagMs: 10 * SECOND };
    const world = simulate({ seed: 5, wiring: toy, faults, dropTicks: 0.01, ...service });
    await armAll(
      world,
      Array.from({ length: 10_000 }, () => START + world.random.int(0, 20 * MINUTE)),
    );
    await world.run({ until: START + 25 * MINUTE });
    await world.settle();
    const fired = firedIn(world);
    tell('10,000 timers, 1 % of the ticks dropped', fired);
    expect(fired.times).toBe(10_000);
    expect(fired.late[0]).toBeGreaterThanOrEqual(0);
    expect(fired.late.at(-1)).toBeLessThanOrEqual(120 * SECOND);
  }, 60_000);

  test('a timer that was moved acts once, at its new instant, whatever is already on its way', async () => {
    const world = simulate({ seed: 8, wiring: toy, faults: twentyPercent, ...service });
    const dues = Array.from({ length: 500 }, () => START + world.random.int(0, 4 * MINUTE));
    await armAll(world, dues);
    await world.run({ until: START + 20 * SECOND });
    const open = dues.map(
      (_, n) => world.table.peek({ pk: taskKey(`t-${n}`).pk, sk: 'fired' }) === undefined,
    );
    const moved = dues.map((due, n) => (open[n] ? due + world.random.int(-MINUTE, 5 * MINUTE) : due));
    await world.run({ until: START + 21 * SECOND });
    for (const [n, dueAt] of moved.entries()) {
      if (!open[n] || world.table.peek({ pk: taskKey(`t-${n}`).pk, sk: 'fired' })) continue;
      await armOne(world, n, { dueAt, epoch: 2 });
    }
    await world.run({ until: START + 20 * MINUTE });
    await world.settle();
    const rows = [...world.table.rows()].filter(row => row.sk === 'fired');
    expect(rows).toHaveLength(500);
    expect(rows.filter(row => row.times !== 1)).toEqual([]);
    expect(rows.filter(row => Number(row.firedAt) < Number(row.dueAt))).toEqual([]);
    expect(rows.filter(row => row.epoch === 2).length).toBeGreaterThan(300);
  }, 60_000);

  test('a timer moved to the very same instant still acts on time, although the index shows the old epoch', async () => {
    const faults = { ...randomFaults(noFaults, randomOf(12)), indexLag: () => 9 * SECOND };
    const world = simulate({ seed: 12, wiring: toy, faults, ...service });
    const dues = Array.from({ length: 300 }, (_, n) => START + 5 * MINUTE + n * 200);
    await armAll(world, dues);
    for (const [n, dueAt] of dues.entries())
      world.clock.at(dueAt - 92 * SECOND, () => void armOne(world, n, { dueAt, epoch: 2 }));
    await world.run({ until: START + 10 * MINUTE });
    await world.settle();
    const fired = firedIn(world);
    tell('300 timers armed anew for the same instant', fired);
    expect(fired.times).toBe(300);
    expect(at(fired.late, 0.99)).toBeLessThanOrEqual(2 * SECOND);
  });
});
