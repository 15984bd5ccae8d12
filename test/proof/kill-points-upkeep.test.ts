import { describe, expect, test } from '@jest/globals';
import { audit } from '../../functions/upkeep/audit.ts';
import { relay, toSend } from '../../functions/upkeep/relay.ts';
import { sweep } from '../../functions/upkeep/sweep.ts';
import type { TableChange } from '../../functions/upkeep/table-change.ts';
import { fellAsleep } from '../../functions/upkeep/wake-again.ts';
import { indexChanges } from '../../functions/views/index-changes.ts';
import { indexChange } from '../../shared/domain/search/index-change.ts';
import { signedUp } from '../../shared/events/account-events.ts';
import { type TimerKind, timers } from '../../shared/events/timers.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { isUnsent } from '../../shared/store/journal.ts';
import { findableOf, foundByOf } from '../../shared/store/search-store.ts';
import type { Row } from '../../shared/store/table.ts';
import { busyWorld } from '../simulation/auditor-world.ts';
import { lose, losses } from '../simulation/planted-losses.ts';
import { everyNth, show } from '../support/shown.ts';
import { callFaults } from './kill-points.ts';
import { type Begun, type Rested, untilAtRest } from './replay-upkeep.ts';
import { beginTale, type Tale } from './tale.ts';
import { companySystems } from './tales/company-systems.ts';
import { brokenDevices } from './tales/devices.ts';
import { firstCustomers } from './tales/first-customers.ts';
import { erasures } from './tales/persons.ts';

const same = (one: readonly string[], other: readonly string[]): string[] => {
  const [a, b] = [new Set(one), new Set(other)];
  return [
    ...[...a].filter(text => !b.has(text)).map(text => `- ${text}`),
    ...[...b].filter(text => !a.has(text)).map(text => `+ ${text}`),
  ];
};

async function killed(begun: Begun): Promise<{ healthy: Rested; wrong: string[]; calls: number }> {
  const healthy = await untilAtRest(begun);
  const wrong: string[] = [];
  const calls = everyNth(
    'KILL_EVERY',
    healthy.calls.map((_, n) => n + 1),
  );
  for (const call of calls)
    for (const fault of callFaults) {
      const after = await untilAtRest(begun, { fault, call });
      const found = [...same(healthy.rows, after.rows), ...same(healthy.sent, after.sent)];
      if (after.faults !== 1) found.push('the fault did not happen');
      if (after.rows.length !== healthy.rows.length) found.push('more rows or less');
      if (found.length > 0)
        wrong.push(`${begun.name}, ${healthy.calls[call - 1]} (call ${call}) ${fault}: ${found.join('\n')}`);
    }
  return { healthy, wrong, calls: calls.length };
}

/** Shows what came of it; a run that calls nothing shows nothing. */
async function shownFor(name: string, all: readonly Begun[]): Promise<Rested[]> {
  const done: Awaited<ReturnType<typeof killed>>[] = [];
  for (const begun of all) done.push(await killed(begun));
  const wrong = done.flatMap(one => one.wrong);
  const calls = done.reduce((sum, one) => sum + one.calls, 0);
  show({
    ...{ goal: 2, name, failed: wrong.length },
    runs: `${all.length} ways, K = ${calls} calls × ${callFaults.length} faults`,
    figure: `${wrong.length} wrong`,
  });
  for (const one of wrong.slice(0, 12)) console.info(one.slice(0, 1500));
  expect(wrong).toEqual([]);
  expect(calls).toBeGreaterThan(0);
  return done.map(({ healthy }) => healthy);
}

const small = { accounts: 2, waiting: 1, devices: 1 } as const;
const isForgotten = (row: string): boolean => row.includes('["isLookedAfter",false]');

