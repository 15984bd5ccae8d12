import { describe, expect, test } from '@jest/globals';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { type Alarm, type AlarmState, Metrics, type MissingData, stateOf } from '../support/alarms.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');
const M = 'n m';

const anAlarm = (given: Partial<Alarm> = {}): Alarm => ({
  ...{ id: 'a', heading: 'h', metric: M, statistic: 'Maximum', periodMs: MINUTE, periods: 3, threshold: 1 },
  ...{ below: false, missing: 'missing' },
  ...given,
});

/** Minute by minute, the oldest first: `X` breaches, `0` does not, `-` is missing. */
function said(points: string): Metrics {
  const metrics = new Metrics();
  for (const [n, point] of [...points.replaceAll(' ', '')].entries())
    if (point !== '-')
      metrics.put(M, NOW - (points.replaceAll(' ', '').length - n) * MINUTE, point === 'X' ? 1 : 0);
  return metrics;
}

const stated = (points: string, missing: MissingData, before: AlarmState = 'OK'): AlarmState =>
  stateOf(anAlarm({ missing }), said(points), { now: NOW, before });

describe('an alarm of three periods', () => {
  // The table of the user guide: five figures, and what each way to treat missing ones comes to.
  test.each([
    ['0 - X - X', 'OK', 'OK', 'OK', 'OK'],
    ['0 - - - -', 'OK', 'OK', 'OK', 'OK'],
    ['- - - - -', 'INSUFFICIENT_DATA', 'before', 'ALARM', 'OK'],
    ['0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['- - X - -', 'ALARM', 'before', 'ALARM', 'OK'],
  ] as const)('that has %s', (points, missing, ignore, breaching, notBreaching) => {
    expect(stated(points, 'missing')).toBe(missing);
    for (const before of ['OK', 'ALARM'] as const)
      expect(stated(points, 'ignore', before)).toBe(ignore === 'before' ? before : ignore);
    expect(stated(points, 'breaching')).toBe(breaching);
    expect(stated(points, 'notBreaching')).toBe(notBreaching);
  });

  test('that is to fire when figures stay away fires when none is left in all that is looked at', () => {
    const alarm = anAlarm({ below: true, missing: 'breaching', statistic: 'Sum' });
    const metrics = new Metrics();
    metrics.put(M, NOW, 1);
    const fired = Array.from({ length: 12 }, (_, n) => n + 1).find(
      n => stateOf(alarm, metrics, { now: NOW + n * MINUTE, before: 'OK' }) === 'ALARM',
    );
    expect(fired).toBe(6);
  });
});

describe('a watcher of one long period', () => {
  test('is heard of late: figures of three periods are looked at before one is taken as missing', () => {
    const alarm = anAlarm({ ...{ below: true, missing: 'breaching' }, periods: 1, periodMs: 5 * MINUTE });
    const metrics = new Metrics();
    metrics.put(M, NOW, 1);
    const fired = Array.from({ length: 30 }, (_, n) => n + 1).find(
      n => stateOf(alarm, metrics, { now: NOW + n * MINUTE, before: 'OK' }) === 'ALARM',
    );
    expect(fired).toBe(16);
  });
});

describe('figures', () => {
  test('of one period come to one by the statistic', () => {
    const metrics = new Metrics();
    for (const value of [1, 2, 6]) metrics.put(M, NOW + value, value);
    const of = (statistic: Alarm['statistic']) => metrics.figure(M, statistic, [NOW, NOW + MINUTE]);
    expect((['Sum', 'Maximum', 'Minimum', 'Average', 'SampleCount'] as const).map(of)).toEqual([
      9, 6, 1, 3, 3,
    ]);
    expect(metrics.figure(M, 'Sum', [NOW + MINUTE, NOW + 2 * MINUTE])).toBeUndefined();
  });

  test('of long periods are looked at every minute', () => {
    const alarm = anAlarm({
      periodMs: 5 * MINUTE,
      periods: 1,
      statistic: 'Sum',
      threshold: 2,
      missing: 'notBreaching',
    });
    const metrics = new Metrics();
    metrics.put(M, NOW + MINUTE, 1);
    metrics.put(M, NOW + 3 * MINUTE, 1);
    const states = [2, 3, 4, 6, 7].map(n => stateOf(alarm, metrics, { now: NOW + n * MINUTE, before: 'OK' }));
    expect(states).toEqual(['OK', 'OK', 'ALARM', 'ALARM', 'OK']);
  });
});
