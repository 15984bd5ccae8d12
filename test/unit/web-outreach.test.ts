import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { callEndings } from '../../shared/events/call-events.ts';
import { marketChanges, outreachCauses } from '../../shared/events/outreach-events.ts';
import { createFormat } from '../../web/app/format.ts';
import { pathTo, placeOf } from '../../web/app/routes.ts';
import { de } from '../../web/messages/de.ts';
import { en } from '../../web/messages/en.ts';
import { es } from '../../web/messages/es.ts';
import { fr } from '../../web/messages/fr.ts';
import { it } from '../../web/messages/it.ts';
import {
  chartDays,
  isSummed,
  labelsOf,
  middleOf,
  scaleOf,
  stepsOf,
} from '../../web/rooms/outreach/chart-shape.ts';
import { evidenceLine, sensitivityWord } from '../../web/rooms/outreach/evidence-words.ts';
import { createFigures, daysBetween } from '../../web/rooms/outreach/figures.ts';

const all = { de, en, es, fr, it };
const dayAt = (n: number) => new Date(Date.UTC(2026, 8, 1) + n * 86_400_000).toISOString().slice(0, 10);
const day = (n: number, more: object = {}) => ({
  ...{ day: dayAt(n), observed: 2, expected: 1.5, bound: 6, isBurst: false },
  ...more,
});

describe('the address of the outreach', () => {
  test.each(['/outreach', '/outreach/held', '/outreach/ended', '/outreach/out_1%3A2'])(
    '%s leads there and back',
    path => expect(pathTo(placeOf(path))).toBe(path),
  );

  test('is that of one outreach unless it names a tab', () => {
    expect(placeOf('/outreach/held')).toEqual({ room: 'outreach', tab: 'held' });
    expect(placeOf('/outreach/opened')).toEqual({ room: 'outreach', id: 'opened' });
  });
});

describe('the chart of reports', () => {
  test('has no bound where too little was known to judge the day', () => {
    const [young, known] = chartDays([day(0, { bound: Number.MAX_SAFE_INTEGER }), day(1)]);
    expect([young && 'bound' in young, known?.bound]).toEqual([false, 6]);
  });

  test('has a scale of at most five round marks from 0 that no value exceeds', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 9 }), counts => {
        const marks = scaleOf(counts.map((observed, n) => day(n, { observed })));
        const [first, step = 0] = marks;
        expect(first).toBe(0);
        expect(marks.length).toBeLessThanOrEqual(5);
        expect(marks.at(-1)).toBeGreaterThanOrEqual(Math.max(...counts));
        expect(String(step)).toMatch(/^(1|2|5)0*$/);
        expect(marks).toEqual(marks.map((_, n) => n * step));
      }),
      { numRuns: 200 },
    );
  });

  test('draws a line in steps that breaks where a day has no value', () => {
    expect(stepsOf([undefined, 2, 3, undefined, 1], 4)).toBe('M1 2H2V1H3M4 3H5');
  });

  test('names the latest marked days first, then the last and the first, none within reach of another', () => {
    const days = Array.from({ length: 60 }, (_, n) => day(n, { isBurst: [20, 55, 57].includes(n) }));
    const labels = labelsOf(days, 22);
    expect(labels.map(({ at }) => at)).toEqual([0, 20, 57]);
    expect(labels.every(({ at, x }) => x === middleOf(at, 60))).toBe(true);
    expect(labelsOf([], 22)).toEqual([]);
  });

  test('says that days count with the three before them from eight weeks on', () => {
    const days = (count: number) => Array.from({ length: count }, (_, n) => day(n));
    expect([isSummed(days(56)), isSummed(days(57))]).toEqual([false, true]);
  });
});

describe('figures', () => {
  const figures = createFigures('en');

  test('show cents only where there are some, and means to a tenth or their first digit', () => {
    expect([figures.money(280, 'EUR'), figures.money(1240.5, 'EUR')]).toEqual(['€280', '€1,240.50']);
    expect([3.14, 12, 0.0432, 0].map(figures.mean)).toEqual(['3.1', '12', '0.04', '0']);
    expect(createFigures('de').mean(3.14)).toBe('3,1');
  });

  test('say how rare something is in days, and nothing exact once it all but never happens', () => {
    expect([1, 0.01, 0.000083].map(figures.onceIn)).toEqual(['1', '100', '12,000']);
    expect(figures.onceIn(1e-9)).toBeUndefined();
  });

  test('count days over months and the change of the clock, and keep what is no day', () => {
    expect(daysBetween('2026-10-24', '2026-11-02')).toBe(9);
    expect(daysBetween('2026-11-02', '2026-11-01')).toBe(-1);
    expect([figures.shortDay('2026-11-22'), figures.shortDay('soon')]).toEqual(['22 Nov', 'soon']);
  });
});

const burst = {
  ...{ day: '2026-11-22', observed: 14, expected: 3.14, bound: 8, pValue: 0.00008, method: 'regression' },
  ...{ score: 2.2, excluded: [], value: 280, unvalued: 0 },
};
const claim = (closesOn: string) => ({
  ...{ claimId: closesOn, closesOn, distance: 2, by: 'rule' as const },
});
const news = (at: string, change: (typeof marketChanges)[number], more: object = {}) => ({
  ...{ at, marketplace: 'amazon-it', change },
  ...more,
});

describe('the line of evidence', () => {
  const telling = { m: en.outreach, figures: createFigures('en'), number: createFormat('en', 'UTC').number };

  test('says over which days the reports of a burst were counted', () => {
    expect(evidenceLine({ burst }, telling)).toBe('14 reports in the four days to 22 Nov, 3.1 expected');
    expect(evidenceLine({ burst: { ...burst, method: 'ears-c2', observed: 1 } }, telling)).toBe(
      '1 report on 22 Nov, 3.1 expected',
    );
  });

  test('says when the last of the claims closes, and the latest news of the market', () => {
    const claims = [claim('2026-12-02'), claim('2026-11-25')];
    expect(evidenceLine({ claims }, telling)).toBe('2 claims close by 2 Dec');
    const market = [
      news('2026-11-20T10:00:00Z', 'new-competitor'),
      news('2026-11-21T10:00:00Z', 'amazon-sells', { articles: 12 }),
    ];
    expect(evidenceLine({ claims: [], market }, telling)).toBe(
      'Amazon sells itself on amazon-it, 12 articles and 1 more',
    );
    expect(evidenceLine({ burst, claims }, telling)).toContain(' expected · 2 claims close by 2 Dec');
    expect(evidenceLine({}, telling)).toBe('no details');
  });
});

test.each(Object.entries(all))('in %s every cause, reason, ending and change has its word', (language, m) => {
  const { outreach } = m;
  const endings = [...callEndings, 'dropped', 'expired', 'not-watched', 'offered', 'merged', 'over'];
  for (const word of endings) expect(Object.hasOwn(outreach.endings, word)).toBe(true);
  for (const word of ['budget', 'weaker', 'low-value', 'objected', 'no-contact'])
    expect(Object.hasOwn(outreach.why, word)).toBe(true);
  for (const word of outreachCauses) expect(outreach.causes[word] && outreach.headlines[word]).toBeTruthy();
  for (const word of marketChanges) expect(outreach.marketChanges[word]).toBeTruthy();
  const words = [-3, -1, 0, 0.5, 2].map(one => sensitivityWord(one, outreach));
  expect(new Set(words).size).toBe(5);
  const telling = { m: outreach, figures: createFigures(language), number: String };
  expect(evidenceLine({ burst, claims: [claim('2026-12-02')] }, telling)).not.toMatch(/undefined|\[object/);
});
