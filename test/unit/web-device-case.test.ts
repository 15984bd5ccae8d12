import { describe, expect, test } from '@jest/globals';
import { type CaseView, caseAction, type TargetView } from '../../shared/contracts/devices-contract.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { en } from '../../web/messages/en.ts';
import {
  type ActionDraft,
  actionNames,
  actionOf,
  draftFor,
  isAhead,
  pathsFor,
  reasonsFor,
  reasonWord,
} from '../../web/rooms/device-case/action-draft.ts';
import { balanceOf, barOf, placeOn, sumRows, withRoom } from '../../web/rooms/device-case/clock-bar.ts';
import { reasonWords } from '../../web/rooms/device-case/history-words.ts';

const T = Date.parse('2026-11-23T09:30:00Z');
const utc = (at: number) => new Date(at).toISOString();

const target = (more: Partial<TargetView> = {}): TargetView => ({
  ...{ id: 'handover', goalMs: 4 * HOUR, calendar: 'shop', calendarVersion: 1, calendarName: 'Shop' },
  ...{ calendarZone: 'UTC', pausedBy: ['customer'], state: 'running', verdict: 'open', thresholds: [] },
  spentMs: 90 * MINUTE,
  leftMs: 150 * MINUTE,
  dueAt: utc(T + 150 * MINUTE),
  steps: [
    { from: utc(T - 5 * HOUR), to: utc(T - 2 * HOUR), counts: 'yes', ms: HOUR + 400, sumMs: HOUR + 400 },
    {
      ...{
        from: utc(T - 2 * HOUR),
        to: utc(T - 30 * MINUTE),
        waitingOn: 'customer',
        reason: 'photo-of-damage',
      },
      ...{ counts: 'no', ms: 0, sumMs: HOUR + 400 },
    },
    { from: utc(T - 30 * MINUTE), counts: 'yes', ms: 30 * MINUTE, sumMs: 90 * MINUTE + 400 },
  ],
  ...more,
});

describe('a clock to scale', () => {
  const openings = [
    { from: T - 5 * HOUR, to: T - 4.5 * HOUR },
    { from: T - 2.5 * HOUR, to: T + 9 * HOUR },
  ];
  const given = { target: target(), openings, breachedAt: undefined, asOf: T };
  const kinds = (bar: ReturnType<typeof barOf>) =>
    bar?.pieces.map(({ is, counts }) => `${is}${counts ? '' : ' -'}`);

  test('shows closed time where the calendar had it, waits low, and the time ahead', () => {
    const bar = barOf(given);
    expect(kinds(bar)).toEqual(['working', 'closed -', 'working', 'customer -', 'working', 'ahead']);
    expect(bar?.pieces[1]).toMatchObject({ from: T - 4.5 * HOUR, to: T - 2.5 * HOUR });
    expect([bar?.from, bar?.to]).toEqual([T - 5 * HOUR, T + 2.5 * HOUR]);
    expect(bar && placeOn(bar, T)).toBe(66.67);
  });

  test('invents no closed time when the openings do not add up to what the clock counted', () => {
    expect(kinds(barOf({ ...given, openings: [] }))?.[0]).toBe('mixed');
    expect(kinds(barOf({ ...given, target: target({ calendar: 'always' }) }))?.[0]).toBe('working');
  });

  test('marks warnings, due, now, breach and end at their instants', () => {
    const thresholds = [
      { key: 'at-50', at: utc(T - HOUR), noticedAt: utc(T) },
      { key: 'at-75', dueAt: utc(T + HOUR) },
      { key: 'at-90' },
    ];
    const marks = barOf({ ...given, target: target({ thresholds }) })?.marks;
    expect(marks?.map(({ is, key, at }) => [key ?? is, (at - T) / HOUR])).toEqual([
      ['at-50', -1],
      ['at-75', 1],
      ['due', 2.5],
      ['now', 0],
    ]);
    const { dueAt: _none, ...stopped } = target({ state: 'stopped', endedAt: utc(T) });
    expect(barOf({ ...given, target: stopped, breachedAt: T - HOUR })?.marks.map(({ is }) => is)).toEqual([
      'breached',
      'ended',
    ]);
  });

  test('has no bar before it begins, and drops labels that have no room, the least important first', () => {
    expect(barOf({ ...given, target: target({ steps: [] }) })).toBeUndefined();
    expect(withRoom([{ x: 98 }, { x: 90 }, { x: 80 }], 10)).toEqual([{ x: 98 }, { x: 80 }]);
  });

  test('adds up in whole seconds as it is shown', () => {
    const rows = sumRows(target(), T);
    expect(rows.map(({ countedMs, sumMs }) => [countedMs, sumMs])).toEqual([
      [HOUR, HOUR],
      [0, HOUR],
      [30 * MINUTE, 90 * MINUTE],
    ]);
    expect(rows.map(({ closedMs }) => closedMs)).toEqual([2 * HOUR - 1_000, 0, 0]);
    expect(balanceOf({ goalMs: HOUR, spentMs: 59_999 })).toEqual({
      goalMs: HOUR,
      spentMs: 59_000,
      leftMs: HOUR - 59_000,
    });
  });
});

