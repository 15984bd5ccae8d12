import { describe, expect, test } from '@jest/globals';
import { audit } from '../../functions/upkeep/audit.ts';
import { sweep } from '../../functions/upkeep/sweep.ts';
import { signedUp } from '../../shared/events/account-events.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { arm } from '../../shared/store/journal.ts';
import { heartbeatKey, taskKey } from '../../shared/store/keys.ts';
import { show } from '../support/shown.ts';
import { anAgent, seedTeam } from '../support/team.ts';
import { complaintsOf } from './complaints.ts';
import { sendCustomers } from './customers.ts';
import { twentyPercent } from './faults.ts';
import { judge } from './oracle.ts';
import { product, seedCompany } from './product.ts';
import { toy } from './toy.ts';
import type { World } from './world.ts';
import { START, simulate } from './world.ts';

const portsOf = (world: World) => ({
  table: world.table,
  clock: world.clock,
  ids: { random: (prefix: string) => `${prefix}_by-hand-${world.random.next()}` },
});
const armOne = (world: World, pk: string, dueAt: number) =>
  world.table.commit({
    commitId: pk,
    writes: [arm({ pk, kind: 'task.unowned', dueAt, epoch: 1, now: world.clock.now() })],
  });

describe('upkeep of the whole product', () => {
  test('nothing is missed although relay and sweep are off for thirty hours', async () => {
    const world = simulate({ seed: 21, wiring: product, faults: twentyPercent });
    await seedCompany(world, { expireHours: 1 });
    world.stream.pause(true);
    world.off.sweep = true;
    await sendCustomers(world, { facts: 300 });
    await world.run({ until: START + 30 * HOUR });
    const before = judge(world);
    expect(before.unsent).toBeGreaterThan(250);
    expect(world.stream.lost.trimmed).toBe(0);
    world.stream.pause(false);
    world.off.sweep = false;
    const back = world.clock.now();
    await world.settle();
    const drained = world.clock.now() - back;
    // Until the welcome calls are due and what is told of them has ended too.
    await world.run({ until: world.clock.now() + 80 * HOUR });
    await world.settle();
    expect(world.stream.lost.trimmed).toBeGreaterThan(250);
    const complaints = complaintsOf(world);
    show({
      ...{ goal: 5, name: 'relay and sweep off for thirty hours', seeds: '21', failed: complaints.length },
      runs: `300 facts, ${world.stream.lost.trimmed} records trimmed from the stream`,
      figure: `${complaints.length} lost, doubled or left over; at rest ${Math.ceil(drained / MINUTE)} min after`,
    });
    expect(complaints).toEqual([]);
    expect(drained).toBeLessThanOrEqual(15 * MINUTE);
  }, 60_000);

  test('the auditor counts what nobody looked at and whether the sweep lives', async () => {
    const world = simulate({ seed: 22, wiring: { ...toy, ticks: {} } });
    world.off.sweep = true;
    world.off.audit = true;
    await armOne(world, taskKey('t').pk, START + 5 * MINUTE);
    await world.run({ until: START + 6 * MINUTE });
    expect(await audit(portsOf(world))).toMatchObject({ overdue: 0, sweepBeats: 0 });
    await world.run({ until: START + 8 * MINUTE });
    expect(await audit(portsOf(world))).toMatchObject({
      overdue: 1,
      oldestOverdueMs: 3 * MINUTE,
      sweepBeats: 0,
    });
    world.off.sweep = false;
    await world.run({ until: START + 11 * MINUTE });
    expect(await audit(portsOf(world))).toMatchObject({ overdue: 0, late: 1, sweepBeats: 1 });
    expect(world.table.peek(heartbeatKey('auditor'))).toMatchObject({ at: world.clock.now() });
  });

  test('a row that is handed over in vain again and again does not hold up the others', async () => {
    let refused = 0;
    const world = simulate({
      seed: 23,
      wiring: toy,
      sabotage: ports => ({
        ...ports,
        clockQueues: {
          send: async ticks => {
            const good = ticks.filter(({ tick }) => !tick.pk.includes('bad'));
            const answers = [...(await ports.clockQueues.send(good))];
            return ticks.map(({ tick }) => {
              if (!tick.pk.includes('bad')) return answers.shift() ?? false;
              refused++;
              return false;
            });
          },
        },
      }),
    });
    for (let n = 0; n < 300; n++) {
      await armOne(world, taskKey(`bad-${n}`).pk, START + 4 * MINUTE);
      await armOne(world, taskKey(`good-${n}`).pk, START + 5 * MINUTE);
    }
    await world.run({ until: START + 10 * MINUTE });
    const fired = [...world.table.rows()].filter(row => row.sk === 'fired');
    expect(fired.filter(row => row.pk.includes('good'))).toHaveLength(300);
    expect(fired.every(row => Number(row.firedAt) - Number(row.dueAt) < 3 * SECOND)).toBe(true);
    await world.run({ until: START + 60 * MINUTE });
    const perRow = refused / 300;
    expect(perRow).toBeGreaterThan(5);
    expect(perRow).toBeLessThan(20);
  });

  test('a sweep that cannot read a shard sweeps the others, fails aloud and does not beat', async () => {
    const world = simulate({ seed: 24, wiring: toy });
    const broken = { ...world.table, query: refusing(world, 'wake#3') };
    const ports = { ...portsOf(world), table: broken, bus: world.bus, clockQueues: { send: async () => [] } };
    await expect(sweep(ports)).rejects.toThrow('1 shards could not be read');
    expect(world.table.peek(heartbeatKey('sweep'))).toBeUndefined();
  });

  test('a sweep whose time is over stops, says so, and the next one goes on', async () => {
    const world = simulate({ seed: 25, wiring: toy });
    for (let n = 0; n < 400; n++) await armOne(world, taskKey(`t-${n}`).pk, START + 2 * MINUTE);
    await world.run({ until: START + 40 * SECOND });
    const limits = { timeMs: 0, page: 5, leasesAtOnce: 3 };
    const send = async (ticks: readonly unknown[]) => ticks.map(() => true);
    const ports = { ...portsOf(world), bus: world.bus, clockQueues: { send } };
    const first = await sweep(ports, limits);
    expect(first).toMatchObject({ complete: false });
    expect(first.leased).toBeLessThanOrEqual(16 * 5);
    const second = await sweep(ports);
    expect(first.leased + second.leased).toBe(400);
    expect(second).toMatchObject({ complete: true, failed: 0 });
  });

  test('the auditor gives waiting accounts and open notifications their lost timers back', async () => {
    const world = simulate({ seed: 26, wiring: product });
    await seedTeam(portsOf(world), [anAgent('anna')]);
    for (let n = 0; n < 40; n++)
      world.fact(signedUp.of({ product: 'repricer', language: 'de' }), { accountId: `de-${n}` });
    await world.settle();
    const roster = world.table.peek({ pk: 'roster', sk: 'agent#anna' });
    await world.table.commit({
      commitId: 'x',
      writes: [{ do: 'put', row: { ...roster, active: false } as never }],
    });
    for (let n = 0; n < 20; n++)
      world.fact(signedUp.of({ product: 'repricer', language: 'de' }), { accountId: `later-${n}` });
    await world.settle();
    const timers = world
      .awake()
      .filter(row => row.kind === 'notification.expire' || row.kind === 'task.unowned');
    for (const { pk, sk } of timers)
      await world.table.commit({ commitId: 'lose', writes: [{ do: 'delete', key: { pk, sk } }] });
    expect(timers).toHaveLength(60);
    expect(await audit(portsOf(world))).toMatchObject({ unguarded: 60, mended: 60 });
    // Whoever was taken off the roster past the console is looked after too, once it is no passing state.
    expect(await audit(portsOf(world))).toMatchObject({ unguarded: 1, mended: 1 });
    expect(await audit(portsOf(world))).toMatchObject({ unguarded: 0, mended: 0 });
    const again = new Map(world.awake().map(row => [`${row.pk} ${row.sk}`, row.dueAt]));
    for (const { pk, sk, kind, dueAt } of timers)
      if (kind === 'notification.expire') expect(again.get(`${pk} ${sk}`)).toBe(dueAt);
  });
});

const refusing =
  (world: World, pk: string): World['table']['query'] =>
  async query => {
    if (query.pk === pk) throw new Error('service unavailable');
    return world.table.query(query);
  };
