import type { Fact } from '../../../shared/events/envelope.ts';
import type { Tick } from '../../../shared/events/timers.ts';
import { MINUTE, SECOND } from '../../../shared/kernel/instant.ts';
import { followsOf, type TimerRow } from '../../../shared/store/journal.ts';
import type { Ports } from '../../../shared/store/ports.ts';
import type { Row, Table } from '../../../shared/store/table.ts';
import { type MemoryTable, memoryTable, type RowChange } from '../../../tools/memory/memory-table.ts';
import type { Hands, World } from './model.ts';

/** A world whose state is rows: it sees every commit, what follows from it, and every timer there ever was. */
export type TableWorld = World & {
  readonly table: MemoryTable;
  readonly ports: Ports;
  /** Facts that nobody was told of yet, and those that somebody was: they may come again. */
  readonly facts: Fact[];
  readonly told: Fact[];
  /** As armed, also those that were moved or removed since. */
  readonly armed: TimerRow[];
  /** From when to when no tick came, but for those of one subject that came again. */
  readonly outages: { readonly from: number; readonly to: number; readonly but?: string }[];
  timers(): TimerRow[];
  rowsOf(type: string): Row[];
};

export type Ears = {
  readonly hear: (ports: Ports, fact: Fact) => Promise<unknown>;
  readonly tick: (ports: Ports, tick: Tick) => Promise<unknown>;
};

const KEPT = 60;
const placeOf = ({ pk, sk }: Row): string => `${pk}\n${sk}`;

/** A table that begins with these rows at this instant, its indexes late by so much. */
export function tableWorld(given: {
  readonly rows: readonly Row[];
  readonly now: number;
  readonly lagMs?: number;
  /** Kinds of timers that this world's clock rings; others stand and say nothing. */
  readonly rings: RegExp;
  readonly sabotage?: ((table: MemoryTable) => MemoryTable) | undefined;
}): TableWorld {
  let now = given.now;
  let n = 0;
  const clock = {
    now: () => now,
    set: (to: number) => {
      now = Math.max(now, to);
    },
  };
  const plain = memoryTable({ clock, indexLag: () => (n % 3 === 0 ? (given.lagMs ?? 0) : 0) });
  const byType = new Map<string, Map<string, Row>>();
  const facts: Fact[] = [];
  const armed: TimerRow[] = [];
  const follow = ({ before, after }: RowChange) => {
    const row = (after ?? before) as Row;
    const type = String(row['type']);
    const rows = byType.get(type) ?? byType.set(type, new Map()).get(type);
    if (after) rows?.set(placeOf(row), after);
    else rows?.delete(placeOf(row));
    if (after && type === 'timer' && given.rings.test(String(after['kind']))) armed.push(after as TimerRow);
    if (armed.length > KEPT) armed.shift();
    if (after && !before && type === 'journal') facts.push(...followsOf(after));
  };
  void plain.commit({ commitId: 'none', writes: [{ do: 'put', row: { pk: 'none', sk: '-' } }] });
  for (let at = 0; at < given.rows.length; at += 100) {
    const writes = given.rows.slice(at, at + 100).map(row => ({ do: 'put', row }) as const);
    void plain.commit({ commitId: `seed${at}`, writes });
    for (const { row } of writes) follow({ before: undefined, after: row });
  }
  facts.length = 0;
  plain.onCommit(changes => changes.forEach(follow));
  const table = given.sabotage?.(plain) ?? plain;
  const ids = { random: (prefix: string) => `${prefix}_${(n++).toString(36)}` };
  const rowsOf = (type: string) => [...(byType.get(type)?.values() ?? [])];
  return {
    ...{ clock, table, facts, armed, rowsOf, told: [], late: [], wrong: [], begun: 0, outages: [] },
    ports: { table, clock, ids },
    timers: () =>
      (rowsOf('timer') as TimerRow[])
        .filter(({ kind }) => given.rings.test(kind))
        .sort((a, b) => a.dueAt - b.dueAt || (a.sk < b.sk ? -1 : 1)),
  };
}

