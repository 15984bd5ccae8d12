import { describe, expect, test } from '@jest/globals';
import type { CaseLine } from '../../shared/contracts/devices-contract.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { pathTo, placeOf } from '../../web/app/routes.ts';
import { boardItems, byTimeLeft, filtered, isAtRisk, tally } from '../../web/rooms/devices/board-order.ts';
import { everyCase, filtersOf, monthAway, unfiltered } from '../../web/rooms/devices/board-view.ts';

const T = Date.parse('2026-11-23T09:30:00Z');
const utc = (at: number) => new Date(at).toISOString();
const line = (id: string, more: Partial<CaseLine> = {}): CaseLine => ({
  ...{ id, accountId: 'a', accountName: 'A', serial: id, model: 'tab-8', damage: 'broken', state: 'triaged' },
  ...{ entitled: true, verdict: 'open', noStock: false, language: 'de', zone: 'Europe/Berlin' },
  ...{ openedAt: utc(T - HOUR), version: 1 },
  ...more,
});
const left = (ms: number) => ({ ms, asOf: utc(T), counting: true });
const ids = (lines: readonly CaseLine[]) => lines.map(({ id }) => id);

describe('the board’s address', () => {
  test.each([
    '/devices',
    '/devices?of=mine',
    '/devices?month=2026-11&owner=anna',
    '/devices?leg=ship&waiting=nobody&risk=yes&group=owner',
    '/devices/case_1%3A2',
  ])('%s leads there and back', path => {
    const there = pathTo(placeOf(path));
    expect(placeOf(there)).toEqual(placeOf(path));
    expect(new URLSearchParams(there.split('?')[1]).size).toBe(new URLSearchParams(path.split('?')[1]).size);
  });

  test('leaves out what cannot be read', () => {
    expect(placeOf('/devices?month=2026-13&leg=fly&waiting=me&group=x&risk=1&owner=')).toEqual({
      room: 'devices',
      view: { of: 'all' },
    });
    expect(filtersOf({ of: 'mine', month: '2026-11', group: 'leg', leg: 'ship', risk: true })).toBe(2);
    expect(unfiltered({ of: 'mine', leg: 'ship', group: 'leg' })).toEqual({ of: 'mine', group: 'leg' });
  });

  test('goes from month to month, over the year too', () => {
    expect([monthAway('2026-12', 1), monthAway('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
  });
});

describe('the board’s rows', () => {
  const late = line('late', { dueAt: utc(T - MINUTE), left: left(-MINUTE), reached: 'breached' });
  const soon = line('soon', { dueAt: utc(T + HOUR), left: left(HOUR), reached: 'at-75', leg: 'ship' });
  const shut = line('shut', {
    dueAt: utc(T + 9 * HOUR),
    left: left(MINUTE),
    ownerId: 'anna',
    ownerName: 'Anna',
  });
  const paused = line('paused', { left: left(2 * HOUR), waitingOn: 'customer', leg: 'diagnose' });
  const plain = line('plain', { verdict: 'none' });
  const done = line('done', { state: 'closed', verdict: 'kept' });
  const all = [done, plain, paused, shut, soon, late];

  test('stand by what ends first on the wall clock, then paused ones, then those without a promise', () => {
    expect(ids(all.toSorted(byTimeLeft))).toEqual(['late', 'soon', 'shut', 'paused', 'plain', 'done']);
  });

  test('are at risk from three quarters on, when late, and when there is no unit', () => {
    const lacks = line('lacks', { noStock: true });
    const risky = [...all, lacks, line('half', { left: left(HOUR), dueAt: utc(T + HOUR), reached: 'at-50' })];
    expect(ids(risky.filter(one => isAtRisk(one, T)))).toEqual(['soon', 'late', 'lacks']);
    expect(isAtRisk(shut, T)).toBe(false);
    expect(isAtRisk(shut, T + MINUTE)).toBe(true);
  });

  test('are filtered by owner, step and whom they wait for', () => {
    const of = (view: object) => ids(filtered(all, { ...everyCase, ...view }, { me: 'anna', now: T }));
    expect(of({ of: 'mine' })).toEqual(['shut']);
    expect(of({ leg: 'ship' })).toEqual(['soon']);
    expect(of({ waiting: 'customer' })).toEqual(['paused']);
    expect(of({ waiting: 'nobody', risk: true })).toEqual(['soon', 'late']);
    expect(of({ owner: 'bruno' })).toEqual([]);
  });

  test('are grouped by step in the usual order or by owner, what has none last, none lost', () => {
    const keys = (group: 'leg' | 'owner') =>
      boardItems(all, group).map(item => (item.is === 'head' ? `${item.group}:${item.count}` : item.line.id));
    expect(keys('leg')).toEqual([
      'diagnose:1',
      'paused',
      'ship:1',
      'soon',
      ':4',
      'done',
      'plain',
      'shut',
      'late',
    ]);
    expect(keys('owner').slice(0, 3)).toEqual(['Anna:1', 'shut', ':5']);
    expect(tally(all)).toEqual({ all: 6, open: 5, kept: 1, late: 0 });
  });
});
