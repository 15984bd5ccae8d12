import { describe, expect, test } from '@jest/globals';
import { aroundTheClock } from '../../shared/domain/time/business-calendar.ts';
import {
  act,
  type ClockRecord,
  type Evidence,
  type Mark,
  type Target,
  verdictOf,
} from '../../shared/domain/time/sla-clock.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import { clockMarks } from '../support/clock-marks.ts';

const START = Date.parse('2026-11-23T09:00:00Z');
const { started, stopped, reopened, waiting, working } = clockMarks(START);
const hour = (hours: number): number => START + hours * HOUR;
const calendars = () => aroundTheClock;
const target: Target = {
  ...{ id: 'handover', goalMs: 10 * HOUR, calendar: 'always', endsWith: 'stopped', pausedBy: ['customer'] },
  thresholds: [{ percent: 90 }, { percent: 50 }, { beforeMinutes: 60 }],
};

/** A case that remembers; each look answers what was new, with hours instead of instants. */
function watched(...marks: Mark[]) {
  const held = { marks, records: [] as ClockRecord[], targets: [target] as readonly Target[] };
  const look = (now: number, cause?: Evidence) => {
    const acted = act({ ...held, calendars, now: hour(now), ...(cause ? { cause } : {}) });
    held.records.push(...acted.records);
    return acted;
  };
  const hear = (mark: Mark, now: number) => {
    held.marks.push({ ...mark, recordedAt: hour(now) });
    return look(now, { factId: mark.id, occurredAt: mark.at });
  };
  const verdict = (now: number) =>
    held.targets.map(one => verdictOf({ ...held, target: one, calendars, now: hour(now) }))[0];
  return { held, look, hear, verdict };
}
const said = (records: readonly ClockRecord[]) =>
  records.filter(({ is }) => is !== 'warned').map(({ is, at }) => [is, (at - START) / HOUR]);

describe('thresholds', () => {
  test('act at their instants, once, and the next instant is named', () => {
    const { look } = watched(started(0));
    expect(look(1)).toEqual({ records: [], due: [], nextAt: hour(5) });
    const due = { target: 'handover', threshold: 'at-50', at: hour(5), overtaken: false, afterStop: false };
    expect(look(5)).toEqual({
      records: [{ is: 'warned', target: 'handover', threshold: 'at-50', at: hour(5), noticedAt: hour(5) }],
      due: [due],
      nextAt: hour(9),
    });
    expect(look(5)).toEqual({ records: [], due: [], nextAt: hour(9) });
    expect(look(9).due.map(({ threshold }) => threshold)).toEqual(['at-90', 'before-60']);
  });

  test('are recorded at their true instants when they are noticed late, and marked when the breach is past too', () => {
    const { look } = watched(started(0));
    const { records, due, nextAt } = look(12);
    expect(records.map(({ is, at }) => [is, (at - START) / HOUR])).toEqual([
      ['warned', 5],
      ['warned', 9],
      ['warned', 9],
      ['breached', 10],
    ]);
    expect(records.every(record => 'noticedAt' in record && record.noticedAt === hour(12))).toBe(true);
    expect(due.map(({ threshold, overtaken }) => [threshold, overtaken])).toEqual([
      ['at-50', true],
      ['at-90', true],
      ['before-60', true],
      ['breach', false],
    ]);
    expect(nextAt).toBeUndefined();
  });

  test('that were reached before a stop are recorded after it, and nothing else is', () => {
    const { look } = watched(started(0), stopped(6));
    const { records, due, nextAt } = look(30);
    expect(records).toHaveLength(1);
    expect(due).toEqual([
      { target: 'handover', threshold: 'at-50', at: hour(5), overtaken: false, afterStop: true },
    ]);
    expect(nextAt).toBeUndefined();
  });

  test('wait while the clock does, and never act again when a late fact takes them back', () => {
    const { look, hear } = watched(started(0));
    look(5);
    expect(hear(waiting(2, 'customer'), 6)).toEqual({ records: [], due: [] });
    expect(hear(working(7), 7)).toEqual({ records: [], due: [], nextAt: hour(14) });
  });

  test('at the goal are overtaken by the breach, those beyond it act after it', () => {
    const { held, look } = watched(started(0));
    held.targets = [{ ...target, thresholds: [{ percent: 100 }, { percent: 150 }] }];
    expect(look(10)).toMatchObject({ due: [{ overtaken: true }, { threshold: 'breach' }], nextAt: hour(15) });
    expect(look(16).due).toMatchObject([{ threshold: 'at-150', at: hour(15), overtaken: false }]);
  });
});

describe('a new policy', () => {
  test('counts as if it had been there from the start, and what it puts into the past acts once', () => {
    const { held, look } = watched(started(0), waiting(1, 'customer'), working(2));
    look(6);
    held.targets = [
      { ...target, goalMs: 4 * HOUR, pausedBy: [], thresholds: [...target.thresholds, { percent: 75 }] },
    ];
    const { due } = look(6);
    expect(due.map(({ threshold, at }) => [threshold, (at - START) / HOUR])).toEqual([
      ['before-60', 3],
      ['at-75', 3],
      ['at-90', 3.6],
      ['breach', 4],
    ]);
    expect(look(7).records).toEqual([]);
  });

  test('never moves a breach that was recorded, and corrects nothing', () => {
    const { held, look, hear, verdict } = watched(started(0));
    look(10);
    held.targets = [{ ...target, goalMs: 20 * HOUR }];
    expect(look(11).records).toEqual([]);
    expect(hear(working(3), 12).records).toEqual([]);
    expect(hear(waiting(10, 'customer'), 12).records).toEqual([]);
    expect(look(25).records).toEqual([]);
    expect(said(held.records)).toEqual([['breached', 10]]);
    expect(verdict(12)).toBe('breached');
  });
});