/** The auditor looks at each notification and escalation: of those that are sound and much alike every eighth is enough. */
function fewer(rows: readonly Row[], lost: ReadonlySet<string>): Row[] {
  const alike = new Set(rows.map(({ pk }) => pk).filter(pk => /^(notification|escalation)#/.test(pk)));
  const left = new Set([...alike].filter((pk, n) => n % 8 > 0 && !lost.has(pk)));
  return rows.filter(({ pk }) => !left.has(pk));
}

describe('what the schedules start', () => {
  test('the auditor: whatever happens to a run of it, what is stuck goes on, and once', async () => {
    const world = await busyWorld({ seed: 5 }, small);
    const stuck = new Map<TimerKind, Row>();
    for (const kind of Object.keys(timers) as TimerKind[]) {
      const isFar = (row: Row) =>
        row['kind'] === kind && Number(row['dueAt']) > world.clock.now() + 2 * MINUTE;
      const row = world.awake().find(isFar);
      if (!row) continue;
      await lose(world, row, losses[stuck.size % losses.length] ?? 'deleted');
      stuck.set(kind, row);
    }
    expect(stuck.size).toBeGreaterThan(12);
    const rows = fewer([...world.table.rows()], new Set([...stuck.values()].map(({ pk }) => pk)));
    const begun = { name: 'auditor', at: world.clock.now(), rows, again: false, work: audit };
    const [healthy] = await shownFor('auditor, with something stuck of most kinds', [begun]);
    const timersIn = (all: readonly string[]) => all.filter(row => row.includes('["type","timer"]')).length;
    expect(timersIn(healthy?.rows ?? [])).toBeGreaterThan(rows.filter(({ type }) => type === 'timer').length);
    expect(healthy?.rows.filter(isForgotten)).toEqual([]);
  }, 600_000);

  test('the sweep: whatever happens to a run of it, the next ones send what it has not', async () => {
    const world = await busyWorld({ seed: 6 }, small);
    world.stream.pause(true);
    world.off.sweep = true;
    for (const accountId of ['late-1', 'late-2'])
      world.fact(signedUp.of({ product: 'repricer', language: 'de' }), { accountId });
    await world.run({ until: world.clock.now() + HOUR });
    const rows = [...world.table.rows()];
    const begun = { name: 'sweep', at: world.clock.now(), rows, again: false, work: sweep };
    const [healthy] = await shownFor('sweep of what was left to send', [begun]);
    expect(healthy?.calls).toEqual(expect.arrayContaining(['bus.put', 'clock-queues.send']));
    expect(healthy?.rows.filter(isForgotten)).toEqual([]);
  }, 600_000);
});

type Streamed = {
  readonly changes: readonly TableChange[];
  readonly rows: readonly Row[];
  readonly at: number;
};

/** The first commit of each sort that a tale makes, as the stream hands it on, with the table as it stood then. */
async function streamedIn(tell: typeof firstCustomers, sortOf: (changes: readonly TableChange[]) => string) {
  const { tale } = await beginTale(1);
  const { table, clock } = tale.world;
  const firsts = new Map<string, Streamed>();
  table.onCommit(made => {
    const changes = made.map((one, n) => ({ ...one, sequence: String(n).padStart(3, '0') }));
    const sort = sortOf(changes);
    if (sort !== '' && !firsts.has(sort))
      firsts.set(sort, { changes, rows: [...table.rows()], at: clock.now() });
    void indexChanges({ table, clock, ids: { random: prefix => `${prefix}_index` } }, changes);
  });
  await tell(tale);
  return { firsts, tale };
}

async function answered({ failed }: { readonly failed: readonly string[] }): Promise<void> {
  if (failed.length > 0) throw new Error('records come again');
}

describe('what reads the stream', () => {
  test('the relay: whatever happens to a batch, every fact and tick is sent', async () => {
    const sends = (changes: readonly TableChange[]) => {
      const types = changes.flatMap(change => toSend(change)?.type ?? (fellAsleep(change) ? 'asleep' : []));
      return types.sort().join(' ');
    };
    const begun: Begun[] = [];
    for (const tell of [firstCustomers, brokenDevices, withSleepers]) {
      const { firsts } = await streamedIn(tell, sends);
      for (const [sort, { changes, ...stood }] of firsts)
        begun.push({
          ...{ name: `relay ${sort}`, ...stood, again: true },
          work: async ports => answered(await relay(ports, changes)),
        });
    }
    const done = await shownFor('relay', begun);
    expect(begun.some(({ name }) => name.includes('asleep'))).toBe(true);
    expect(done.flatMap(({ rows }) => rows).filter(isForgotten)).toEqual([]);
  }, 600_000);

  test('the search indexer: whatever happens to a batch, the index says what the rows say', async () => {
    const found = (changes: readonly TableChange[]) =>
      changes
        .flatMap(({ before, after }) => {
          const row = after ?? before;
          const kind = row && findableOf(row)?.kind;
          if (!kind || !indexChange(foundByOf(before), foundByOf(after))) return [];
          return `${kind} ${foundByOf(after) ? (before ? 'changed' : 'came') : 'gone'}`;
        })
        .sort()
        .join(', ');
    const begun: Begun[] = [];
    for (const tell of [companySystems, brokenDevices, erasures]) {
      const { firsts } = await streamedIn(tell, found);
      for (const [sort, { changes, ...stood }] of firsts)
        begun.push({
          ...{ name: `search-indexer ${sort}`, ...stood, again: true },
          work: async ports => answered(await indexChanges(ports, changes)),
        });
    }
    await shownFor('search indexer', begun);
    const sorts = begun.map(({ name }) => name).join(', ');
    for (const sort of [
      'account came',
      'contact came',
      'contact changed',
      'contact gone',
      'device-case came',
    ])
      expect(sorts).toContain(sort);
  }, 600_000);
});

/** A timer and a row with facts to send leave the wake index, as nothing ever should. */
async function withSleepers({ world, fact }: Tale): Promise<void> {
  world.stream.pause(true);
  world.off.sweep = true;
  fact(signedUp.of({ product: 'repricer', language: 'de' }), 'acme');
  await world.run({ until: world.clock.now() + MINUTE });
  const unsent = world.awake().find(isUnsent);
  const timer = world.awake().find(({ type }) => type === 'timer');
  for (const row of [unsent, timer]) if (row) await lose(world, row, 'asleep');
}
