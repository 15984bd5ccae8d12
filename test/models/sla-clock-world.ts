import {
  act,
  type ClockRecord,
  legSpent,
  type Mark,
  type Reading,
  readTarget,
  type Target,
  verdictOf,
} from '../../shared/domain/time/sla-clock.ts';
import { type MemoryTable, memoryTable } from '../../tools/memory/memory-table.ts';
import { type World as Calendar, calendarKeys, SLOT, SLOTS, worlds } from '../support/sla-oracle.ts';
import type { World } from './support/model.ts';

/** A case as it is kept: marks and records are only ever added to. */
export type Held = {
  readonly marks: readonly Mark[];
  readonly targets: readonly Target[];
  readonly records: readonly ClockRecord[];
  /** When to look again. */
  readonly nextAt?: number;
  readonly version: number;
};
export type SlaWorld = World & {
  readonly table: MemoryTable;
  readonly calendar: Calendar;
  held(): Held;
  /** The functions of the product, which a test may break. */
  readonly product: Product;
  /** What each fact said when it was said for the first time. */
  readonly said: Map<string, readonly Mark[]>;
  /** What was spent at the last look, by target, while nothing new was heard. */
  readonly spent: Map<string, { readonly marks: number; readonly targets: unknown; readonly ms: number }>;
};
export type Product = {
  readonly act: typeof act;
  readonly read: (given: Parameters<typeof readTarget>[0]) => Reading & ReturnType<typeof readTarget>;
  readonly legSpent: typeof legSpent;
  readonly verdict: typeof verdictOf;
};
export const realProduct: Product = {
  ...{ act, read: readTarget as Product['read'], legSpent, verdict: verdictOf },
};

export const KEY = { pk: 'case', sk: 'state' } as const;
const targetsOf = (hours: number, calendar: string): Target[] => [
  {
    ...{ id: 'handover', endsWith: 'stopped', pausedBy: ['customer'], goalMs: hours * 4 * SLOT, calendar },
    thresholds: [{ percent: 50 }, { percent: 90 }],
  },
  {
    ...{ id: 'response', endsWith: 'responded', pausedBy: [], goalMs: 2 * SLOT, calendar: 'day' },
    thresholds: [{ beforeMinutes: 10 }],
  },
  ...['ship', 'install', 'return'].map(
    (leg): Target => ({
      ...{ id: `leg${leg}`, endsWith: 'stopped', pausedBy: ['customer', 'carrier'], leg, calendar },
      ...{ goalMs: 6 * SLOT, thresholds: [{ percent: 100 }] },
    }),
  ),
];
/** Every goal in every calendar. */
const promises = [4, 8, 2, 20].map(hours => calendarKeys.map(calendar => targetsOf(hours, calendar)));
const CALENDARS = [0, 1, 2, 0];
/** What may be promised. */
export const policies = promises.map((one, n) => one[CALENDARS[n] ?? 0] ?? []);
/** The same promise, counted in another calendar. */
export const inCalendar = ([first]: readonly Target[], n: number): readonly Target[] =>
  promises.map(one => one[n] ?? []).find(([one]) => one?.goalMs === first?.goalMs) ?? [];

/** One case and its clocks, in a row like a case’s, over five days around a change of clocks. */
export function slaWorld(
  n: number,
  product: Product,
  sabotage?: (table: MemoryTable) => MemoryTable,
): SlaWorld {
  const calendar = worlds()[n % 6] as Calendar;
  let now = calendar.from;
  const clock = {
    now: () => now,
    set: (to: number) => {
      now = Math.min(Math.max(now, to), calendar.to - SLOT - 1);
    },
  };
  const plain = memoryTable({ clock });
  const row = { ...KEY, marks: [], targets: policies[0], records: [], version: 1 };
  void plain.commit({ commitId: 'seed', writes: [{ do: 'put', row }] });
  const world: SlaWorld = {
    ...{ clock, calendar, product, table: sabotage?.(plain) ?? plain, late: [], wrong: [], begun: 0 },
    ...{ said: new Map(), spent: new Map() },
    held: () => plain.peek(KEY) as unknown as Held,
  };
  plain.onCommit(changes => {
    for (const { before, after } of changes) {
      const [was, is] = [before, after] as unknown as [Held, Held];
      const kept = JSON.stringify(is.records.slice(0, was.records.length)) === JSON.stringify(was.records);
      if (!kept) world.wrong.push('7: what was recorded stays recorded');
      if (is.marks.length < was.marks.length) world.wrong.push('4: what was heard stays heard');
    }
  });
  return world;
}

/** The slot of an instant. */
export const slotOf = ({ calendar, clock }: SlaWorld): number =>
  Math.min(SLOTS - 1, Math.floor((clock.now() - calendar.from) / SLOT));
