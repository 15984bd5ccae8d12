import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { InsightsView } from '../../shared/contracts/insights-contract.ts';
import { insightsOf } from '../../shared/domain/insights/insights.ts';
import { pathTo, placeOf } from '../../web/app/routes.ts';
import { amountsMoved, marksMoved, sharesMoved } from '../../web/rooms/insights/changes.ts';
import {
  countScale,
  heightOf,
  labelledAt,
  lineThrough,
  middleOf,
  namedAt,
  rooms,
  secondsScale,
  shownOn,
  stacked,
} from '../../web/rooms/insights/chart-scale.ts';
import { isCut, isPeriod, periodBefore, periodOf, stepFor } from '../../web/rooms/insights/periods.ts';
import { sheetLines, sheetOf } from '../../web/rooms/insights/sheets.ts';
import { de } from '../../web/rooms/insights/words/de.ts';
import { en } from '../../web/rooms/insights/words/en.ts';
import { es } from '../../web/rooms/insights/words/es.ts';
import { fr } from '../../web/rooms/insights/words/fr.ts';
import { it } from '../../web/rooms/insights/words/it.ts';
import { csvOf } from '../../web/rooms/promises/csv.ts';

describe('the address of the insights', () => {
  test.each([
    ['/insights', { period: '4w' }],
    ['/insights?period=quarter&by=month', { period: 'quarter', by: 'month' }],
    [
      '/insights?from=2026-01-01&to=2026-02-01&segment=gold',
      { period: 'own', from: '2026-01-01', segment: 'gold' },
    ],
  ])('%s says what is shown, and is said again', (path, shown) => {
    const place = placeOf(path);
    expect(place).toMatchObject({ room: 'insights', shown });
    expect(pathTo(place)).toBe(path);
  });

  test('that cannot be read means the last four weeks', () => {
    const place = { room: 'insights', shown: { period: '4w' } };
    expect(placeOf('/insights?period=eon&from=x&by=hour')).toMatchObject(place);
  });
});

describe('a period', () => {
  test('ends today and has as many days as it says; the one before ends right before it', () => {
    const period = periodOf({ period: '7d' }, '2026-03-02');
    expect(period).toEqual({ from: '2026-02-24', to: '2026-03-02' });
    expect(periodBefore(period)).toEqual({ from: '2026-02-17', to: '2026-02-23' });
    expect(stepFor(period, undefined)).toBe('day');
    expect(stepFor(periodOf({ period: 'quarter' }, '2026-03-02'), undefined)).toBe('week');
    expect(stepFor(periodOf({ period: 'year' }, '2026-03-02'), undefined)).toBe('month');
    expect(stepFor(period, 'month')).toBe('month');
  });

  test('has days that exist, in their order, and 366 at most', () => {
    expect(isPeriod({ from: '2024-01-01', to: '2024-12-31' })).toBe(true);
    const wrong = [
      ['2024-01-01', '2025-01-01'],
      ['2026-03-02', '2026-03-01'],
      ['2026-02-30', '2026-03-01'],
      ['', '2026-03-01'],
    ];
    for (const [from = '', to = ''] of wrong) expect(isPeriod({ from, to })).toBe(false);
  });

  test('may begin or end within a week', () => {
    const week = { from: '2026-11-16', to: '2026-11-22' };
    expect([isCut([week], 'week'), isCut([week], 'month'), isCut([week], 'day')]).toEqual([
      false,
      true,
      false,
    ]);
    expect(isCut([week, { from: '2026-11-23', to: '2026-11-24' }], 'week')).toBe(true);
  });
});

describe('the scales of charts', () => {
  const nice = /^(1|2|5)0*$/;

  test('begin at nothing and end at or above the highest value, in at most five even and round marks', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5_000_000)), values => {
        const { marks, top } = countScale(values);
        const step = (marks[1] ?? 0) - (marks[0] ?? 0);
        expect([marks[0], marks.at(-1)]).toEqual([0, top]);
        expect(top).toBeGreaterThanOrEqual(Math.max(0, ...values));
        expect(marks.length).toBeLessThanOrEqual(5);
        expect(String(step)).toMatch(nice);
      }),
    );
  });

  test('of times are marked as a clock has them', () => {
    expect(secondsScale([100]).marks).toEqual([0, 30, 60, 90, 120]);
    expect(secondsScale([3_700]).marks).toEqual([0, 1800, 3600, 5400]);
    expect(secondsScale([]).top).toBe(15);
    expect(secondsScale([1_000_000]).top).toBeGreaterThanOrEqual(1_000_000);
  });

  test('put a value between the top and the bottom of the plot, and a bucket in the middle of its place', () => {
    expect([heightOf(0, 8, 150), heightOf(8, 8, 150), heightOf(2, 8, 150)]).toEqual([150, 0, 112.5]);
    expect([middleOf(0, 4), middleOf(3, 4)]).toEqual([12.5, 87.5]);
  });

  test('stack what there is, without a gap', () => {
    expect(stacked([2, 0, 3])).toEqual([
      { series: 0, from: 0, to: 2 },
      { series: 2, from: 2, to: 5 },
    ]);
    expect(stacked([0, 0])).toEqual([]);
  });

  test('draw no line where nothing is known', () => {
    expect(lineThrough([1, 2, undefined, 4], 4)).toBe('M0.5 3L1.5 2M3.5 0');
    expect(lineThrough([undefined], 4)).toBe('');
  });

  test('name and label as many as there is room for, the last and the highest first', () => {
    expect(namedAt(['W1', 'W2', 'W3'], rooms.narrow)).toEqual([0, 1, 2]);
    const year = Array.from({ length: 365 }, (_, n) => `${n}`);
    expect(namedAt(year, rooms.narrow)).toContain(364);
    expect(namedAt(year, rooms.narrow).length).toBeLessThan(9);
    expect(labelledAt(['1', '0', '3'], [1, 0, 3], rooms.narrow)).toEqual([0, 2]);
    const many = year.map((_, at) => (at === 10 ? 9 : 1));
    expect(labelledAt(many.map(String), many, rooms.wide)).toEqual([10, 364]);
    expect(labelledAt([], [], rooms.wide)).toEqual([]);
  });
});

