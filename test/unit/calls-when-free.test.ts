import { describe, expect, test } from '@jest/globals';
import type { DayEntry } from '../../shared/domain/calls/agent-day.ts';
import { askOnceMore } from '../../shared/domain/calls/asked-calls.ts';
import { callHoursOf } from '../../shared/domain/calls/call-hours.ts';
import { type CallTimes, firstCallable, timesInWindow } from '../../shared/domain/calls/call-times.ts';
import { capacityMinutes, freeTimes, isFreeFor } from '../../shared/domain/calls/free-time.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { windowOf } from '../../shared/domain/time/contact-window.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';

const away = { x: { from: NOW - HOUR, to: NOW + HOUR } };
/** From ten to noon in Berlin on that Monday, and no other day. */
const morning = { mon: [['10:00', '12:00']] } as const;
const entry = (from: number, to: number, given: Partial<DayEntry> = {}): DayEntry => ({
  ...{ id: `e${from}`, is: 'booking', from: NOW + from * MINUTE, to: NOW + to * MINUTE, buffer: 0 },
  ...given,
});

describe('the free time of an agent', () => {
  const worker = anAgent('anna', { hours: morning });
  const day = { from: NOW - DAY / 2, to: NOW + DAY / 2 };
  const free = (entries: readonly DayEntry[], busy: readonly [number, number][] = [], agent = worker) =>
    freeTimes(agent, day, {
      ...{ entries, buffer: 10 * MINUTE, now: NOW },
      busy: busy.map(([from, to]) => [NOW + from * MINUTE, NOW + to * MINUTE] as const),
    }).map(({ from, to }) => [(from - NOW) / MINUTE, (to - NOW) / MINUTE]);

  test('is their working time without what is booked, with the longer buffer around it', () => {
    expect(free([])).toEqual([[0, 120]]);
    expect(free([entry(60, 90)])).toEqual([
      ...[
        [0, 50],
        [100, 120],
      ],
    ]);
    expect(free([entry(60, 90, { buffer: 20 * MINUTE })])).toEqual([
      [0, 40],
      [110, 120],
    ]);
    expect(free([entry(60, 90, { is: 'block' })])).toEqual([
      [0, 60],
      [90, 120],
    ]);
  });

  test('and without what is in their calendar elsewhere, in whatever order', () => {
    expect(free([entry(100, 120), entry(10, 20)], [[40, 60]])).toEqual([
      [30, 40],
      [60, 90],
    ]);
    expect(
      free(
        [],
        [
          [-60, 30],
          [20, 25],
          [120, 180],
          [50, 50],
        ],
      ),
    ).toEqual([[30, 120]]);
    expect(free([], [[0, 120]])).toEqual([]);
    expect(
      free(
        [],
        [
          [0, 60],
          [30, 120],
        ],
      ),
    ).toEqual([]);
  });

  test('holds that are over are free, whoever is off the roster has none', () => {
    expect(free([entry(60, 90, { is: 'hold', until: NOW })])).toEqual([[0, 120]]);
    expect(free([entry(60, 90, { is: 'hold', until: NOW + 1 })])).toHaveLength(2);
    expect(free([], [], { ...worker, active: false })).toEqual([]);
    expect(free([], [], { ...worker, absences: away })).toEqual([[60, 120]]);
  });

  test('is enough for a whole span or it is not', () => {
    const fits = (from: number, to: number, busy: readonly [number, number][] = []) =>
      isFreeFor(
        worker,
        busy.map(([begins, ends]) => [NOW + begins, NOW + ends] as const),
        { from: NOW + from, to: NOW + to },
      );
    expect(fits(0, 2 * HOUR)).toBe(true);
    expect([fits(-1, HOUR), fits(HOUR, 2 * HOUR + 1)]).toEqual([false, false]);
    const busy: [number, number][] = [[HOUR, HOUR + 10]];
    expect([fits(0, HOUR, busy), fits(HOUR + 10, 2 * HOUR, busy)]).toEqual([true, true]);
    expect([fits(0, HOUR + 1, busy), fits(HOUR + 9, 2 * HOUR, busy)]).toEqual([false, false]);
  });

  test('is counted in minutes of a day', () => {
    expect(capacityMinutes(worker, '2026-11-23')).toBe(120);
    expect(capacityMinutes({ ...worker, absences: away }, '2026-11-23')).toBe(60);
    expect(capacityMinutes(worker, '2026-11-24')).toBe(0);
  });
});

