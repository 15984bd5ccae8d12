import { fitBoard } from '../../functions/calls/fit-board.ts';
import type { CallbackView } from '../../shared/contracts/callbacks-contract.ts';
import type { Principal } from '../../shared/contracts/define-route.ts';
import type { Absence } from '../../shared/domain/team/agent.ts';
import { HOUR, type Instant, MINUTE } from '../../shared/kernel/instant.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import { agentKey } from '../../shared/store/keys.ts';
import { bare, type Row } from '../../shared/store/table.ts';
import { type MemoryTable, memoryTable } from '../../tools/memory/memory-table.ts';
import { bookingOracle, type Confirmed } from '../simulation/booking-oracle.ts';
import { officeHours, seedContact, seedLink } from '../support/bookings.ts';
import { anAgent, exampleSettings, seedTeam } from '../support/team.ts';
import { type TableWorld, tableWorld } from './support/table-world.ts';

export const AGENTS = ['anna', 'ben', 'cleo'];
export const CUSTOMERS = 4;
/** Thursday, 22 October 2026, 10:00 in Berlin; the clocks go back on Sunday, 03:00. */
export const START: Instant = Date.parse('2026-10-22T08:00:00Z');
const WINTER: Instant = Date.parse('2026-10-25T01:00:00Z');

/** The wall clock of Berlin by hand: nothing of the product is asked. */
const wallOf = (at: Instant): Date => new Date(at + (at < WINTER ? 2 : 1) * HOUR);
export const isOpen = (at: Instant): boolean => {
  const wall = wallOf(at);
  const minutes = wall.getUTCHours() * 60 + wall.getUTCMinutes();
  return wall.getUTCDay() >= 1 && wall.getUTCDay() <= 5 && minutes >= 9 * 60 && minutes <= 18 * 60;
};

const seeded = await seedRows();
async function seedRows() {
  const clock = { now: () => START };
  const table = memoryTable({ clock });
  let n = 0;
  const ports = { table, clock, ids: { random: (prefix: string) => `${prefix}_s${n++}` } };
  await seedTeam(
    ports,
    AGENTS.map(id => anAgent(id, { hours: officeHours })),
    exampleSettings(),
  );
  const links: Principal[] = [];
  for (let at = 0; at < CUSTOMERS; at++) {
    await seedContact(ports, `acc${at}`);
    links.push(
      await seedLink(ports, `lnk_${at}`, {
        accountId: `acc${at}`,
        createdAt: START,
        until: START + 60 * 24 * HOUR,
      }),
    );
  }
  await fitBoard(ports);
  return { rows: [...table.rows()], links };
}

type Kept = { readonly holdId: string; readonly from: string };
export type SlotWorld = TableWorld & {
  readonly links: readonly Principal[];
  readonly oracle: ReturnType<typeof bookingOracle>;
  /** What each customer keeps free. */
  readonly kept: Map<number, Kept>;
  readonly confirmed: Confirmed[];
  /** Decided when a request is made for the first time, and the same whenever it comes again. */
  once<T>(key: string, decide: () => T): T;
  answered(key: string, view: CallbackView): void;
  callOf(who: number): StoredCall | undefined;
  calls(): StoredCall[];
  away(agentId: string): readonly Absence[];
};

export function slotWorld(sabotage?: (table: MemoryTable) => MemoryTable): SlotWorld {
  const world = tableWorld({
    rows: seeded.rows,
    now: START,
    lagMs: 4_000,
    rings: /^(call|board)\./,
    sabotage,
  });
  const away = (agentId: string) =>
    Object.values((world.table.peek(agentKey(agentId))?.['absences'] ?? {}) as Record<string, Absence>);
  const oracle = bookingOracle(world.table, {
    now: () => world.clock.now(),
    works: (agentId, { from, to }) =>
      isOpen(from) && isOpen(to) && !away(agentId).some(one => one.from < to && from < one.to),
    aheadOnly: true,
  });
  const decided = new Map<string, unknown>();
  const views = new Map<string, string>();
  const confirmed: Confirmed[] = [];
  const calls = () => world.rowsOf('call').map(row => bare(row) as unknown as StoredCall);
  watchNotice(world);
  return {
    ...world,
    ...{ links: seeded.links, oracle, kept: new Map(), confirmed, calls, away },
    once: (key, decide) => {
      if (!decided.has(key)) decided.set(key, decide());
      return decided.get(key) as ReturnType<typeof decide>;
    },
    answered: (key, view) => {
      const said = JSON.stringify(view);
      if (views.has(key) && views.get(key) !== said)
        world.wrong.push('6: identical requests have one answer');
      views.set(key, said);
      if (view.state === 'booked' && view.from !== undefined)
        confirmed.push({ id: view.id, version: view.version, from: view.from });
    },
    callOf: who => calls().find(({ accountId, state }) => accountId === `acc${who}` && state !== 'ended'),
  };
}

const NOTICE = HOUR;
const HOLD = 5 * MINUTE;
type Entry = { readonly id: string; readonly is: string; readonly from: number; readonly until?: number };
const entriesIn = (row: Row | undefined): Entry[] => (row?.['entries'] as Entry[] | undefined) ?? [];

/** A customer books with an hour's notice, counted from the hold when that is still alive: an expired one gives nothing. */
function watchNotice(world: TableWorld): void {
  world.table.onCommit(changes => {
    const entry = changes.find(({ after }) => after?.['type'] === 'journal')?.after;
    const name = entry?.['name'];
    // The instant of the decision: others may let hours go by before its commit, which no function lives to see.
    const now = Number(entry?.['recordedAt']);
    if (name !== 'call.asked' && name !== 'call.changed-by-customer') return;
    const days = changes.filter(({ after, before }) => (after ?? before)?.['type'] === 'agent-day');
    const gone = days.flatMap(({ before, after }) =>
      entriesIn(before).filter(one => one.is === 'hold' && !entriesIn(after).some(({ id }) => id === one.id)),
    );
    for (const { before, after } of days)
      for (const { id, is, from } of entriesIn(after)) {
        if (is !== 'booking' || entriesIn(before).some(one => one.id === id && one.from === from)) continue;
        const hold = gone.find(one => one.from === from && (one.until ?? 0) > now);
        const since = hold ? (hold.until ?? 0) - HOLD : now;
        if (from < since + NOTICE) world.wrong.push('3: confirmed without a live hold or due notice');
      }
  });
}