describe('what is written on a chart', () => {
  test('may be there on wide screens alone, on narrow ones alone, or on both', () => {
    expect(shownOn([0, 4], [0, 2])).toEqual([
      { at: 0, on: 'both' },
      { at: 4, on: 'narrow' },
      { at: 2, on: 'wide' },
    ]);
  });
});

describe('a change', () => {
  test('of shares is in points, of times in per cent, of marks as it is; which way is better depends', () => {
    expect(sharesMoved([0.9, 0.85], 'up')).toEqual({ by: 'points', amount: 5, isBetter: true });
    expect(amountsMoved([90, 120], 'down')).toEqual({ by: 'percent', amount: -25, isBetter: true });
    expect(marksMoved([4.1, 4.4], 'up')).toEqual({ by: 'value', amount: -0.3, isBetter: false });
    expect(sharesMoved([0.9, 0.9], 'up')).toEqual({ by: 'none' });
  });

  test('is none where either is unknown, or was nothing', () => {
    expect(sharesMoved([0.9, undefined], 'up')).toBeUndefined();
    expect(marksMoved([undefined, 4], 'up')).toBeUndefined();
    expect(amountsMoved([90, 0], 'down')).toBeUndefined();
    expect(amountsMoved([90, 100], 'neither')).toEqual({ by: 'percent', amount: -10 });
  });
});

const span = { from: '2026-11-16', to: '2026-11-22', startAt: 0, endAt: 10 };
const call = {
  accountId: 'a',
  endedAt: 5,
  agentId: 'anna',
  ending: 'reached',
  outcomes: [],
  late: false,
} as const;
const view: InsightsView = {
  ...insightsOf(
    {
      ...{ cases: [], feedback: [], outreach: [], answers: [] },
      calls: [
        { ...call, segment: '=HYPERLINK("http://x")' },
        { ...call, segment: 'gold, big', ending: 'declined' },
      ],
    },
    { buckets: [{ ...span, label: '2026-W47' }], quarterDays: 91, now: 10 },
  ),
  ...{
    from: span.from,
    to: span.to,
    by: 'week',
    zone: 'Europe/Berlin',
    budget: { limit: 3, quarterDays: 91 },
  },
  ...{ partial: false, short: [], reads: 1, at: '2026-11-23T00:00:00Z' },
};

describe('a table as a file', () => {
  test('has the columns and rows of the table, and nothing where nothing is known', () => {
    const sheet = sheetOf('calls', view);
    const [head = [], ...rows] = sheetLines(sheet);
    expect(head.slice(0, 5)).toEqual(['time', 'from', 'to', 'calls_ended', 'reached']);
    expect(head.slice(3)).toEqual(sheet.columns.map(({ id }) => id));
    expect(rows).toEqual([['2026-W47', span.from, span.to, 2, 1, 1, 0, 0, 0, 0.5, 0, 0, 0, 0, undefined]]);
    expect(csvOf(sheetLines(sheet))).toMatch(/0,0,0,0,\r\n$/);
    const ids = ['promises', 'answers', 'outreach', 'useful', 'load'] as const;
    for (const id of ids)
      for (const line of sheetLines(sheetOf(id, view)))
        expect(line).toHaveLength(3 + sheetOf(id, view).columns.length);
  });

  test('runs no formula in a spreadsheet, and keeps commas and quotes within their cell', () => {
    const lines = csvOf(sheetLines(sheetOf('segments', view))).split('\r\n');
    expect(lines[1]).toMatch(/^"'=HYPERLINK\(""http:\/\/x""\)",0,,1,1,/);
    expect(lines[2]).toMatch(/^"gold, big",0,,1,0,/);
  });

  test('of the agents is empty for those whom it is not meant for', () => {
    expect(sheetOf('agents', view).rows).toEqual([]);
  });
});

describe.each(Object.entries({ de, es, fr, it }))('the words of the room in %s', (_, words) => {
  const paths = (one: object, path = ''): string[] =>
    Object.entries(one).flatMap(([key, value]) =>
      typeof value === 'object' ? paths(value, `${path}${key}.`) : [`${path}${key}:${typeof value}`],
    );

  test('are complete', () => {
    expect(paths(words).sort()).toEqual(paths(en).sort());
  });

  test('are not left in English', () => {
    const texts = (one: object): string[] =>
      Object.values(one).flatMap(value =>
        typeof value === 'object' ? texts(value) : typeof value === 'string' ? [value] : [],
      );
    const english = new Set(texts(en).filter(text => text.includes(' ')));
    expect(texts(words).filter(text => english.has(text))).toEqual([]);
  });
});
