import { describe, expect, test } from '@jest/globals';
import { erasePerson } from '../../functions/persons/erase-person.ts';
import { commitAgent } from '../../functions/team/commit-agent.ts';
import { unguardedTimers } from '../../functions/upkeep/promise-kinds.ts';
import { signedUp } from '../../shared/events/account-events.ts';
import type { TimerKind } from '../../shared/events/timers.ts';
import { timers } from '../../shared/events/timers.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import { isUnsent } from '../../shared/store/journal.ts';
import type { Row } from '../../shared/store/table.ts';
import { isAwake } from '../../shared/store/wake.ts';
import { show } from '../support/shown.ts';
import { busyWorld, byHand, rowsOf } from './auditor-world.ts';
import { visibleRepeats } from './complaints.ts';
import { twentyPercent } from './faults.ts';
import { judge } from './oracle.ts';
import {
  countRepairs,
  lose,
  losses,
  nameOf,
  type Planted,
  type Repairs,
  watchFound,
} from './planted-losses.ts';
import { agentIds } from './product.ts';
import type { World, WorldPorts } from './world.ts';

const LEAVER = agentIds.at(-1) ?? '';

/** The last of the example team goes. */
const leaves = (ports: WorldPorts) =>
  commitAgent(ports, {
    agentId: LEAVER,
    principal: 'lead',
    decide: held => (held ? accepted({ ...held, active: false }) : refused('not-found')),
  });

/** A customer wants to be forgotten; it is looked again some minutes later whether anything of theirs came to light. */
const erases = (accountId: string) => (ports: WorldPorts) =>
  erasePerson(ports, { accountId, contactId: 'c-1', reason: 'asked', principal: 'lead' });

/** Reads, and never writes anything down. */
const forgetful = (table: WorldPorts['table']): WorldPorts['table'] => ({
  ...table,
  commit: async () => {
    throw new Error('service unavailable');
  },
});

const MOST_OF_A_KIND = 56;
/** Later than whatever has been handed to a clock queue already. */
const NOT_HANDED_OVER = 100 * SECOND;
const timersOf = (world: World, kind: string): Row[] =>
  world.awake().filter(row => row.type === 'timer' && row.kind === kind);

/** What was the leaver's goes to others meanwhile, and needs no next step of its own. */
const isLeavers = (world: World, { pk }: Row): boolean =>
  pk.includes(`#${LEAVER}`) || world.table.peek({ pk, sk: 'state' })?.['recipientId'] === LEAVER;

/** Up to so many of each kind, the four losses in turn. */
async function loseTimers(world: World, kinds: readonly TimerKind[]): Promise<Planted[]> {
  const planted: Planted[] = [];
  for (const kind of kinds) {
    const standing = timersOf(world, kind).filter(
      row => Number(row['dueAt']) > world.clock.now() + NOT_HANDED_OVER && !isLeavers(world, row),
    );
    for (const [n, row] of standing.slice(0, MOST_OF_A_KIND).entries())
      planted.push(await lose(world, row, losses[n % losses.length] ?? 'deleted'));
  }
  return planted;
}

/** Facts that relay and bus took and lost: their rows stand unsent, and are taken away from the sweep as well. */
async function loseFacts(world: World, lie: (lies: boolean) => void): Promise<Planted[]> {
  lie(true);
  world.off.sweep = true;
  for (let n = 0; n < 45; n++)
    world.fact(signedUp.of({ product: 'repricer', language: 'de' }), { accountId: `late-${n}` });
  await world.run({ until: world.clock.now() + 20 * SECOND });
  lie(false);
  const unsent = rowsOf(world, 'journal').filter(row => isAwake(row) && isUnsent(row));
  const planted: Planted[] = [];
  for (const [n, row] of unsent.entries())
    planted.push(await lose(world, row, n % 2 === 0 ? 'asleep' : 'leased for ever'));
  world.off.sweep = false;
  return planted;
}

/** Somebody left long ago, and a task of theirs comes to light that nobody looks for any more. */
async function leaveWork(world: World): Promise<Planted> {
  const row = world.awake().find(({ kind, pk }) => kind === 'agent.left-look' && pk === `agent#${LEAVER}`);
  const task = rowsOf(world, 'task').find(({ state }) => state === 'open');
  if (!row || !task) throw new Error('nobody is looked after');
  const { list: _list, version: _version, ...said } = task;
  const left = {
    ...said,
    pk: 'task#left',
    id: 'left',
    agentId: LEAVER,
    list: `tasks#${LEAVER}`,
    version: 1,
  } as Row;
  await world.table.commit({ commitId: 'left', writes: [{ do: 'put', row: left }] });
  return lose(world, row, 'deleted');
}

const kinds = (Object.keys(timers) as TimerKind[]).filter(kind => kind !== 'outreach.round');

async function nextRun(world: World, repairs: Repairs): Promise<void> {
  const before = repairs.runs;
  while (repairs.runs === before) await world.run({ until: world.clock.now() + SECOND });
}