describe('an action', () => {
  const view = {
    damage: 'lost',
    state: 'reported',
    records: [{ is: 'breached', target: 'handover', at: utc(T) }],
  } as unknown as CaseView;
  const read = { zone: 'Europe/Berlin', now: T };
  const draft = (more: Partial<ActionDraft> = {}): ActionDraft => ({
    ...draftFor(view, '2026-11-30T10:00'),
    ...more,
  });

  test('as its form stands at first is complete, or waits for what it needs', () => {
    const incomplete = actionNames.filter(name => actionOf(name, draft(), read) === undefined);
    expect(incomplete).toEqual(['confirm-wipe', 'excuse']);
  });

  test('is always one that the contract takes', () => {
    const full = draft({
      contactId: 'c-1',
      sure: true,
      why: 'Flood in the depot',
      serial: ' SN-1 ',
      trackingId: 'T',
      earlier: '2026-11-23T10:00',
    });
    for (const name of actionNames)
      expect(caseAction.safeParse(actionOf(name, full, read)).error?.issues ?? []).toEqual([]);
    expect(actionOf('ship', full, read)).toEqual({
      do: 'ship',
      trackingId: 'T',
      at: '2026-11-23T09:00:00.000Z',
    });
  });

  test('cannot have happened later than now, as the reader’s clocks show it', () => {
    expect(isAhead(draft({ earlier: '2026-11-23T10:30' }), read)).toBe(false);
    expect(isAhead(draft({ earlier: '2026-11-23T10:31' }), read)).toBe(true);
    expect(actionOf('go-on', draft({ earlier: '2026-11-23T10:31' }), read)).toBeUndefined();
  });

  test('has a reason in words of its own, or one typed that leaves a word', () => {
    expect(reasonWord('  Schlüssel zum großen Laden! ')).toBe('schlussel-zum-grossen-laden');
    expect(reasonWord('…')).toBe('');
    expect(reasonWord(`${'x'.repeat(63)} y`).length).toBeLessThanOrEqual(64);
    const other = draft({ on: 'carrier', reason: 'other', otherReason: '?' });
    expect(actionOf('wait', other, read)).toBeUndefined();
    for (const on of ['customer', 'carrier', 'supplier', 'internal'] as const)
      for (const reason of reasonsFor('wait', { on }).filter(one => one !== 'other'))
        expect(Object.hasOwn(en.devices.reasons, reason)).toBe(true);
  });

  test('finds again only what was gone', () => {
    expect(pathsFor({ damage: 'stolen' })).toContain('found-again');
    expect(pathsFor({ damage: 'broken' })).not.toContain('found-again');
  });
});

test('a decision’s reason is told in words, ids by their names, without the machinery’s parts', () => {
  const known = {
    m: en,
    agent: (id: string) => id.toUpperCase(),
    depot: (id: string) => `<${id}>`,
    contact: (id: string) => `(${id})`,
    date: () => 'DATE',
  };
  const shown = reasonWords(
    {
      caseId: 'c',
      on: 'customer',
      reason: 'photo-of-damage',
      dueAt: T,
      by: 'anna',
      depotId: 'mall',
      target: 'leg-ship',
      entitled: true,
      serial: 'sn-1-a',
      contactId: 'c-1',
      why: 'never-heard-of',
      unit: {},
    },
    known,
  );
  expect(shown.map(({ value }) => value)).toEqual([
    'The customer',
    'photo of the damage',
    'DATE',
    'ANNA',
    '<mall>',
    'Step: Shipping',
    'yes',
    'sn-1-a',
    '(c-1)',
    'never heard of',
  ]);
});
