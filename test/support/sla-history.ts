import fc from 'fast-check';
import type { Mark, Target, Threshold, WaitingOn } from '../../shared/domain/time/sla-clock.ts';
import { calendarKeys, SLOT, SLOTS, type World, worlds } from './sla-oracle.ts';

/** A fact as it arrives: when it happened, and when it is heard of, each in a millisecond of its own. */
export type Heard = {
  readonly factId: string;
  readonly at: number;
  readonly heard: number;
  readonly marks: Mark[];
};

const waits: readonly WaitingOn[] = ['customer', 'carrier', 'supplier', 'internal', 'customer'];
const kinds = [
  'waiting',
  'working',
  'leg',
  'stopped',
  'reopened',
  'responded',
  'started',
  'stopped-leg',
] as const;

const draft = fc.record({
  kind: fc.constantFrom(...kinds, 'waiting', 'waiting', 'waiting', 'working', 'leg'),
  at: fc.integer({ min: 0, max: 400 }),
  late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 130 })),
  of: fc.nat(4),
  again: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 100 })),
});
type Draft = { kind: (typeof kinds)[number]; at: number; late: number; of: number; again: number };

function heardOf(world: World, { kind, at, late, of }: Draft, n: number): Heard {
  const factId = `evt_${n}`;
  const heard = world.from + Math.min(at + late, SLOTS - 2) * SLOT + n + 2;
  const stamp = { at: world.from + at * SLOT, recordedAt: heard };
  const leg = {
    ...stamp,
    id: `${factId}.leg`,
    is: 'leg',
    leg: ['ship', 'install', 'return', '-'][of] ?? '-',
  } as const;
  const stop = { ...stamp, id: `${factId}.stopped`, is: 'stopped' } as const;
  const marks: Mark[] =
    kind === 'stopped-leg'
      ? [leg, stop]
      : kind === 'leg'
        ? [leg]
        : kind === 'waiting'
          ? [{ ...stamp, id: factId, is: kind, on: waits[of] ?? 'customer', reason: `why-${of % 3}` }]
          : [{ ...stamp, id: factId, is: kind }];
  return { factId, at: stamp.at, heard, marks };
}

/** Histories of work: late, repeated and in any order, with several starts or none. */
const factsIn = (world: World): fc.Arbitrary<readonly Heard[]> =>
  fc
    .tuple(fc.array(draft, { maxLength: 8 }), fc.integer({ min: 0, max: 70 }), fc.nat(9))
    .map(([drafts, start, n]) => {
      const started: Draft[] = n === 0 ? [] : [{ kind: 'started', at: start, late: 0, of: 0, again: 0 }];
      return [...started, ...drafts].flatMap((one, index) => {
        const heard = heardOf(world, one, index);
        return one.again === 0
          ? [heard]
          : [heard, { ...heard, heard: Math.min(heard.heard + one.again * SLOT, world.to - 1) }];
      });
    });

const thresholds: fc.Arbitrary<Threshold[]> = fc.uniqueArray(
  fc.constantFrom<Threshold>(
    { percent: 0 },
    { percent: 33 },
    { percent: 50 },
    { percent: 90 },
    { percent: 100 },
    { percent: 120 },
    { beforeMinutes: 30 },
    { beforeMinutes: 600 },
  ),
  { maxLength: 3, selector: threshold => JSON.stringify(threshold) },
);

const policy = fc.record({
  goal: fc.integer({ min: 1, max: 100 }),
  calendar: fc.constantFrom(...calendarKeys),
  thresholds,
  waitsForCustomer: fc.constantFrom(true, true, false),
  cap: fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined, freq: 2 }),
});

/** The three clocks that a case has: the customer's promise, the first response, and a leg of our own. */
const targets: fc.Arbitrary<readonly Target[]> = fc
  .tuple(policy, policy, policy, fc.constantFrom('ship', 'return'))
  .map(([whole, first, own, leg]) => {
    const common = ({ goal, calendar, thresholds, cap }: typeof whole) => ({
      goalMs: goal * SLOT,
      calendar,
      thresholds,
      ...(cap === undefined ? {} : { waitCapMs: cap * SLOT }),
    });
    return [
      {
        id: 'handover',
        endsWith: 'stopped',
        pausedBy: whole.waitsForCustomer ? ['customer'] : [],
        ...common(whole),
      },
      { id: 'response', endsWith: 'responded', pausedBy: ['customer'], ...common(first) },
      { id: 'leg', endsWith: 'stopped', pausedBy: waits, leg, ...common(own) },
    ];
  });

export type History = {
  readonly world: World;
  readonly facts: readonly Heard[];
  /** The policy from the start, and those that take its place later. */
  readonly policies: readonly { readonly at: number; readonly targets: readonly Target[] }[];
  /** How late the n-th tick comes, in slots; a negative one is lost. */
  readonly ticks: readonly number[];
  /** An instant to read at: a slot and something beside it. */
  readonly slot: number;
  readonly beside: number;
};

/** One case's life with everything that may befall it. */
export const history: fc.Arbitrary<History> = fc.nat(5).chain(n => {
  const world = worlds()[n] as World;
  return fc.record({
    world: fc.constant(world),
    facts: factsIn(world),
    policies: fc
      .tuple(
        targets,
        fc.array(fc.record({ at: fc.integer({ min: 1, max: 330 }), targets }), { maxLength: 2 }),
      )
      .map(([first, others]) => [{ at: 0, targets: first }, ...others.sort((a, b) => a.at - b.at)]),
    ticks: fc.array(fc.constantFrom(0, 0, 0, 2, 40, -1), { minLength: 1, maxLength: 8 }),
    slot: fc.integer({ min: 0, max: SLOTS - 1 }),
    beside: fc.constantFrom(0, 0, 1, 123_456),
  });
});