const tableOf = (planted: readonly Planted[], took: ReadonlyMap<Planted, number>): string =>
  [...Map.groupBy(planted, ({ row }) => String(row['kind'] ?? 'facts to be sent'))]
    .map(([kind, all]) => {
      const by = [...Map.groupBy(all, ({ loss }) => loss)].map(([loss, { length }]) => `${loss} ${length}`);
      const found = all.filter(one => Number.isFinite(took.get(one)));
      return `${kind}: ${found.length} of ${all.length} (${by.join(', ')})`;
    })
    .join('\n');

describe('the auditor', () => {
  test('finds and mends 500 things that are stuck within ten minutes, and nothing is done twice', async () => {
    let lies = false;
    const world = await busyWorld({
      seed: 71,
      sabotage: (ports, run) =>
        lies && run.name === 'relay'
          ? { ...ports, bus: { put: async facts => facts.map(() => true) }, table: forgetful(ports.table) }
          : ports,
    });
    const [foundAt, repairs] = [watchFound(world), countRepairs(world)];
    byHand(world, leaves);
    await world.run({ until: world.clock.now() + 5 * SECOND });
    const planted = [await leaveWork(world)];
    for (let n = 0; n < 12; n++) byHand(world, erases(`seller-${n}`));
    // What follows from both comes to rest first.
    await world.run({ until: world.clock.now() + 3 * MINUTE });
    // Right after a run of the auditor, which is the worst time.
    await nextRun(world, repairs);
    const facts = await loseFacts(world, now => {
      lies = now;
    });
    planted.push(...facts, ...(await loseTimers(world, kinds)));
    await world.run({ until: world.clock.now() + 10 * MINUTE });
    // It looks at every account, and would hide whether their own looks are found.
    planted.push(...(await loseTimers(world, ['outreach.round'])));
    await world.run({ until: world.clock.now() + 10 * MINUTE });
    const took = new Map(planted.map(one => [one, (foundAt(one) ?? Number.POSITIVE_INFINITY) - one.at]));
    const slowest = Math.max(...took.values());
    const { byAuditor, byRelay, ...counted } = repairs;
    const figure = `${planted.filter(one => Number.isFinite(took.get(one))).length} of ${planted.length} stuck things found and mended, ${byAuditor.length} by the auditor, ${byRelay.length} by the relay, the rest by what came next; the slowest after ${(slowest / MINUTE).toFixed(1)} min`;
    console.info(`${tableOf(planted, took)}\n${JSON.stringify(counted)}`);
    expect(planted.length).toBeGreaterThanOrEqual(500);
    // Every kind that is promised to be found, and a new one too.
    const lostKinds = new Set(planted.map(({ row }) => row['kind']));
    expect(Object.keys(timers).filter(kind => !lostKinds.has(kind))).toEqual(Object.keys(unguardedTimers));
    expect(planted.filter(one => !((took.get(one) ?? 0) <= 10 * MINUTE))).toEqual([]);
    expect(counted).toMatchObject({ complete: true, unguarded: counted.mended });
    // One repair each at most, and of nothing else.
    const mended = [...byAuditor, ...byRelay];
    expect(new Set(mended).size).toBe(mended.length);
    expect(mended.length).toBeGreaterThan(0.95 * planted.length);
    const lost = new Set(planted.map(({ row }) => nameOf(row)));
    expect(mended.filter(name => !lost.has(name))).toEqual([]);
    await world.run({ until: world.clock.now() + HOUR });
    await world.settle();
    expect(judge(world)).toMatchObject({ lost: [], doubled: [], unsent: 0, dead: 0 });
    expect(visibleRepeats(world)).toBe(0);
    show({
      ...{ goal: 7, name: 'stuck things found and mended', seeds: '71' },
      failed: planted.filter(one => !Number.isFinite(took.get(one))).length,
      runs: `${planted.length} planted losses of ${new Set(planted.map(({ row }) => String(row['kind'] ?? row.type))).size} kinds of timers and of facts to be sent`,
      figure,
    });
  }, 300_000);

  test('mends nothing in a world in which nothing is lost, whatever fails', async () => {
    const seeds = Array.from(
      { length: Math.ceil(Number(process.env['SIM_SEEDS'] ?? 1) / 5) },
      (_, n) => 81 + n,
    );
    const size = { accounts: 20, waiting: 15, devices: 20 };
    let looked = 0;
    for (const seed of seeds) {
      const world = await busyWorld({ seed, faults: twentyPercent }, size);
      const repairs = countRepairs(world);
      await world.run({ until: world.clock.now() + 2 * HOUR });
      expect({ seed, mended: repairs.byAuditor, woken: repairs.byRelay }).toEqual({
        seed,
        mended: [],
        woken: [],
      });
      expect(repairs).toMatchObject({ unguarded: 0, complete: true });
      // Of 24 runs, less those that a fault ended.
      expect(repairs.runs).toBeGreaterThan(12);
      looked += repairs.looked;
    }
    const figure = `${looked} looks at open promises of ${seeds.length} worlds in which every fifth delivery fails: 0 mended`;
    show({
      ...{ goal: 7, name: 'no false repairs', seeds: [...new Set([81, seeds.at(-1)])].join('–'), failed: 0 },
      runs: `${looked} looks at open promises`,
      figure,
    });
  }, 1_200_000);
});
