import { describe, expect, test } from '@jest/globals';
import { aroundTheClock, compileCalendar } from '../../shared/domain/time/business-calendar.ts';
import type { CalendarSpec } from '../../shared/domain/time/calendar-spec.ts';
import {
  legSpent,
  type Mark,
  reachedAt,
  readTarget,
  type Target,
  thresholdKey,
  thresholdMs,
} from '../../shared/domain/time/sla-clock.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { clockMarks } from '../support/clock-marks.ts';

const at = (text: string): number => Date.parse(text);
const START = at('2026-11-23T09:00:00Z');
const { started, responded, stopped, reopened, waiting, working, leg } = clockMarks(START);

const week = (hours: readonly (readonly [string, string])[]) =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, hours]));
const offices: Record<string, CalendarSpec> = {
  office: { zone: 'UTC', hours: week([['09:00', '17:00']]), overrides: {} },
  berlin: {
    zone: 'Europe/Berlin',
    hours: week([
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ]),
    overrides: {},
  },
};
const calendars = (key: string) => {
  const spec = offices[key];
  return spec ? compileCalendar(spec, { from: START - 400 * DAY, to: START + 400 * DAY }) : aroundTheClock;
};

const fourDays: Target = {
  ...{ id: 'handover', goalMs: 4 * DAY, calendar: 'always', endsWith: 'stopped', pausedBy: ['customer'] },
  thresholds: [{ percent: 50 }],
};
const twoHours: Target = { ...fourDays, goalMs: 2 * HOUR, calendar: 'office', pausedBy: [] };
const read = (marks: readonly Mark[], target: Target, now: number) =>
  readTarget({ marks, target, calendars, now });

describe('the vectors', () => {
  test('a report half an hour before closing continues at the next opening', () => {
    const marks = [started(at('2026-11-27T16:30:00Z'))];
    expect(read(marks, twoHours, at('2026-11-27T17:10:00Z'))).toMatchObject({
      state: 'running',
      spentMs: 30 * MINUTE,
      leftMs: 90 * MINUTE,
      deadline: at('2026-11-30T10:30:00Z'),
    });
    const oneHour = { ...twoHours, goalMs: HOUR };
    expect(read(marks, oneHour, START).deadline).toBeUndefined();
    expect(read(marks, oneHour, at('2026-11-27T16:30:00Z')).deadline).toBe(at('2026-11-30T09:30:00Z'));
  });

  test.each([
    ['2026-03-27T14:00:00Z', '2026-03-30T08:00:00Z'],
    ['2026-10-23T14:00:00Z', '2026-10-26T10:00:00Z'],
  ])('240 minutes from %s in Berlin end at %s', (from, to) => {
    const target = { ...twoHours, goalMs: 240 * MINUTE, calendar: 'berlin' };
    expect(reachedAt({ marks: [started(at(from))], target, calendars }, target.goalMs)).toBe(at(to));
  });

  test('four days are 96 hours, under midnight and weekend', () => {
    expect(read([started(0)], fourDays, START).deadline).toBe(START + 96 * HOUR);
  });

  test('less than four days is met, exactly four days is late', () => {
    const kept = read([started(0), stopped(96 - 1 / 3_600_000)], fourDays, START + 100 * HOUR);
    expect(kept).toMatchObject({ state: 'stopped', met: true, leftMs: 1 });
    expect(kept).not.toHaveProperty('overdueSince');
    const late = read([started(0), stopped(96)], fourDays, START + 100 * HOUR);
    expect(late).toMatchObject({ met: false, endedAt: START + 96 * HOUR, overdueSince: START + 96 * HOUR });
    expect(late).not.toHaveProperty('deadline');
    expect(read([started(0)], fourDays, START + 96 * HOUR).overdueSince).toBe(START + 96 * HOUR);
  });

  test('a second hour of time that the clocks show twice is counted twice', () => {
    const target = { ...twoHours, goalMs: 24 * HOUR, calendar: 'always' };
    const marks = [started(at('2026-10-24T22:00:00Z'))];
    expect(read(marks, target, at('2026-10-25T22:00:00Z')).spentMs).toBe(24 * HOUR);
  });
});

