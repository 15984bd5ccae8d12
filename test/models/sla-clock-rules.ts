import {
  type ClockRecord,
  type Mark,
  type Target,
  thresholdKey,
  thresholdMs,
} from '../../shared/domain/time/sla-clock.ts';
import { firstAt, SLOT, type Truth, truthOf } from '../support/sla-oracle.ts';
import { type SlaWorld, slotOf } from './sla-clock-world.ts';
import type { Rules } from './support/model.ts';

type Seen = {
  readonly target: Target;
  readonly marks: readonly Mark[];
  readonly truth: Truth;
  readonly reading: ReturnType<SlaWorld['product']['read']>;
};

/** The rules of one look see the same: a truth is walked once. */
const looked = new WeakMap<SlaWorld, { readonly of: unknown; readonly now: number; readonly seen: Seen[] }>();

function seenIn(world: SlaWorld): Seen[] {
  const [of, now] = [world.held(), world.clock.now()];
  const last = looked.get(world);
  if (last?.of === of && last.now === now) return last.seen;
  const seen = look(world);
  looked.set(world, { of, now, seen });
  return seen;
}

/** Each target as the product reads it, beside the truth of somebody who walks a quarter of an hour at a time. */
function look(world: SlaWorld): Seen[] {
  const { marks, targets } = world.held();
  const { calendar, clock, product } = world;
  const now = clock.now();
  return targets.map(target => {
    const known = marks.filter(({ at }) => at <= now);
    const reading = product.read({ marks, target, calendars: calendar.calendars, now });
    return { target, marks, truth: truthOf(known, target, calendar), reading };
  });
}

const spentBy = (world: SlaWorld, { spent }: Truth): number => {
  const slot = slotOf(world);
  const before = spent[slot] ?? 0;
  const beside = (world.clock.now() - world.calendar.from) % SLOT;
  return before + ((spent[slot + 1] ?? 0) > before ? beside : 0);
};
/** Counted time by leg, also of the quarter of an hour that is under way. */
function legsBy(world: SlaWorld, { byLeg }: Truth): Record<string, number> {
  const slot = slotOf(world);
  const [before, after] = [byLeg(slot), byLeg(slot + 1)];
  const beside = (world.clock.now() - world.calendar.from) % SLOT;
  for (const leg of Object.keys(after))
    if ((after[leg] ?? 0) > (before[leg] ?? 0)) before[leg] = (before[leg] ?? 0) + beside;
  return before;
}
const each = (world: SlaWorld, wrong: (seen: Seen) => string | false | undefined): string | undefined => {
  for (const seen of seenIn(world)) {
    const what = wrong(seen);
    if (what) return `${seen.target.id}: ${what}`;
  }
  return undefined;
};

/** What was said last of whether the target was late. */
const lastSaid = (records: readonly ClockRecord[], target: Target): ClockRecord['is'] | undefined =>
  records.findLast(one => one.target === target.id && one.is !== 'warned' && one.is !== 'excused')?.is;
const isSaid = (records: readonly ClockRecord[], target: Target): boolean =>
  ['breached', 'confirmed'].includes(lastSaid(records, target) ?? '-');

/** What is still to be noticed of a target, by the truth. */
function instantsAhead(world: SlaWorld, { target, truth }: Seen): number[] {
  const { records } = world.held();
  const acted = records.flatMap(one =>
    one.is === 'warned' && one.target === target.id ? one.threshold : [],
  );
  const amounts = [
    ...target.thresholds.filter(one => !acted.includes(thresholdKey(one))),
    // A breach that stands is not looked for again.
    ...(isSaid(records, target) ? [] : [{ percent: 100 }]),
  ].map(one => thresholdMs(one, target.goalMs));
  const instants = amounts.flatMap(ms => firstAt(truth, ms, world.calendar) ?? []);
  return instants.filter(at => at > world.clock.now());
}