export const tickOf = ({ pk, sk, kind, epoch, dueAt }: TimerRow): Tick => ({ pk, sk, kind, epoch, dueAt });

/** How late ticks come, one after the other. */
const LATENESS = [0, 1, 119_000, 0, 30_000, 5_000];

/** Lets the time go by as it does for the product: whatever comes due is ticked within two minutes. */
export async function passWithTicks(world: TableWorld, ms: number, ears: Ears & { readonly table: Table }) {
  const until = world.clock.now() + ms;
  for (let n = 0; n < 200; n++) {
    const next = world.timers().find(({ dueAt }) => dueAt <= until);
    if (!next) break;
    const late = LATENESS[(world.begun + n) % LATENESS.length] ?? 0;
    world.clock.set(Math.min(Math.max(until, next.dueAt), next.dueAt + late));
    await ears.tick({ ...world.ports, table: ears.table }, tickOf(next));
    if (!stands(world, next)) continue;
    // It could not be done now: the sweep brings it again a minute later.
    if (world.clock.now() >= until) break;
    comesLater(world, next, until);
  }
  world.clock.set(until);
}

function comesLater(world: TableWorld, { pk }: TimerRow, until = Number.POSITIVE_INFINITY): void {
  const from = world.clock.now();
  const to = Math.min(until, from + MINUTE);
  world.outages.push({ from, to, but: pk });
  world.clock.set(to);
}

const stands = (world: TableWorld, { pk, sk, epoch, dueAt }: TimerRow): boolean => {
  const row = world.table.peek({ pk, sk });
  return row?.['epoch'] === epoch && row['dueAt'] === dueAt;
};

/** Deeds of every world with facts and timers. */
export type Coming =
  | { readonly is: 'fact'; readonly n: number; readonly again: boolean }
  | { readonly is: 'tick'; readonly n: number; readonly old: boolean }
  | { readonly is: 'outage'; readonly seconds: number };

/** A message arrives: any that waits, or one that was here before; a tick that is due, or any there ever was. */
export async function arrive(world: TableWorld, coming: Coming, given: Ears & { hands: Hands }) {
  const ports = { ...world.ports, table: given.hands.table };
  if (coming.is === 'outage') {
    const from = world.clock.now();
    const to = from + coming.seconds * SECOND;
    world.outages.push({ from, to });
    return world.clock.set(to);
  }
  if (coming.is === 'tick') {
    const due = world.timers().filter(({ dueAt }) => dueAt <= world.clock.now());
    const from = coming.old ? world.armed : due;
    const timer = from[coming.n % Math.max(1, from.length)];
    if (timer) await given.tick(ports, tickOf(timer));
    return;
  }
  const from = coming.again ? world.told : world.facts;
  const fact = from[coming.n % Math.max(1, from.length)];
  if (!fact) return;
  await given.hear(ports, fact);
  const at = world.facts.indexOf(fact);
  if (at >= 0) world.facts.splice(at, 1);
  if (world.told.length < KEPT) world.told.push(fact);
}

/** Everything that waits is heard, and everything due is ticked, until nothing is left of it. */
export async function comeIn(world: TableWorld, ears: Ears): Promise<void> {
  for (let n = 0; n < 1_000; n++) {
    const fact = world.facts.shift();
    const due = world.timers().find(({ dueAt }) => dueAt <= world.clock.now());
    if (fact) await ears.hear(world.ports, fact);
    else if (!due) return;
    else {
      await ears.tick(world.ports, tickOf(due));
      if (stands(world, due)) comesLater(world, due);
    }
  }
  const [due, fact] = [world.timers()[0], world.facts[0]];
  world.wrong.push(
    `0: it comes to rest – ${fact?.name ?? due?.kind} of ${fact?.accountId ?? due?.pk} without end`,
  );
}
