import { fitBoard } from '../../functions/calls/fit-board.ts';
import type { CallbackView } from '../../shared/contracts/callbacks-contract.ts';
import type { Principal } from '../../shared/contracts/define-route.ts';
import type { Absence } from '../../shared/domain/team/agent.ts';
import { HOUR, type Instant } from '../../shared/kernel/instant.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import { agentKey } from '../../shared/store/keys.ts';
import { bare, type Row } from '../../shared/store/table.ts';
import { type MemoryTable, memoryTable } from '../../tools/memory/memory-table.ts';
import { bookingOracle, type Confirmed } from '../simulation/booking-oracle.ts';
import { officeHours, seedContact, seedLink } from '../support/bookings.ts';
import { anAgent, exampleSettings, seedTeam } from '../support/team.ts';
import { type Made, type Wish, watchWishes } from './slots-wishes.ts';
import { type TableWorld, tableWorld } from './support/table-world.ts';
import { type WhoseCommits, whoseCommits } from './support/whose-commit.ts';

export const AGENTS = ['anna', 'ben', 'cleo'];
export const CUSTOMERS = 4;
/** Thursday, 22 October 2026, 10:00 in Berlin; the clocks go back on Sunday, 03:00. */
export const START: Instant = Date.parse('2026-10-22T08:00:00Z');
export const WINTER: Instant = Date.parse('2026-10-25T01:00:00Z');
/** Works in the night in which the clocks go back, too: 01:00 to 05:00 on the wall, five hours of it. */
const NIGHT = 'cleo';

/** The wall clock of Berlin by hand: nothing of the product is asked. */
export const wallOf = (at: Instant): Date => new Date(at + (at < WINTER ? 2 : 1) * HOUR);
const minutesOn = (wall: Date): number => wall.getUTCHours() * 60 + wall.getUTCMinutes();
export const isOpen = (at: Instant): boolean => {
  const wall = wallOf(at);
  const minutes = minutesOn(wall);
  return wall.getUTCDay() >= 1 && wall.getUTCDay() <= 5 && minutes >= 9 * 60 && minutes <= 18 * 60;
};
const isNight = (agentId: string, at: Instant): boolean => {
  const wall = wallOf(at);
  return agentId === NIGHT && wall.getUTCDay() === 0 && minutesOn(wall) >= 60 && minutesOn(wall) <= 5 * 60;
};

const withNight = { ...officeHours, sun: [['01:00', '05:00']] as const };

const seeded = await seedRows();
async function seedRows() {
  const clock = { now: () => START };
  const table = memoryTable({ clock });
  let n = 0;
  const ports = { table, clock, ids: { random: (prefix: string) => `${prefix}_s${n++}` } };
  await seedTeam(
    ports,
    AGENTS.map(id => anAgent(id, { hours: id === NIGHT ? withNight : officeHours })),
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
  /** What each request changed, whether or not its answer came. */
  readonly made: Map<string, Made[]>;
  readonly whose: WhoseCommits<Wish>;
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
      [from, to].every(at => isOpen(at) || isNight(agentId, at)) &&
      !away(agentId).some(one => one.from < to && from < one.to),
    aheadOnly: true,
  });
  const decided = new Map<string, unknown>();
  const views = new Map<string, string>();
  const made = new Map<string, Made[]>();
  const whose = whoseCommits<Wish>();
  const confirmed: Confirmed[] = [];
  const calls = () => world.rowsOf('call').map(row => bare(row) as unknown as StoredCall);
  watchWishes(world, { whose, made });
  return {
    ...world,
    ...{ links: seeded.links, oracle, made, whose, kept: new Map(), confirmed, calls, away },
    once: (key, decide) => {
      if (!decided.has(key)) decided.set(key, decide());
      return decided.get(key) as ReturnType<typeof decide>;
    },
    answered: (key, view) => {
      const said = JSON.stringify(view);
      if (views.has(key) && views.get(key) !== said)
        world.wrong.push('6: identical requests have one answer');
      views.set(key, said);
      const [first] = made.get(key) ?? [];
      if (first && (first.id !== view.id || first.version !== view.version))
        world.wrong.push('6: the answer names what the request made');
      if (view.state === 'booked' && view.from !== undefined)
        confirmed.push({ id: view.id, version: view.version, from: view.from });
    },
    callOf: who => calls().find(({ accountId, state }) => accountId === `acc${who}` && state !== 'ended'),
  };
}

export type Entry = { readonly id: string; readonly is: string; readonly from: number };
export const entriesIn = (row: Row | undefined): Entry[] => (row?.['entries'] as Entry[] | undefined) ?? [];
