import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { earsBound } from '../../shared/domain/outreach/burst-ears.ts';
import { falseStarts } from '../../tools/bench/burst-days.ts';
import { earsAgainstR } from '../../tools/bench/burst-ears-check.ts';
import { ourAlarms, ratesOf, zScoreAlarms } from '../../tools/bench/burst-rates.ts';
import { earsAlarmsOfR, flexibleOfR, referenceSeries } from '../../tools/bench/burst-reference.ts';
import { drawSeries, JUDGED, type Series, scenarios, WEEKS } from '../../tools/bench/burst-scenarios.ts';
import { percent } from '../../tools/bench/burst-table.ts';
import { projectRoot } from '../../tools/docs/sources.ts';

const series = referenceSeries();
const flexible = flexibleOfR();

test('EARS C1, C2 and C3 are those of R within 1e-9, and raise the same alarms', () => {
  const { most, bounds, alarms, different } = earsAgainstR(7);
  expect(bounds).toBe(28 * 3 * 49);
  expect(alarms).toBe(56 * 3 * 49);
  expect(different).toBe(0);
  expect(most).toBeLessThan(1e-9);
});

test('EARS C2 leaves two periods between its seven and now, and C1 none', () => {
  const counts = [9, 9, 9, 9, 1, 2, 3, 4, 5, 6];
  const ago = (periods: number): number => counts[periods] ?? Number.NaN;
  const terms = { z: 3, leastSigma: 0.5 };
  expect(earsBound('C2', ago, terms)).toMatchObject({ mean: (9 + 1 + 2 + 3 + 4 + 5 + 6) / 7 });
  expect(earsBound('C1', ago, terms)).toMatchObject({ mean: (9 + 9 + 9 + 1 + 2 + 3 + 4) / 7 });
  expect(earsBound('C2', () => 4, terms)).toEqual({ mean: 4, sigma: 0.5, bound: 5.5 });
  expect(earsBound('C2', () => 4, { ...terms, leastOfRoot: 2 })).toEqual({ mean: 4, sigma: 4, bound: 16 });
});

test('the 28 scenarios are drawn as they are described', () => {
  expect(scenarios).toHaveLength(28);
  expect(new Set(scenarios.map(one => JSON.stringify(one))).size).toBe(28);
  const drawn = Array.from({ length: 15 }, (_, seed) => drawSeries({ scenario: 24, k: 10, seed }));
  const outside = drawn.flatMap(({ counts, outbreak }) => counts.filter((_, at) => !outbreak.has(at + 1)));
  const mean = outside.reduce((sum, count) => sum + count, 0) / outside.length;
  const variance = outside.reduce((sum, count) => sum + (count - mean) ** 2, 0) / outside.length;
  expect(scenarios[24]).toMatchObject({ set: 7, beta: 0, gamma1: 0 });
  expect(mean / Math.exp(5)).toBeCloseTo(1, 1);
  expect(variance / mean / 1.2).toBeCloseTo(1, 1);
  for (const { counts, current } of drawn) {
    expect(counts).toHaveLength(WEEKS);
    for (const week of current) expect(week >= JUDGED.from && week <= JUDGED.to).toBe(true);
  }
});

/** One series of each scenario, every second with the greater outbreak. */
const few = series.flatMap((one, at) =>
  at % 7 === 0 && one.scenario % 2 === (one.k === 5 ? 0 : 1) ? [{ one, at }] : [],
);
const fewSeries: Series[] = few.map(({ one }) => one);

test('on a part of the table: false alarms within 1.2 × Farrington flexible, at most 2 points fewer outbreaks found', () => {
  const alarms = fewSeries.map(one => ourAlarms(one));
  const ours = ratesOf(fewSeries, alarms);
  const right = few.map(({ at }) => flexible[at]?.alarms ?? []);
  const theirs = ratesOf(fewSeries, right);
  expect(theirs.quietWeeks).toBeGreaterThan(1_000);
  expect(ours.falseAlarms).toBeLessThanOrEqual(1.2 * theirs.falseAlarms);
  for (const k of [5, 10])
    expect(ours.detected.get(k)).toBeGreaterThanOrEqual((theirs.detected.get(k) ?? 1) - 0.02);
  const weeks = alarms.flatMap((own, at) => own.filter((is, week) => is !== right[at]?.[week]));
  expect(weeks.length).toBeLessThanOrEqual(0.005 * alarms.flat().length);
});

test('the table in the docs says what R’s kept answers and the z-score say of the same series', () => {
  const page = readFileSync(join(projectRoot, 'docs/burst-detector.md'), 'utf8');
  const line = (name: string): string[] =>
    (page.split('\n').find(one => one.startsWith(`| ${name} `)) ?? '').split('|').map(cell => cell.trim());
  const early = earsAlarmsOfR();
  const known = {
    'Farrington flexible (R)': flexible.map(({ alarms }) => alarms),
    ...Object.fromEntries(
      ['C1', 'C2', 'C3'].map((name, at) => [`EARS ${name} (R)`, early.map(one => one[at] ?? [])]),
    ),
    'z-score of 3, 14 weeks': series.map(one => zScoreAlarms(one, 14)),
    'z-score of 3, 52 weeks': series.map(one => zScoreAlarms(one, 52)),
  };
  for (const [name, alarms] of Object.entries(known)) {
    const { falseAlarms, detected } = ratesOf(series, alarms);
    const found = [5, 10].map(k => percent(detected.get(k) ?? 0));
    expect([name, ...line(name).slice(2, 5)]).toEqual([name, percent(falseAlarms, 2), ...found]);
  }
  expect(line('Firstcall')).toHaveLength(6);
});

test('of new accounts without bursts, at most one in five is taken for one in its first eight weeks', () => {
  const { of, shares } = falseStarts(20, 5);
  expect(of).toBe(60);
  expect(shares[0]).toBeLessThan(0.2);
});
