import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  act,
  type ClockRecord,
  type Due,
  type Evidence,
  type Mark,
  readTarget,
  type Target,
  thresholdKey,
  thresholdMs,
  verdictOf,
} from '../../shared/domain/time/sla-clock.ts';
import { type History, history } from '../support/sla-history.ts';
import { firstAt, SLOT, truthOf, type World } from '../support/sla-oracle.ts';

const RUNS = 10_000;

/** The same as `toBe`, at a price that millions of comparisons can pay. */
function same(found: unknown, expected: unknown): void {
  if (found !== expected) expect(found).toBe(expected);
}

/** A case as it is kept: only ever added to, and looked at with each fact, tick and new policy. */
type Held = {
  readonly world: World;
  marks: readonly Mark[];
  targets: readonly Target[];
  records: readonly ClockRecord[];
  /** Which facts were known when it was last said of a target that it is late. */
  readonly knownWhenSaid: Map<string, ReadonlySet<string>>;
};
type Look = { readonly now: number; readonly cause?: Evidence };

/** What the records say of a breach so far, read with the eyes of the reader of a report. */
function saidOf(records: readonly ClockRecord[]): { late: boolean; at: number } | undefined {
  let said: { late: boolean; at: number } | undefined;
  for (const record of records) {
    if (record.is === 'breached' || record.is === 'confirmed') said = { late: true, at: record.at };
    if (record.is === 'corrected') said = { late: false, at: record.at };
  }
  return said;
}

const of = <T extends { readonly target: string }>(list: readonly T[], { id }: Target): readonly T[] =>
  list.filter(one => one.target === id);

/** The new records and what is due for one target are those that the truth asks for; answers when to look again. */
function judge(
  held: Held,
  target: Target,
  { now, cause, news, due }: Look & { news: readonly ClockRecord[]; due: readonly Due[] },
) {
  const { world, marks } = held;
  const before = of(held.records, target);
  const truth = truthOf(marks, target, world);
  const at = (ms: number) => firstAt(truth, ms, world);
  const late = at(target.goalMs);
  const isPast = late !== undefined && late <= now;
  const slot = Math.floor((now - world.from) / SLOT);
  const afterStop = truth.stateAt(slot) === 'stopped';
  const warned = new Map<string, number>();
  const ahead: number[] = [];
  for (const threshold of target.thresholds) {
    const instant = at(thresholdMs(threshold, target.goalMs));
    const key = thresholdKey(threshold);
    if (instant === undefined || before.some(one => one.is === 'warned' && one.threshold === key)) continue;
    if (instant <= now) warned.set(key, instant);
    else ahead.push(instant);
  }
  const found = of(news, target).filter(({ is }) => is === 'warned');
  same(found.length, warned.size);
  for (const record of found) if (record.is === 'warned') same(record.at, warned.get(record.threshold));
  const expected: string[] = [];
  let said = saidOf(before);
  if (said?.late && cause && isLateFact(held, target, { cause, said, before })) {
    const other = truthOf(
      marks.filter(mark => factOf(mark) !== cause.factId),
      target,
      world,
    );
    const otherwise = firstAt(other, target.goalMs, world);
    // Two instants beyond the window look alike to the oracle: there the product is believed.
    const isBeyond = late === undefined && otherwise === undefined;
    const differs = isBeyond ? truth.goesOn !== other.goesOn : otherwise !== late;
    if (differs || (isBeyond && truth.goesOn && of(news, target).some(({ is }) => is === 'corrected'))) {
      expected.push(`corrected ${cause.factId} ${late ?? ''}`);
      said = { late: false, at: now };
    }
  }
  if (isPast && !said?.late) expected.push(`${said ? 'confirmed' : 'breached'} ${late} ${now}`);
  if (!isPast && late !== undefined && !said?.late) ahead.push(late);
  same(
    of(news, target)
      .flatMap(one => sayingOf(one, world))
      .join(),
    expected.join(),
  );
  const told = [
    ...[...warned].map(([key, instant]) => `${key} ${instant} ${isPast && instant <= late} ${afterStop}`),
    ...(expected.some(one => one.startsWith('breached')) ? [`breach ${late} false ${afterStop}`] : []),
  ];
  const heard = of(due, target).map(one => `${one.threshold} ${one.at} ${one.overtaken} ${one.afterStop}`);
  same(heard.sort().join(), told.sort().join());
  const isBroken = isPast || saidOf([...before, ...of(news, target)])?.late === true;
  const verdict = isBroken
    ? 'breached'
    : before.some(({ is }) => is === 'breached')
      ? 'corrected'
      : afterStop
        ? 'kept'
        : 'open';
  const read = { target, marks, records: [...held.records, ...news], calendars: world.calendars, now };
  same(verdictOf(read), verdict);
  return ahead;
}

