import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  legSpent,
  type Mark,
  type Reading,
  reachedAt,
  readTarget,
  type Target,
  thresholdMs,
} from '../../shared/domain/time/sla-clock.ts';
import { type History, history } from '../support/sla-history.ts';
import { firstAt, SLOT, type Truth, truthOf, type World } from '../support/sla-oracle.ts';

const RUNS = 10_000;

type Compared = {
  readonly world: World;
  readonly slot: number;
  readonly beside: number;
  readonly now: number;
  readonly target: Target;
  /** Everything that was ever heard, and what of it had happened by now. */
  readonly marks: readonly Mark[];
  readonly known: readonly Mark[];
  readonly truth: Truth;
  readonly reading: Reading;
};

/** The same as `toBe`, at a price that millions of comparisons can pay. */
function same(found: unknown, expected: unknown): void {
  if (found !== expected) expect(found).toBe(expected);
}

/** The slot from which on it was stopped. */
function endOf({ begins, stateAt }: Truth, slot: number): number {
  let first = slot;
  while (first > begins && stateAt(first - 1) === 'stopped') first -= 1;
  return first;
}

function showsTheSame({ world, slot, beside, now, target, truth, reading }: Compared): void {
  const before = truth.spent[slot] ?? 0;
  const spentMs = before + ((truth.spent[slot + 1] ?? 0) > before ? beside : 0);
  const late = firstAt(truth, target.goalMs, world);
  const stopped = truth.stateAt(slot) === 'stopped';
  same(reading.state, truth.stateAt(slot));
  same(reading.spentMs, spentMs);
  same(reading.leftMs, target.goalMs - spentMs);
  same(reading.overdueSince, late !== undefined && late <= now ? late : undefined);
  same(reading.met, stopped ? spentMs < target.goalMs : undefined);
  same(reading.endedAt, stopped ? world.from + endOf(truth, slot) * SLOT : undefined);
  if (stopped || late !== undefined) same(reading.deadline, stopped ? undefined : late);
  else same((reading.deadline ?? 0) > world.to, truth.goesOn);
}

function reachesTheSame({ world, target, marks }: Compared): void {
  const truth = truthOf(marks, target, world);
  const amounts = [0, 1, ...target.thresholds.map(one => thresholdMs(one, target.goalMs)), target.goalMs];
  for (const ms of amounts) {
    const at = firstAt(truth, ms, world);
    const found = reachedAt({ marks, target, calendars: world.calendars }, ms);
    if (at !== undefined || !truth.goesOn) same(found, at);
    else expect(found).toBeGreaterThan(world.to);
  }
}

const withoutNone = (sums: Readonly<Record<string, number>>) =>
  Object.entries(sums)
    .filter(([, ms]) => ms > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .join();

/** Steps make the whole, legs make the whole, and pauses stand by their reasons. */
function addsUp({ world, slot, target, marks, truth }: Compared): void {
  const now = world.from + slot * SLOT;
  const read = { marks, target, calendars: world.calendars, now };
  const { steps, spentMs, pausedMs } = readTarget(read);
  const legs = legSpent(read);
  same(withoutNone(pausedMs), withoutNone(truth.paused(slot)));
  same(withoutNone(legs), withoutNone(truth.byLeg(slot)));
  same(
    Object.values(legs).reduce((sum, ms) => sum + ms, 0),
    spentMs,
  );
  let sum = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const [n, { from, to = now, ms, sumMs, counts }] of steps.entries()) {
    same(from >= end, true);
    same(to > from || n === 0 || from === now, true);
    end = to;
    sum += ms;
    same(sumMs, sum);
    if (counts === 'no') same(ms, 0);
  }
  same(sum, spentMs);
}

function neverRunsBack({ world, target, now, known, reading }: Compared): void {
  const later = readTarget({ marks: known, target, calendars: world.calendars, now: now + 12 * SLOT });
  same(later.spentMs >= reading.spentMs, true);
}

function comparedOf({ world, facts, policies, slot, beside }: History): Compared[] {
  const now = world.from + slot * SLOT + beside;
  const marks = facts.flatMap(fact => fact.marks);
  const known = marks.filter(({ at }) => at <= now);
  return (policies.at(-1)?.targets ?? []).map(target => {
    const truth = truthOf(known, target, world);
    const reading = readTarget({ marks, target, calendars: world.calendars, now });
    return { world, slot, beside, now, target, marks, known, truth, reading };
  });
}

describe('a clock against an oracle that walks a quarter of an hour at a time', () => {
  test(`agrees with it in ${RUNS} histories of three clocks each, around changes of clocks`, () => {
    const states = new Map<string, number>();
    let late = 0;
    fc.assert(
      fc.property(history, given => {
        for (const compared of comparedOf(given)) {
          showsTheSame(compared);
          reachesTheSame(compared);
          addsUp(compared);
          neverRunsBack(compared);
          const { state, overdueSince } = compared.reading;
          states.set(state, (states.get(state) ?? 0) + 1);
          late += overdueSince === undefined ? 0 : 1;
        }
      }),
      { numRuns: RUNS },
    );
    for (const state of ['running', 'paused', 'stopped', 'not-started'])
      expect(states.get(state)).toBeGreaterThan(RUNS / 50);
    expect(late).toBeGreaterThan(RUNS / 4);
  });

  test('shows the same in whatever order facts come and however often', () => {
    fc.assert(
      fc.property(
        history,
        fc.array(fc.nat(1_000), { minLength: 10 }),
        ({ world, facts, policies }, ranks) => {
          const marks = facts.flatMap(fact => fact.marks);
          const shuffled = [...marks, ...marks.slice(0, 3)]
            .map((mark, n) => ({ mark, rank: ranks[n % ranks.length] ?? 0 }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ mark }) => mark);
          for (const target of policies[0]?.targets ?? []) {
            const read = { target, calendars: world.calendars, now: world.to };
            expect(readTarget({ ...read, marks: shuffled })).toEqual(readTarget({ ...read, marks }));
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
