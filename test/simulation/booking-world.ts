import { fitBoard } from '../../functions/calls/fit-board.ts';
import { newCall } from '../../shared/domain/calls/new-call.ts';
import type { Absence } from '../../shared/domain/team/agent.ts';
import { isWithin } from '../../shared/domain/time/working-hours.ts';
import { DAY, formatInstant, HOUR, type Instant, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { callWrites } from '../../shared/store/call-store.ts';
import { agentKey } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Table } from '../../shared/store/table.ts';
import { memoryTable } from '../../tools/memory/memory-table.ts';
import { officeHours, phoneOf, seedContact, seedLink } from '../support/bookings.ts';
import { anAgent, exampleSettings, seedTeam } from '../support/team.ts';
import { bookingOracle } from './booking-oracle.ts';
import { type FaultMix, randomFaults } from './faults.ts';
import { noLocks, tableFor } from './outside.ts';
import { randomOf } from './random.ts';
import { type Run, runsOf } from './runs.ts';
import { virtualClock } from './virtual-clock.ts';

/** 23 November 2026, a Monday, 10:00 in Berlin. */
const MONDAY: Instant = Date.parse('2026-11-23T09:00:00Z');
/** So often everybody comes at once. */
const RUSH = MINUTE;
const LATENCY = { table: [1, 9] } as const;

/** Every fifth request goes wrong in one way or another. */
export const ROUGH: FaultMix = {
  ...{ duplicate: 0, mostCopies: 2, late: 0, poison: 0, indexLagMs: 0 },
  ...{ crash: 0.04, lostAnswer: 0.08, refused: 0.08 },
};

export const AGENTS = ['anna', 'ben', 'cleo', 'dora', 'emil', 'fee'];
/** What is due with a customer besides: it makes their calls 15, 30 or 45 minutes long. */
const DUE = ['follow-up', 'help', 'session'] as const;

export type Given = {
  readonly seed: number;
  readonly customers: number;
  readonly mix: FaultMix;
  /** Changes what everybody sees of the table: how a test plants a bug. */
  readonly sabotage?: (table: Table) => Table;
};

/** A team of six with two days of interest, customers by the hundred with a link each, and a table that fails. */
export async function bookingWorld(given: Given) {
  const random = randomOf(given.seed);
  const clock = virtualClock(MONDAY);
  const faults = randomFaults(given.mix, random);
  const runs = runsOf({ clock, random, faults });
  const table = memoryTable({ clock });
  const locks = noLocks();
  const stale = { commits: 0 };
  let n = 0;
  const ids = { random: (prefix: string) => `${prefix}_${given.seed}x${n++}` };
  const plain: Ports = { table, clock, ids };
  const settings = exampleSettings();
  await seedTeam(
    plain,
    AGENTS.map(id => anAgent(id, { hours: officeHours })),
    settings,
  );
  const links = await Promise.all(
    Array.from({ length: given.customers }, async (_, at) => {
      await seedContact(plain, `acc${at}`, { contact: { phone: phoneOf(at) } });
      await seedDue(plain, `acc${at}`, at);
      return seedLink(plain, `lnk_${at}`, { accountId: `acc${at}` });
    }),
  );
  await fitBoard(plain);
  const works = (agentId: string, { from, to }: { from: Instant; to: Instant }): boolean => {
    const row = table.peek(agentKey(agentId));
    const away = Object.values((row?.['absences'] ?? {}) as Record<string, Absence>);
    const open = [from, to - 1].every(at => isWithin(officeHours, 'Europe/Berlin', at));
    return open && !away.some(one => one.from < to && from < one.to);
  };
  const seen = (run: Run): Table => {
    const mine = tableFor(run, table, { latency: LATENCY.table, locks });
    return counting(given.sabotage?.(mine) ?? mine, stale);
  };
  return {
    ...{ clock, random, table, links, locks, faults, plain, stale },
    oracle: bookingOracle(table, { now: () => clock.now(), works }),
    pause: (milliseconds: number) => new Promise<void>(done => clock.after(milliseconds, done)),
    /** Until everybody comes again, all within half a second. */
    nextRush: () => {
      const next = (Math.floor(clock.now() / RUSH) + 1) * RUSH + random.int(0, SECOND / 2);
      return new Promise<void>(done => clock.at(next, done));
    },
    /** One invocation, with whatever goes wrong in it. */
    once: <T>(name: string, work: (ports: Ports) => Promise<T>) =>
      runs.start(name, (run: Run) => work({ table: seen(run), clock, ids })),
    /** A start on the quarter of an hour, on Tuesday or Wednesday. */
    anyStart: (): string =>
      formatInstant(MONDAY + random.int(1, 2) * DAY - HOUR + random.int(0, 35) * 15 * MINUTE),
    finish: async (all: readonly Promise<void>[]) => {
      let going = all.length;
      const ended = Promise.all(all.map(one => one.finally(() => going--)));
      while (going > 0 && (await clock.step()));
      await ended;
    },
    seconds: () => (clock.now() - MONDAY) / SECOND,
  };
}

/** Counts the commits that met another state than they were decided on. */
const counting = (table: Table, stale: { commits: number }): Table => ({
  ...table,
  commit: async set => {
    const answer = await table.commit(set);
    if (!answer.done) stale.commits++;
    return answer;
  },
});

async function seedDue({ table, clock }: Ports, accountId: string, at: number): Promise<void> {
  const kind = DUE[at % DUE.length] ?? 'help';
  const times = { readyAt: clock.now() + HOUR, dueAt: clock.now() + 5 * DAY };
  const call = newCall({
    ...{ id: `call-${at}`, accountId, contactId: 'main', language: 'de', zone: 'Europe/Berlin' },
    ...{ reminders: [24], now: clock.now(), item: { id: `itm-${at}`, kind, state: 'open', ...times } },
  });
  await table.commit({ commitId: `due-${at}`, writes: callWrites(call, undefined) });
}