describe('waiting', () => {
  const marks = [started(0), waiting(10, 'customer')];

  test('for the customer pauses the promise to the customer; the answer moves the deadline by the wait', () => {
    const paused = read(marks, fourDays, START + 20 * HOUR);
    expect(paused).toMatchObject({ state: 'paused', spentMs: 10 * HOUR });
    expect(paused.pausedMs).toEqual({ 'asked-customer': 10 * HOUR });
    expect(paused).not.toHaveProperty('deadline');
    const again = read([...marks, working(30)], fourDays, START + 40 * HOUR);
    expect(again).toMatchObject({ state: 'running', spentMs: 20 * HOUR, deadline: START + 116 * HOUR });
  });

  test.each(['carrier', 'supplier', 'internal'] as const)('for the %s does not pause it', on => {
    const reading = read([started(0), waiting(10, on)], fourDays, START + 20 * HOUR);
    expect(reading).toMatchObject({ state: 'running', spentMs: 20 * HOUR, pausedMs: {} });
  });

  test('beyond the cap counts again, and the deadline stands as if the wait went on', () => {
    const capped = { ...fourDays, waitCapMs: 12 * HOUR };
    expect(read(marks, capped, START + 20 * HOUR)).toMatchObject({
      state: 'paused',
      deadline: START + 108 * HOUR,
    });
    const beyond = read(marks, capped, START + 30 * HOUR);
    expect(beyond).toMatchObject({ state: 'running', spentMs: 18 * HOUR, deadline: START + 108 * HOUR });
    expect(beyond.steps.map(({ counts, ms, sumMs }) => [counts, ms / HOUR, sumMs / HOUR])).toEqual([
      ['yes', 10, 10],
      ['no', 0, 10],
      ['capped', 8, 18],
    ]);
  });

  test('has one cap for all waits together', () => {
    const capped = { ...fourDays, waitCapMs: 12 * HOUR };
    const twice = [...marks, working(18), waiting(20, 'customer')];
    const reading = read(twice, capped, START + 30 * HOUR);
    expect(reading.spentMs).toBe((10 + 2 + 6) * HOUR);
    expect(reading.pausedMs).toEqual({ 'asked-customer': 12 * HOUR });
  });

  test('never pauses a first response', () => {
    const target: Target = { ...fourDays, endsWith: 'responded', pausedBy: ['customer'] };
    expect(read(marks, target, START + 20 * HOUR)).toMatchObject({ state: 'running', spentMs: 20 * HOUR });
  });
});

describe('the ends of a clock', () => {
  const response: Target = { ...fourDays, id: 'response', goalMs: 4 * HOUR, endsWith: 'responded' };

  test('the first response ends its target for ever, a reopening included', () => {
    const marks = [started(0), responded(3), responded(5), stopped(6), reopened(7)];
    const reading = read([...marks, waiting(3, 'customer')], response, START + 9 * HOUR);
    expect(reading).toMatchObject({ endedAt: START + 3 * HOUR, met: true });
    expect(reading.steps).toHaveLength(1);
    expect(read([started(1), responded(0)], response, START + 9 * HOUR)).toMatchObject({
      met: true,
      spentMs: 0,
    });
  });

  test('a stop ends every target, and a reopening goes on with the earlier time', () => {
    const marks = [started(0), stopped(3)];
    expect(read(marks, response, START + 9 * HOUR)).toMatchObject({ state: 'stopped', spentMs: 3 * HOUR });
    const again = [...marks, reopened(50)];
    expect(read(again, response, START + 52 * HOUR)).toMatchObject({
      state: 'running',
      spentMs: 5 * HOUR,
      overdueSince: START + 51 * HOUR,
    });
  });

  test('at the very instant of a mark it counts, and what happens after now is not shown yet', () => {
    const marks = [started(0), stopped(3)];
    expect(read(marks, response, START)).toMatchObject({ state: 'running', steps: [{ from: START, ms: 0 }] });
    expect(read(marks, response, START + 3 * HOUR)).toMatchObject({
      state: 'stopped',
      endedAt: START + 3 * HOUR,
    });
    expect(read(marks, response, START + 2 * HOUR)).toMatchObject({ state: 'running', spentMs: 2 * HOUR });
    expect(read(marks, response, START - 1)).toEqual({
      ...{ state: 'not-started', spentMs: 0, leftMs: 4 * HOUR, pausedMs: {}, steps: [] },
    });
  });
});