describe('a breach', () => {
  test('that a late fact takes back stays, with the correction and its evidence beside it', () => {
    const { held, look, hear, verdict } = watched(started(0));
    expect(verdict(9)).toBe('open');
    look(10);
    expect(verdict(11)).toBe('breached');
    const end = stopped(8);
    expect(hear(end, 12).records).toEqual([
      {
        is: 'corrected',
        target: 'handover',
        at: hour(12),
        evidence: { factId: end.id, occurredAt: hour(8) },
      },
    ]);
    expect(said(held.records).map(([is]) => is)).toEqual(['breached', 'corrected']);
    expect(verdict(13)).toBe('corrected');
    // Heard in the very millisecond, but after it was noticed.
    const other = watched(started(0));
    other.look(10);
    expect(said(other.hear(stopped(8), 10).records)).toEqual([['corrected', 10]]);
  });

  test('that only comes later is confirmed when it comes, once, and alerts nobody', () => {
    const { held, look, hear, verdict } = watched(started(0), waiting(20, 'customer'));
    look(10);
    expect(hear(waiting(4, 'customer'), 11)).toMatchObject({ records: [{ is: 'corrected' }] });
    const { records, nextAt } = hear(working(6), 11.5);
    expect([records, nextAt]).toEqual([[], hour(12)]);
    expect(verdict(11.9)).toBe('corrected');
    const { records: confirmed, due } = look(13);
    expect(confirmed).toEqual([{ is: 'confirmed', target: 'handover', at: hour(12), noticedAt: hour(13) }]);
    expect(due).toEqual([]);
    expect(look(14)).toEqual({ records: [], due: [] });
    expect(verdict(14)).toBe('breached');
    expect(held.records.filter(({ is }) => is === 'breached')).toHaveLength(1);
  });

  test('that moves but remains is corrected and confirmed at once', () => {
    const { held, look, hear } = watched(started(0), working(5));
    look(10);
    expect(said(hear(waiting(4, 'customer'), 12).records)).toEqual([
      ['corrected', 12],
      ['confirmed', 11],
    ]);
    expect(said(held.records).at(-1)).toEqual(['confirmed', 11]);
    expect(said(hear(stopped(9), 13).records)).toEqual([['corrected', 13]]);
  });

  test('is not corrected by a fact from after it, by one that was known, or twice by the same', () => {
    const known = waiting(2, 'customer');
    const { held, look, hear } = watched(started(0), known, working(3));
    look(11);
    expect(hear(stopped(12), 12).records).toEqual([]);
    held.targets = [{ ...target, goalMs: 10.5 * HOUR }];
    expect(look(13, { factId: known.id, occurredAt: known.at }).records).toEqual([]);
    const end = stopped(9);
    expect(said(hear(end, 14).records)).toEqual([['corrected', 14]]);
    expect(hear(end, 15).records).toEqual([]);
  });

  test('is corrected once by a fact whose marks are named after it, whenever they were written down', () => {
    const { held, look } = watched(started(0), working(5));
    look(10);
    const { id, ...wait } = waiting(4, 'customer');
    const cause = { factId: id, occurredAt: wait.at };
    held.marks.push({ ...wait, id: `${id}.waiting`, recordedAt: hour(15) } as Mark);
    expect(said(look(12, cause).records)).toEqual([
      ['corrected', 12],
      ['confirmed', 11],
    ]);
    expect(look(13, cause).records).toEqual([]);
  });

  test('that is noticed with the very fact that shows it needs no correction when the fact comes again', () => {
    const start = started(0);
    const { held, hear } = watched();
    expect(said(hear(start, 20).records)).toEqual([['breached', 10]]);
    expect(hear(start, 20).records).toEqual([]);
    held.targets = [{ ...target, goalMs: 12 * HOUR }];
    expect(hear(start, 21).records).toEqual([]);
  });

  test('exactly at the stop is one', () => {
    const { look, verdict } = watched(started(0), stopped(10));
    expect(verdict(11)).toBe('breached');
    expect(look(11).due.at(-1)).toMatchObject({ threshold: 'breach', at: hour(10), afterStop: true });
  });

  test('of one target leaves the others alone, and they share the next look', () => {
    const { held, look } = watched(started(0));
    held.targets = [
      { ...target, thresholds: [] },
      { ...target, id: 'response', goalMs: 3 * HOUR, endsWith: 'responded', thresholds: [] },
    ];
    expect(look(3)).toMatchObject({ due: [{ target: 'response', at: hour(3) }], nextAt: hour(10) });
    held.records.length = 0;
    expect(look(11).due.map(({ at }) => at)).toEqual([hour(3), hour(10)]);
  });
});

describe('a verdict', () => {
  test('is kept after a stop in time, and open again after a reopening', () => {
    const { held, verdict } = watched(started(0));
    expect(verdict(1)).toBe('open');
    held.marks.push(stopped(2));
    expect(verdict(2)).toBe('kept');
    held.marks.push(reopened(4));
    expect(verdict(5)).toBe('open');
    expect(verdict(12)).toBe('breached');
  });

  test('is excused when somebody excused the breach, unless facts took it back', () => {
    const { held, look, hear, verdict } = watched(started(0));
    look(10);
    held.records.push({ is: 'excused', target: 'handover', at: hour(11), by: 'lea', reason: 'strike' });
    expect(verdict(11)).toBe('excused');
    hear(stopped(9), 12);
    expect(verdict(12)).toBe('corrected');
  });
});