const factOf = ({ id }: Mark): string => id.split('.')[0] ?? id;

type Said = {
  readonly cause: Evidence;
  readonly said: { readonly at: number };
  readonly before: readonly ClockRecord[];
};

/** It happened before what was said, was not known then, and has corrected nothing yet. */
const isLateFact = (held: Held, { id }: Target, { cause, said, before }: Said): boolean =>
  cause.occurredAt < said.at &&
  !held.knownWhenSaid.get(id)?.has(cause.factId) &&
  !before.some(one => one.is === 'corrected' && one.evidence.factId === cause.factId);

function sayingOf(record: ClockRecord, { to }: World): string[] {
  if (record.is === 'breached' || record.is === 'confirmed')
    return [`${record.is} ${record.at} ${record.noticedAt}`];
  if (record.is !== 'corrected') return [];
  // The end of the window is within it: what is reached there, to the instant, the oracle sees.
  const { evidence, deadline } = record;
  return [`corrected ${evidence.factId} ${deadline === undefined || deadline > to ? '' : deadline}`];
}

/** One look at the clocks: judged, repeated without effect, and added to the case. */
function look(held: Held, { now, cause }: Look): number | undefined {
  const given = { ...held, calendars: held.world.calendars, now, ...(cause ? { cause } : {}) };
  const { records: news, due, nextAt } = act(given);
  const ahead = held.targets.flatMap(target =>
    judge(held, target, { now, ...(cause ? { cause } : {}), news, due }),
  );
  if (ahead.length > 0) same(nextAt, ahead.sort((a, b) => a - b)[0]);
  else same((nextAt ?? held.world.to) >= held.world.to, true);
  held.records = [...held.records, ...news];
  for (const { is, target } of news)
    if (is === 'breached' || is === 'confirmed')
      held.knownWhenSaid.set(target, new Set(held.marks.map(factOf)));
  if (news.length > 0) {
    const again = act({ ...given, records: held.records });
    same(again.records.length + again.due.length, 0);
    same(again.nextAt, nextAt);
  }
  return nextAt;
}

type Happening = {
  readonly now: number;
  readonly fact?: number;
  readonly policy?: number;
};

/** Plays a history: facts when they are heard, new policies, and ticks, of which some come late or not at all. */
function play({ world, facts, policies, ticks }: History) {
  const held: Held = {
    world,
    marks: [],
    targets: policies[0]?.targets ?? [],
    records: [],
    knownWhenSaid: new Map(),
  };
  const agenda: Happening[] = [
    ...facts.map(({ heard }, fact) => ({ now: heard, fact })),
    ...policies.slice(1).map(({ at }, n) => ({ now: world.from + at * SLOT + 1, policy: n + 1 })),
  ].sort((a, b) => a.now - b.now);
  let tick: number | undefined;
  let rung = 0;
  for (;;) {
    const isTick = tick !== undefined && tick <= (agenda[0]?.now ?? world.to - 1);
    const next: Happening | undefined = isTick ? { now: tick ?? 0 } : agenda.shift();
    if (!next) break;
    const heard = facts[next.fact ?? -1];
    if (heard) held.marks = [...held.marks, ...heard.marks];
    if (next.policy !== undefined) held.targets = policies[next.policy]?.targets ?? [];
    const cause = heard && { factId: heard.factId, occurredAt: heard.at };
    const nextAt = look(held, { now: next.now, ...(cause ? { cause } : {}) });
    const late = ticks[rung++ % ticks.length] ?? 0;
    tick = late < 0 || nextAt === undefined ? undefined : nextAt + late * SLOT;
  }
  look(held, { now: world.to - 1 });
  return held;
}

describe('the life of a case', () => {
  test(`records in ${RUNS} lives what was truly reached, once, at its instant and never early`, () => {
    const counted = new Map<string, number>();
    fc.assert(
      fc.property(history, given => {
        const { world, targets, marks, records } = play(given);
        for (const { is } of records) counted.set(is, (counted.get(is) ?? 0) + 1);
        const once = records.map(one =>
          one.is === 'warned' ? `${one.target} ${one.threshold}` : `${one.target} ${one.is}`,
        );
        const first = once.filter(one => !/ (corrected|confirmed)$/.test(one));
        same(new Set(first).size, first.length);
        for (const record of records) if ('noticedAt' in record) same(record.at <= record.noticedAt, true);
        // A new policy counts as if it had been there from the start.
        for (const target of targets) {
          const reading = readTarget({ marks, target, calendars: world.calendars, now: world.to - SLOT });
          same(reading.spentMs, truthOf(marks, target, world).spent.at(-2));
        }
      }),
      { numRuns: RUNS },
    );
    for (const is of ['warned', 'breached', 'corrected', 'confirmed'])
      expect(counted.get(is)).toBeGreaterThan(RUNS / 200);
  });
});