describe('legs', () => {
  const marks = [
    started(0),
    leg(2, 'prepare'),
    leg(5, 'ship'),
    waiting(6, 'carrier'),
    working(8),
    leg(9, 'install'),
  ];
  const ofLeg = (name: string, more: Partial<Target> = {}): Target => ({
    ...{ id: `leg-${name}`, goalMs: 2 * HOUR, calendar: 'always', endsWith: 'stopped', leg: name },
    ...{ pausedBy: ['customer', 'carrier', 'supplier', 'internal'], thresholds: [], ...more },
  });

  test('have clocks of their own, which pause for everybody', () => {
    expect(read(marks, ofLeg('ship'), START + 7 * HOUR)).toMatchObject({ state: 'paused', spentMs: HOUR });
    expect(read(marks, ofLeg('ship'), START + 12 * HOUR)).toMatchObject({
      state: 'stopped',
      spentMs: 2 * HOUR,
      met: false,
    });
    expect(read(marks, ofLeg('install'), START + 7 * HOUR).state).toBe('not-started');
  });

  test('share the time of the customer’s promise without a rest', () => {
    const given = { marks, target: fourDays, calendars, now: START + 12 * HOUR };
    const spent = { '-': 2 * HOUR, prepare: 3 * HOUR, ship: 4 * HOUR, install: 3 * HOUR };
    expect(legSpent(given)).toEqual(spent);
    expect(readTarget(given).spentMs).toBe(12 * HOUR);
  });

  test('go on where they were left when they are entered again', () => {
    const again = [...marks, stopped(10), reopened(20), leg(20, 'ship')];
    expect(read(again, ofLeg('ship'), START + 21 * HOUR)).toMatchObject({
      state: 'running',
      spentMs: 3 * HOUR,
    });
  });

  test('end with a stop; the way back that begins with it is counted, though not for the customer', () => {
    const back = [...marks, leg(10, 'return'), stopped(10)];
    expect(read(back, ofLeg('install'), START + 20 * HOUR)).toMatchObject({
      state: 'stopped',
      spentMs: HOUR,
    });
    expect(read(back, ofLeg('return'), START + 11 * HOUR)).toMatchObject({ state: 'running', spentMs: HOUR });
    expect(read(back, fourDays, START + 20 * HOUR)).toMatchObject({ state: 'stopped', spentMs: 10 * HOUR });
    const returned = [...back, stopped(11), leg(13, '-')];
    expect(read(returned, ofLeg('return'), START + 20 * HOUR)).toMatchObject({
      endedAt: START + 13 * HOUR,
      met: false,
    });
  });
});

describe('thresholds', () => {
  test('have names, and instants in counted time that are never early', () => {
    expect([{ percent: 50 }, { percent: 12.5 }, { beforeMinutes: 30 }].map(thresholdKey)).toEqual([
      'at-50',
      'at-12.5',
      'before-30',
    ]);
    expect(thresholdMs({ percent: 33 }, 101)).toBe(34);
    expect(thresholdMs({ beforeMinutes: 30 }, 2 * HOUR)).toBe(90 * MINUTE);
    expect(thresholdMs({ beforeMinutes: 300 }, 2 * HOUR)).toBe(0);
  });

  test('before the deadline are counted in business time', () => {
    const marks = [started(at('2026-11-27T16:30:00Z'))];
    const given = { marks, target: twoHours, calendars };
    expect(reachedAt(given, thresholdMs({ beforeMinutes: 95 }, twoHours.goalMs))).toBe(
      at('2026-11-27T16:55:00Z'),
    );
    expect(reachedAt(given, 0)).toBe(at('2026-11-27T16:30:00Z'));
  });
});
