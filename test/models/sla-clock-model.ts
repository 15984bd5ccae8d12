import fc from 'fast-check';
import type { Mark, WaitingOn } from '../../shared/domain/time/sla-clock.ts';
import type { Table } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { calendarKeys, SLOT } from '../support/sla-oracle.ts';
import { slaAlways, slaAtRest } from './sla-clock-rules.ts';
import {
  type Held,
  inCalendar,
  KEY,
  type Product,
  policies,
  realProduct,
  type SlaWorld,
  slaWorld,
  slotOf,
} from './sla-clock-world.ts';
import type { Hands, Model } from './support/model.ts';

const kinds = ['started', 'waiting', 'working', 'leg', 'stopped', 'reopened', 'responded'] as const;
type Deed =
  | { readonly is: 'fact'; readonly kind: (typeof kinds)[number]; readonly ago: number; readonly of: number }
  | { readonly is: 'policy'; readonly n: number }
  | { readonly is: 'calendar'; readonly n: number }
  | { readonly is: 'look' };

const is = <T extends string>(one: T) => fc.constant(one);
const often = ['started', 'started', 'waiting', 'waiting', 'waiting', 'working', 'working', 'leg'] as const;
const deeds: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      is: is('fact'),
      kind: fc.constantFrom(...kinds, ...often),
      ago: fc.constantFrom(0, 0, 0, 1, 3, 40, 200),
      of: fc.nat({ max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ is: is('policy'), n: fc.nat({ max: policies.length - 1 }) }) },
  { weight: 1, arbitrary: fc.record({ is: is('calendar'), n: fc.nat({ max: calendarKeys.length - 1 }) }) },
  { weight: 4, arbitrary: fc.record({ is: is('look') }) },
);
const waits: readonly WaitingOn[] = ['customer', 'carrier', 'supplier', 'internal', 'customer'];

/** A fact is heard now and happened in a slot at or before this one, late by so many. */
function marksOf(world: SlaWorld, { kind, ago, of }: Extract<Deed, { is: 'fact' }>, key: string): Mark[] {
  const at = world.calendar.from + Math.max(0, slotOf(world) - ago) * SLOT;
  const stamp = { id: key, at, recordedAt: world.clock.now() };
  if (kind === 'waiting')
    return [{ ...stamp, is: kind, on: waits[of] ?? 'customer', reason: `why-${of % 3}` }];
  if (kind === 'leg') return [{ ...stamp, is: kind, leg: ['ship', 'install', 'return', '-'][of] ?? '-' }];
  return [{ ...stamp, is: kind }];
}

/** Load, decide, commit, as the use cases of a case do it; somebody faster is met by another try. */
async function change(world: SlaWorld, table: Table, next: (held: Held) => Partial<Held> & { cause?: Mark }) {
  for (let tries = 0; tries < 8; tries++) {
    const held = (await table.get(KEY)) as unknown as Held;
    const { cause, ...changed } = next(held);
    const after = { ...held, ...changed };
    const now = world.clock.now();
    const evidence = cause && { factId: cause.id, occurredAt: cause.at };
    const acted = world.product.act({
      ...{ marks: after.marks, targets: after.targets, records: after.records, now },
      calendars: world.calendar.calendars,
      ...(evidence ? { cause: evidence } : {}),
    });
    const { nextAt: _before, ...rest } = after;
    const row = { ...rest, ...(acted.nextAt === undefined ? {} : { nextAt: acted.nextAt }) };
    const answer = await table.commit({
      commitId: `${now}-${tries}-${world.begun}-${held.version}`,
      writes: [
        {
          do: 'put',
          row: { ...KEY, ...row, records: [...after.records, ...acted.records], version: held.version + 1 },
          when: { is: 'version', version: held.version },
          orElse: 'stale',
        },
      ],
    });
    if (answer.done) return;
  }
}

async function perform(world: SlaWorld, deed: Deed, { table, key }: Hands): Promise<void> {
  if (deed.is === 'look') return change(world, table, () => ({}));
  if (deed.is === 'policy') return change(world, table, () => ({ targets: policies[deed.n] ?? [] }));
  if (deed.is === 'calendar')
    return change(world, table, ({ targets }) => ({ targets: inCalendar(targets, deed.n) }));
  const marks = world.said.get(key) ?? marksOf(world, deed, key);
  world.said.set(key, marks);
  return change(world, table, held => {
    const fresh = marks.filter(({ id }) => !held.marks.some(one => one.id === id));
    const [cause] = fresh;
    return { marks: [...held.marks, ...fresh], ...(cause ? { cause } : {}) };
  });
}

type Given = { readonly product?: Product; readonly sabotage?: (table: MemoryTable) => MemoryTable };
export const slaModel = ({ product = realProduct, sabotage }: Given = {}): Model<SlaWorld, Deed> => ({
  name: 'sla-clock',
  setup: which => slaWorld(which, product, sabotage),
  deeds,
  perform,
  pass: async (world, ms, table) => {
    const until = world.clock.now() + ms;
    // The clock rings when it said it would; what was set by an older state does nothing.
    for (let n = 0; n < 20; n++) {
      const { nextAt } = world.held();
      if (nextAt === undefined || nextAt > until) break;
      world.clock.set(nextAt);
      await change(world, table, () => ({}));
      if (world.held().nextAt === nextAt) break;
    }
    world.clock.set(until);
  },
  steps: fc.oneof(
    fc.integer({ min: 0, max: 40 }).map(n => n * 60_000),
    fc.integer({ min: 0, max: 12 }).map(n => n * SLOT),
    fc.integer({ min: 0, max: 10_000_000 }),
  ),
  always: slaAlways,
  atRest: slaAtRest,
  settle: world => change(world, world.table, () => ({})),
});
