import { expect, test } from '@jest/globals';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { agentDayKey } from '../../shared/store/keys.ts';
import type { Table } from '../../shared/store/table.ts';
import { show, sizeOf } from '../support/shown.ts';
import { bookingRush } from './booking-rush.ts';
import { bookingWorld, ROUGH } from './booking-world.ts';

const PEOPLE = { customers: 190, staff: 10 };
const ATTEMPTS = sizeOf('SIM_BOOKINGS', 10_000);

const figuresOf = ({ world, tally, outcomes, confirmed }: Awaited<ReturnType<typeof bookingRush>>) => ({
  ...tally,
  ...world.oracle.found,
  confirmed: confirmed.length,
  lost: world.oracle.lost(confirmed),
  pairs: world.oracle.pairs(),
  orphans: world.oracle.orphans(),
  broken: world.oracle.broken(),
  standing: world.oracle.standing(),
  conflicts: world.locks.conflicts,
  stale: world.stale.commits,
  faults: world.faults.injected,
  outcomes: Object.fromEntries([...outcomes].sort()),
});

test('thousands of contended attempts of 200 people book nothing twice, and lose nothing that was confirmed', async () => {
  const figures = figuresOf(await bookingRush({ seed: 6, mix: ROUGH, ...PEOPLE, times: ATTEMPTS / 200 }));
  const { doubles, lost, vanished } = figures;
  show({
    ...{ goal: 6, name: 'contended booking', failed: doubles + lost + vanished },
    runs: `${figures.attempts} attempts of 200 people, in every fifth a call that is refused, unanswered or the last`,
    figure: `${doubles} double, ${lost} confirmed and lost, ${vanished} vanished`,
  });
  console.info(JSON.stringify(figures));
  expect(figures).toMatchObject({
    ...{ attempts: ATTEMPTS, unanswered: 0, doubles: 0, pairs: 0, outside: 0, zeroOrTwo: 0, vanished: 0 },
    ...{ lost: 0, orphans: 0, broken: 0, mismatched: 0 },
  });
  expect(figures.confirmed).toBeGreaterThan(ATTEMPTS / 10);
  expect(figures.stale).toBeGreaterThan(ATTEMPTS / 20);
  expect(figures.repeated).toBeGreaterThan(ATTEMPTS / 100);
}, 600_000);

/** A table on which whoever comes last wins an agent's day. */
const careless = (table: Table): Table => ({
  ...table,
  commit: set =>
    table.commit({
      ...set,
      writes: set.writes.flatMap(write => {
        const isDay = write.do === 'put' && write.row['type'] === 'agent-day';
        return isDay ? { do: 'put', row: write.row } : write;
      }),
    }),
});

test('whoever watches sees what goes wrong where days are written without a look at their version', async () => {
  const given = { customers: 95, staff: 5, times: 6, sabotage: careless };
  const { zeroOrTwo, broken } = figuresOf(await bookingRush({ seed: 6, mix: ROUGH, ...given }));
  expect(zeroOrTwo + broken).toBeGreaterThan(0);
}, 120_000);

test('whoever watches sees two bookings of one agent that overlap, or that lie too close', async () => {
  const world = await bookingWorld({ seed: 1, customers: 1, mix: ROUGH });
  const at = (id: string, from: string, to: string) => ({
    ...{ id, is: 'booking', buffer: 5 * MINUTE, callId: id },
    ...{ from: Date.parse(`2026-11-24T${from}:00Z`), to: Date.parse(`2026-11-24T${to}:00Z`) },
  });
  const put = (n: number, entries: readonly unknown[]) => {
    const row = { ...agentDayKey('anna', '2026-11-24'), type: 'agent-day', agentId: 'anna', entries };
    return world.table.commit({
      commitId: `c${n}`,
      writes: [{ do: 'put', row: { ...row, day: '2026-11-24', version: n } }],
    });
  };
  await put(1, [at('a', '10:00', '10:30'), at('b', '11:00', '11:30')]);
  expect([world.oracle.found.doubles, world.oracle.pairs()]).toEqual([0, 0]);
  await put(2, [at('a', '10:00', '10:30'), at('b', '11:00', '11:30'), at('c', '10:32', '10:45')]);
  expect([world.oracle.found.doubles, world.oracle.pairs()]).toEqual([1, 1]);
});