export const slaAlways: Rules<SlaWorld> = {
  '1, 2: elapsed is business time in running intervals, and nothing else': world =>
    each(world, ({ reading, truth }) => {
      const spent = spentBy(world, truth);
      return reading.spentMs !== spent && `${reading.spentMs} for ${spent}`;
    }),
  '1: elapsed never decreases': world =>
    each(world, ({ target, marks, reading }) => {
      const last = world.spent.get(target.id);
      const same = last?.marks === marks.length && last.targets === world.held().targets;
      world.spent.set(target.id, {
        marks: marks.length,
        targets: world.held().targets,
        ms: reading.spentMs,
      });
      return same && reading.spentMs < (last?.ms ?? 0) && `${reading.spentMs} after ${last?.ms}`;
    }),
  '3: due is start, target and pauses': world =>
    each(world, ({ target, truth, reading }) => {
      const due = firstAt(truth, target.goalMs, world.calendar);
      const stopped = truth.stateAt(slotOf(world)) === 'stopped';
      if (stopped || due === undefined) return false;
      return reading.deadline !== due && `${reading.deadline} for ${due}`;
    }),
  '4: marks out of order and twice are the same marks': world => {
    const { marks, targets } = world.held();
    const { calendar, clock, product } = world;
    const read = { calendars: calendar.calendars, now: clock.now() };
    const mixed = [...marks.toReversed(), ...marks.slice(0, 2)];
    const wrong = targets.find(
      target =>
        product.read({ ...read, target, marks: mixed }).spentMs !==
        product.read({ ...read, target, marks }).spentMs,
    );
    return wrong?.id;
  },
  '5: each threshold and breach once, never early': world => {
    const { records } = world.held();
    const keys = records.flatMap(one =>
      one.is === 'warned'
        ? `${one.target} ${one.threshold}`
        : one.is === 'breached'
          ? `${one.target} breach`
          : [],
    );
    const early = records.find(one => 'noticedAt' in one && one.at > one.noticedAt);
    return keys.find((key, n) => keys.indexOf(key) !== n) ?? early?.target;
  },
  '8: what stands or is over is not looked at again': world => {
    const { nextAt } = world.held();
    const runs = seenIn(world).some(({ truth }) => truth.stateAt(slotOf(world)) === 'running');
    return runs || nextAt === undefined ? undefined : `at ${nextAt}`;
  },
  '9: a breach that was said stands, whatever is promised now': world =>
    each(world, ({ target, marks }) => {
      const { records } = world.held();
      const given = { marks, target, records, calendars: world.calendar.calendars, now: world.clock.now() };
      return isSaid(records, target) && world.product.verdict(given) !== 'breached' && 'taken back';
    }),
  '10: legs make the whole': world =>
    each(world, ({ target, marks, reading }) => {
      const given = { marks, target, calendars: world.calendar.calendars, now: world.clock.now() };
      const sum = Object.values(world.product.legSpent(given)).reduce((total, ms) => total + ms, 0);
      return sum !== reading.spentMs && `${sum} for ${reading.spentMs}`;
    }),
  '10: each leg has its own time': world =>
    each(world, ({ target, marks, truth }) => {
      const given = { marks, target, calendars: world.calendar.calendars, now: world.clock.now() };
      const [said, known] = [world.product.legSpent(given), legsBy(world, truth)];
      const wrong = [...Object.keys(said), ...Object.keys(known)].find(
        leg => (said[leg] ?? 0) !== (known[leg] ?? 0),
      );
      return wrong && `${wrong}: ${said[wrong]} for ${known[wrong]}`;
    }),
};

/** After a look at the end. */
export const slaAtRest: Rules<SlaWorld> = {
  '9: the next look is at the first instant of what is promised now': world => {
    const { nextAt } = world.held();
    const first = Math.min(...seenIn(world).flatMap(seen => instantsAhead(world, seen)));
    // Beyond the days that the truth knows, anything may be ahead.
    const isRight =
      first < Number.POSITIVE_INFINITY ? nextAt === first : (nextAt ?? first) >= world.calendar.to;
    return nextAt === undefined || isRight ? undefined : `${nextAt} for ${first}`;
  },
  '5: whatever was reached is recorded': world =>
    each(world, ({ target, truth }) => {
      const now = world.clock.now();
      const { records } = world.held();
      const missed = target.thresholds.find(one => {
        const at = firstAt(truth, thresholdMs(one, target.goalMs), world.calendar);
        const isThere = records.some(
          record =>
            record.is === 'warned' && record.target === target.id && record.threshold === thresholdKey(one),
        );
        return at !== undefined && at <= now && !isThere;
      });
      const late = firstAt(truth, target.goalMs, world.calendar);
      const isLate = late !== undefined && late <= now;
      const said = records.some(({ is, target: of }) => is === 'breached' && of === target.id);
      return (missed && thresholdKey(missed)) ?? (isLate && !said && 'breach');
    }),
  '8: what runs is looked at again': world => {
    const ahead = seenIn(world).some(seen => instantsAhead(world, seen).length > 0);
    return ahead && world.held().nextAt === undefined ? 'nobody looks again' : undefined;
  },
};
