import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { bucketsOf, type Step, wholeOf } from '../../shared/domain/insights/buckets.ts';
import {
  answerFigures,
  type CallLine,
  type CaseLine,
  calledWithin,
  callFigures,
  type OutreachLine,
  outreachFigures,
  promiseFigures,
} from '../../shared/domain/insights/figures.ts';
import { agentsOf, insightsOf, type Material } from '../../shared/domain/insights/insights.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { NOW } from '../support/facts.ts';

const cutIn = (given: Parameters<typeof bucketsOf>[0]) => {
  const buckets = bucketsOf(given);
  if (!buckets.ok) throw new Error(buckets.refusal);
  return buckets.value;
};
const cut = (from: string, to: string, by: Step) => cutIn({ from, to, by, zone: 'Europe/Berlin' });

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Santiago',
];
const periods = fc.record({
  first: fc.integer({ min: 0, max: 2_000 }),
  days: fc.integer({ min: 1, max: 366 }),
  by: fc.constantFrom<Step>('day', 'week', 'month'),
  zone: fc.constantFrom(...zones),
});

describe('a period', () => {
  test('is cut into days, ISO weeks and months of the zone, without a gap: as the calendar has them', () => {
    fc.assert(
      fc.property(periods, ({ first, days, by, zone }) => {
        const from = Temporal.PlainDate.from('2024-01-01').add({ days: first });
        const to = from.add({ days: days - 1 });
        const expected = new Map<string, { from: string; to: string }>();
        for (let n = 0; n < days; n++) {
          const day = from.add({ days: n });
          const week = `${day.yearOfWeek}-W${String(day.weekOfYear).padStart(2, '0')}`;
          const label = { day: day.toString(), week, month: day.toString().slice(0, 7) }[by];
          expected.set(label, { from: expected.get(label)?.from ?? day.toString(), to: day.toString() });
        }
        const startOf = (day: string, more: number) =>
          Temporal.PlainDate.from(day).add({ days: more }).toZonedDateTime(zone).epochMilliseconds;
        expect(cutIn({ from: from.toString(), to: to.toString(), by, zone })).toEqual(
          [...expected].map(([label, span]) => ({
            ...{ label, ...span, startAt: startOf(span.from, 0), endAt: startOf(span.to, 1) },
          })),
        );
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['2026-02-30', '2026-03-01', 'query.from'],
    ['2026-03-01', '2026-02-29', 'query.to'],
    ['2026-03-02', '2026-03-01', 'query.to'],
    ['2025-01-01', '2026-01-02', 'query.to'],
  ])('from %s to %s is refused', (from, to, field) => {
    const refusal = bucketsOf({ from, to, by: 'day', zone: 'Europe/Berlin' });
    expect(refusal).toMatchObject({ ok: false, refusal: 'bad-period', detail: { field } });
  });

  test('may have 366 days, and at least one', () => {
    expect(cut('2024-01-01', '2024-12-31', 'day')).toHaveLength(366);
    expect(cut('2026-11-22', '2026-11-22', 'month')).toHaveLength(1);
    expect(() => wholeOf([])).toThrow('at least one day');
  });
});

const call = (more: Partial<CallLine> = {}): CallLine => ({
  ...{ accountId: 'a', endedAt: NOW, agentId: 'anna', ending: 'reached', outcomes: ['reached'], late: false },
  ...more,
});
const outreach = (more: Partial<OutreachLine> = {}): OutreachLine => ({
  ...{ accountId: 'a', openedAt: NOW - DAY, endedAt: NOW, ending: 'reached', exempt: false },
  ...more,
});

describe('a ratio', () => {
  test('is absent where there was nothing, never 0 or 100 %', () => {
    expect(promiseFigures([])).toEqual({
      ...{ promised: 0, open: 0, met: 0, breached: 0, corrected: 0, excused: 0 },
    });
    expect(Object.keys(callFigures([], []))).not.toEqual(expect.arrayContaining(['reachedShare']));
    expect(outreachFigures([], [outreach()])).toEqual({
      opened: 0,
      ended: 1,
      called: 1,
      judged: 0,
      useful: 0,
    });
    expect(answerFigures([])).toEqual({ answered: 0 });
    const unmade = [call({ ending: 'cancelled', outcomes: [], late: true })];
    expect(callFigures(unmade, [])).toMatchObject({ ended: 1, notMade: 1, late: 0 });
    expect(callFigures(unmade, [])).not.toHaveProperty('reachedShare');
  });

  test('of promises is of those met and breached: open, corrected and excused are on neither side', () => {
    const verdicts = ['kept', 'kept', 'kept', 'breached', 'open', 'corrected', 'excused'] as const;
    const targets = verdicts.map((verdict, n) => ({ verdict, ...(n < 4 ? { marginMs: n * 10 } : {}) }));
    expect(promiseFigures([{ openedAt: NOW, targets }])).toEqual({
      ...{ promised: 7, open: 1, met: 3, breached: 1, corrected: 1, excused: 1 },
      ...{ keptShare: 0.75, medianMarginMs: 10 },
    });
  });

  test('of calls is of those that were tried, and of attempts of all that were made', () => {
    const calls = [
      call({ late: true, outcomes: ['no-answer', 'reached'] }),
      call({ ending: 'never-reached', outcomes: ['no-answer', 'busy', 'no-show'] }),
      call({ ending: 'wrong-number', outcomes: ['wrong-number'] }),
      call({ ending: 'withdrawn', outcomes: [] }),
    ];
    const feedback = [5, 4, 4].map(rating => ({ accountId: 'a', at: NOW, rating }));
    expect(callFigures(calls, feedback)).toEqual({
      ...{ ended: 4, reached: 1, declined: 0, neverReached: 1, wrongNumber: 1, notMade: 1 },
      ...{ attempts: 6, unanswered: 4, late: 1, reachedShare: 0.3333, unansweredShare: 0.6667 },
      ...{ lateShare: 0.3333, rated: 3, averageRating: 4.33 },
    });
  });
});

describe('times to answer', () => {
  test('are quantiles of the histograms added up', () => {
    const line = (n: number, bucket: number) => ({
      ...{ day: '2026-11-22', agentId: 'anna' },
      counts: Array.from({ length: 12 }, (_, at) => (at === bucket ? n : 0)),
    });
    // Ten within 15 s, ten within 30 to 60 s: half within 15 s, nine of ten after eight of the second ten.
    expect(answerFigures([line(4, 0), line(6, 0), line(10, 2)])).toEqual({
      ...{ answered: 20, medianSeconds: 15, p90Seconds: 54 },
    });
  });
});

describe('the use of the budget', () => {
  test('counts each account once that was called within the quarter, and none that no budget limits', () => {
    const lines = [
      outreach(),
      outreach({ endedAt: NOW - 5 * DAY }),
      outreach({ accountId: 'b', ending: 'declined' }),
      outreach({ accountId: 'c', exempt: true }),
      outreach({ accountId: 'd', ending: 'withdrawn' }),
      outreach({ accountId: 'e', endedAt: NOW - 91 * DAY }),
      outreach({ accountId: 'f', endedAt: undefined }),
    ];
    expect(calledWithin(lines, { until: NOW, ms: 91 * DAY })).toBe(2);
    expect(calledWithin(lines, { until: NOW - 1, ms: 91 * DAY })).toBe(2);
    expect(calledWithin(lines, { until: NOW - 6 * DAY, ms: 91 * DAY })).toBe(1);
  });
});

const from = Date.parse('2026-09-01T00:00:00Z');
const at = fc.integer({ min: 0, max: 100 * DAY }).map(ms => from - 5 * DAY + ms);
const segment = fc.constantFrom('gold', 'standard', undefined);
const agentId = fc.constantFrom('anna', 'bruno', '-');
const ending = fc.constantFrom('reached', 'declined', 'never-reached', 'cancelled' as const);
const cases: fc.Arbitrary<CaseLine> = fc.record({
  ...{ openedAt: at, segment },
  targets: fc.array(fc.record({ verdict: fc.constantFrom('kept', 'breached', 'open' as const) })),
});
const calls = fc
  .record({ at, segment, agentId, ending })
  .map(({ at: endedAt, ...more }) => call({ endedAt, ...more }));
const signals = fc
  .record({ openedAt: at, endedAt: at, segment, useful: fc.constantFrom(true, false, undefined) })
  .map(outreach);
const answers = fc.record({ day: at.map(ms => new Date(ms).toISOString().slice(0, 10)), n: fc.nat(9) });
const materials: fc.Arbitrary<Material> = fc.record({
  ...{ cases: fc.array(cases), calls: fc.array(calls), outreach: fc.array(signals) },
  feedback: fc.constant([]),
  answers: fc.array(answers.map(({ day, n }) => ({ day, agentId: 'anna', counts: [n] }))),
});

describe('the figures of a period', () => {
  const terms = { quarterDays: 91, now: from + 60 * DAY };

  test('add up: over the buckets to the whole, and nothing outside of it counts', () => {
    fc.assert(
      fc.property(materials, fc.constantFrom<Step>('day', 'week', 'month'), (all, by) => {
        const buckets = cut('2026-09-03', '2026-11-17', by);
        const { startAt, endAt } = wholeOf(buckets);
        const found = insightsOf(all, { ...terms, buckets });
        const sum = (of: (bucket: (typeof found.buckets)[number]) => number) =>
          found.buckets.reduce((total, bucket) => total + of(bucket), 0);
        const inside = (ms: number | undefined) => ms !== undefined && ms >= startAt && ms < endAt;
        const own = all.calls.filter(one => inside(one.endedAt));
        expect(sum(one => one.calls.ended)).toBe(own.length);
        expect(found.totals.calls.reached).toBe(own.filter(one => one.ending === 'reached').length);
        expect(sum(one => one.outreach.opened)).toBe(all.outreach.filter(one => inside(one.openedAt)).length);
        expect(sum(one => one.outreach.useful)).toBe(found.totals.outreach.useful);
        expect(sum(one => one.promises.promised)).toBe(
          all.cases.filter(one => inside(one.openedAt)).reduce((n, one) => n + one.targets.length, 0),
        );
        const days = all.answers.filter(({ day }) => day >= '2026-09-03' && day <= '2026-11-17');
        expect(sum(one => one.answers.answered)).toBe(days.reduce((n, one) => n + (one.counts[0] ?? 0), 0));
      }),
      { numRuns: 60 },
    );
  });

  test('are those of a segment alone but for what has none, and each segment has its own line', () => {
    fc.assert(
      fc.property(materials, all => {
        const buckets = cut('2026-09-03', '2026-11-17', 'month');
        const whole = insightsOf(all, { ...terms, buckets });
        const gold = insightsOf(all, { ...terms, buckets, segment: 'gold' });
        expect(gold.totals.load).toEqual(whole.totals.load);
        expect(gold.totals.answers).toEqual(whole.totals.answers);
        expect(gold.segments).toEqual(whole.segments);
        const { promises, calls: called, outreach: signalled } = gold.totals;
        const line = gold.segments.find(one => one.segment === 'gold');
        const figures = { promises, calls: called, outreach: signalled };
        expect(line ?? { segment: 'gold', ...figures }).toEqual({ segment: 'gold', ...figures });
        const named = whole.segments.reduce((n, one) => n + one.calls.ended, 0);
        const { startAt, endAt } = wholeOf(buckets);
        const known = all.calls.filter(one => one.segment && one.endedAt >= startAt && one.endedAt < endAt);
        expect(named).toBe(known.length);
      }),
      { numRuns: 60 },
    );
  });

  test('say what each agent did, whoever did most first; a call that nobody had is nobody’s', () => {
    const all: Material = {
      ...{ cases: [], feedback: [], outreach: [] },
      calls: [call(), call({ agentId: 'bruno', ending: 'declined' }), call({ agentId: '-' }), call()],
      answers: [{ day: '2026-11-23', agentId: 'bruno', counts: [1] }],
    };
    const buckets = cut('2026-11-23', '2026-11-23', 'day');
    expect(agentsOf(all, buckets)).toEqual([
      { agentId: 'anna', answered: 0, calls: 2, reached: 2 },
      { agentId: 'bruno', answered: 1, medianSeconds: 8, p90Seconds: 14, calls: 1, reached: 0 },
    ]);
    expect(insightsOf(all, { ...terms, buckets }).totals.load).toEqual({
      ...{ agents: 2, answered: 1, calls: 3, cases: 0, answeredPerAgent: 0.5, callsPerAgent: 1.5 },
    });
  });
});