describe('when a contact may be called', () => {
  const hours = [['10:00', '18:00']] as const;
  const window = windowOf({ zone: 'Europe/Berlin', hours, now: NOW });
  const times = (agents: readonly Agent[]): CallTimes => ({ window, agents, language: 'de' });
  const noon = { mon: [['12:00', '13:00']], wed: [['09:00', '11:00']] } as const;

  test('is in hours of their own of half an hour or more, else in the company’s', () => {
    expect(callHoursOf(['10:00', '10:30'], hours)).toEqual([['10:00', '10:30']]);
    expect(callHoursOf(['10:00', '10:29'], hours)).toBe(hours);
    expect(callHoursOf(undefined, hours)).toBe(hours);
  });

  test('is when both they and somebody who speaks with them are there', () => {
    const at = (agents: readonly Agent[], from = NOW) => firstCallable(times(agents), from) - NOW;
    expect(at([anAgent('a')], NOW - HOUR)).toBe(0);
    expect(at([anAgent('a', { hours: noon })])).toBe(2 * HOUR);
    expect(at([anAgent('a', { hours: noon })], NOW + 3 * HOUR)).toBe(48 * HOUR);
    expect(at([])).toBe(0);
    expect(at([anAgent('a', { hours: { sun: [['10:00', '12:00']] } })])).toBe(0);
    const far = NOW + 500 * DAY;
    expect(firstCallable(times([anAgent('a')]), far)).toBe(far);
  });

  test('is due at the last moment of theirs that is in time, else after an hour of it', () => {
    const due = (readyAt: number, dueAt: number) => {
      const found = timesInWindow(times([anAgent('a')]), { readyAt: NOW + readyAt, dueAt: NOW + dueAt });
      return [(found.readyAt - NOW) / HOUR, (found.dueAt - NOW) / HOUR];
    };
    expect(due(0, 4 * HOUR)).toEqual([0, 4]);
    expect(due(0, 12 * HOUR)).toEqual([0, 8]);
    expect(due(-5 * HOUR, -4 * HOUR)).toEqual([0, 1]);
    expect(due(7.5 * HOUR, 7.5 * HOUR)).toEqual([7.5, 24.5]);
    expect(due(0, 500 * 24 * HOUR)).toEqual([0, 500 * 24]);
    expect(due(500 * 24 * HOUR, 0)).toEqual([500 * 24, 500 * 24 + 1]);
  });
});

describe('a call that is asked for once more', () => {
  const isOpen = (id: string) => id.startsWith('open');
  const ask = (
    asked: readonly [string, number][],
    callId: string,
    limit: Parameters<typeof askOnceMore>[2]['limit'],
  ) => {
    const answer = askOnceMore(
      asked.map(([id, ago]) => ({ callId: id, at: NOW - ago })),
      { callId, at: NOW },
      { limit, isOpen },
    );
    return answer.ok ? answer.value.map(one => one.callId) : answer.refusal;
  };

  test('is one too many by those that are open, or by all within the window', () => {
    expect(ask([['open1', 9]], 'new', { open: 2 })).toEqual(['open1', 'new']);
    expect(
      ask(
        [
          ['open1', 9],
          ['open2', 9],
        ],
        'new',
        { open: 2 },
      ),
    ).toBe('too-many');
    const day = { open: 9, cap: 2, window: 10 };
    expect(
      ask(
        [
          ['a', 9],
          ['b', 9],
        ],
        'new',
        day,
      ),
    ).toBe('too-many');
    expect(
      ask(
        [
          ['a', 9],
          ['b', 10],
        ],
        'new',
        day,
      ),
    ).toEqual(['a', 'new']);
    expect(
      ask(
        [
          ['a', 9],
          ['open', 99],
        ],
        'new',
        day,
      ),
    ).toEqual(['a', 'open', 'new']);
    expect(
      ask(
        [
          ['a', 9],
          ['b', 9],
        ],
        'b',
        day,
      ),
    ).toEqual(['a', 'b']);
  });
});
