import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CalendarView, PolicyView } from '../../shared/contracts/promises-contract.ts';
import {
  calendarInput,
  legs as contractLegs,
  policyInput,
} from '../../shared/contracts/promises-contract.ts';
import { damageKinds } from '../../shared/events/device-events.ts';
import { createFormat } from '../../web/app/format.ts';
import { de } from '../../web/messages/de.ts';
import { en } from '../../web/messages/en.ts';
import { es } from '../../web/messages/es.ts';
import { fr } from '../../web/messages/fr.ts';
import { it } from '../../web/messages/it.ts';
import { calendarDraft, nextKey, readCalendar } from '../../web/rooms/promises/calendar-draft.ts';
import { csvCell, csvOf, reviewLines } from '../../web/rooms/promises/csv.ts';
import { damages, legs } from '../../web/rooms/promises/kinds.ts';
import { movedUp } from '../../web/rooms/promises/moved-up.ts';
import { openingsByDay } from '../../web/rooms/promises/openings.ts';
import { isPeriod, periodKinds, periodOf } from '../../web/rooms/promises/periods.ts';
import { draftOf, readPolicy } from '../../web/rooms/promises/policy-draft.ts';
import {
  goalWords,
  regionWords,
  waitWords,
  warningWords,
  whomWords,
} from '../../web/rooms/promises/promise-words.ts';
import { readPercents, readWhole } from '../../web/rooms/promises/promised-draft.ts';

const policy: PolicyView = {
  ...{
    id: 'two-hours',
    name: 'Two hours',
    active: true,
    order: 10,
    version: 3,
    changedAt: '2026-11-20T10:00:00Z',
  },
  match: { accounts: ['acc-1', 'acc-2'], damages: ['broken'], sites: ['mall'] },
  handover: {
    ...{ goal: { hours: 1, minutes: 30 }, calendar: 'mall', warnAt: [50, 90] },
    ...{ waitsForCustomer: true, waitCapHours: 52 },
  },
  response: { goal: { minutes: 10 }, calendar: 'always', warnAt: [] },
  legs: { ship: { goal: { days: 2 }, calendar: 'always', warnAt: [90], owner: 'anna' } },
  ...{ depots: ['mall', 'central'], reserve: 'at-report', reserveHours: 24, tellCustomerAt: 90 },
  ...{ breachChain: 'breach', noStockChain: 'no-stock' },
  document: { services: 'A\nB', guarantees: 'G', front: 'F', back: 'K', reviewAt: '2027-06-30' },
};
const calendar: CalendarView = {
  ...{
    id: 'mall',
    name: 'Mall',
    zone: 'Europe/Berlin',
    version: 2,
    changedAt: '2026-11-20T10:00:00Z',
    closedDays: [],
  },
  hours: {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '24:00'],
    ],
    sat: [['10:00', '18:00']],
  },
  holidays: [{ country: 'DE', region: 'BE' }, { country: 'AT' }],
  closures: [{ date: '2026-12-28', name: 'Stock-taking' }],
  overrides: { '2026-12-24': [['09:00', '12:00']], '2026-12-31': [] },
};
const telling = { m: en, format: createFormat('en', 'Europe/Berlin'), calendars: [calendar] };

test('the kinds on the page are those of the contract', () => {
  expect([...damages].sort()).toEqual([...damageKinds].sort());
  expect(legs).toEqual(contractLegs);
});

describe('a policy’s form', () => {
  test('of a policy that nobody changed writes it as it was', () => {
    const { id, version, changedAt, ...input } = policy;
    const read = readPolicy(draftOf(policy));
    expect(read.wrong.size).toBe(0);
    expect(policyInput.parse(read.input)).toEqual(input);
  });

  test('names each field that cannot be read by its path in the policy', () => {
    const draft = draftOf(policy);
    const { wrong } = readPolicy({
      ...{ ...draft, name: ' ', order: 'x', tellCustomerAt: '100', reviewAt: '', waitCapHours: '0' },
      handover: { ...draft.handover, hours: '', minutes: '0', warnAt: '90, 50' },
      legs: { ...draft.legs, ship: { ...draft.legs.ship, days: 'two' } },
    });
    expect(Object.fromEntries(wrong)).toEqual({
      ...{ name: 'missing', order: 'number', tellCustomerAt: 'number', 'document.reviewAt': 'day' },
      ...{ 'handover.goal': 'goal', 'handover.warnAt': 'percents', 'handover.waitCapHours': 'number' },
      'legs.ship.goal': 'goal',
    });
  });

  test('leaves out what is switched off', () => {
    const draft = draftOf(policy);
    const { input } = readPolicy({
      ...{ ...draft, hasResponse: false, waitsForCustomer: false, accounts: ' ' },
      legs: { ...draft.legs, ship: { ...draft.legs.ship, on: false } },
    });
    expect(input.response).toBeUndefined();
    expect(input.handover).not.toHaveProperty('waitCapHours');
    expect(input.legs).toEqual({});
    expect(input.match).not.toHaveProperty('accounts');
  });

  test('reads numbers and shares as people write them, and nothing else', () => {
    expect(readWhole(' 42 ')).toBe(42);
    for (const text of ['', '-1', '1.5', '1e3', '12345678']) expect(readWhole(text)).toBeUndefined();
    expect(readPercents('50 %; 75,90')).toEqual([50, 75, 90]);
    expect(readPercents('')).toEqual([]);
    for (const text of ['0', '100', '50, 50', '90, 50', 'half', '1 2 3 4 5 6 7'])
      expect(readPercents(text)).toBeUndefined();
  });

  test('moves one up in an order and loses none', () => {
    expect(movedUp(['a', 'b', 'c'], 2)).toEqual(['a', 'c', 'b']);
    expect(movedUp(['a', 'b'], 0)).toEqual(['a', 'b']);
    expect(movedUp(['a'], 5)).toEqual(['a']);
  });
});

describe('a policy in words', () => {
  test('says the goal, for whom, the warnings and what waiting does', () => {
    expect(goalWords(policy.handover, telling)).toBe('in less than 1 hour 30 minutes, counted in “Mall”');
    expect(goalWords({ ...policy.handover, calendar: 'always' }, telling)).toContain('around the clock');
    expect(whomWords(policy, telling)).toBe('accounts: acc-1 and acc-2 · damage: broken · sites: mall');
    expect(whomWords({ match: {} }, telling)).toBe('everybody');
    expect(warningWords(policy.handover, telling)).toBe('at 50% and 90% of the time');
    expect(waitWords(policy, telling)).toBe('stops the time, up to 2 days 4 hours in all');
    expect(regionWords(calendar.holidays, telling)).toBe('Germany (BE) and Austria');
  });

  test.each(Object.entries({ de, en, es, fr, it }))('in %s has no hole in any sentence', (language, m) => {
    const of = { m, format: createFormat(language, 'UTC'), calendars: [calendar] };
    const words = [
      goalWords(policy.handover, of),
      whomWords(policy, of),
      warningWords(policy.handover, of),
      waitWords(policy, of),
    ];
    for (const text of words) expect(text).not.toMatch(/undefined|\[object|NaN/);
  });
});

describe('a calendar’s form', () => {
  test('of a calendar that nobody changed writes it as it was', () => {
    const { id, version, changedAt, closedDays, ...input } = calendar;
    const read = readCalendar(calendarDraft(calendar, 'UTC'));
    expect(read.wrong.size).toBe(0);
    expect(calendarInput.parse(read.input)).toEqual(input);
  });

  test('names lines that cannot be read by their place', () => {
    const draft = calendarDraft(calendar, 'UTC');
    const { wrong } = readCalendar({
      ...{ ...draft, zone: '', hours: { ...draft.hours, sun: 'noon' } },
      closures: [
        ...draft.closures,
        { key: 7, date: '2026-12-29', text: ' ' },
        { key: 8, date: '', text: 'x' },
      ],
      overrides: [{ key: 0, date: '2026-12-24', text: 'early' }],
    });
    expect(Object.fromEntries(wrong)).toEqual({
      ...{ zone: 'missing', 'hours.sun': 'hours', 'overrides.0': 'hours' },
      ...{ 'closures.1': 'missing', 'closures.2': 'day' },
    });
    expect(nextKey([])).toBe(0);
    expect(nextKey([{ key: 4 }, { key: 1 }])).toBe(5);
  });

  test('openings stand on the day on which they begin, in the calendar’s zone, with midnight as its end', () => {
    const openings = [
      { from: '2026-11-23T08:00:00Z', to: '2026-11-23T11:00:00Z' },
      { from: '2026-11-23T12:00:00Z', to: '2026-11-23T23:00:00Z' },
      { from: '2026-11-24T21:00:00Z', to: '2026-11-25T05:00:00Z' },
    ];
    expect(openingsByDay(openings, 'Europe/Berlin')).toEqual([
      { day: '2026-11-23', hours: '09:00–12:00, 13:00–24:00' },
      { day: '2026-11-24', hours: '22:00–06:00' },
    ]);
  });
});

describe('the review', () => {
  test.each([
    { kind: 'this-month', today: '2026-02-10', from: '2026-02-01', to: '2026-02-28' },
    { kind: 'last-month', today: '2026-01-31', from: '2025-12-01', to: '2025-12-31' },
    { kind: 'this-quarter', today: '2026-11-22', from: '2026-10-01', to: '2026-12-31' },
    { kind: 'last-quarter', today: '2026-03-31', from: '2025-10-01', to: '2025-12-31' },
  ] as const)('$kind on $today is $from to $to', ({ kind, today, from, to }) => {
    expect(periodOf(kind, today)).toEqual({ from, to });
  });

  test('a period is always two days in their order', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true }), day =>
        periodKinds.every(kind => isPeriod(periodOf(kind, day.toISOString().slice(0, 10)))),
      ),
    );
    for (const period of [
      { from: '2026-02-02', to: '2026-02-01' },
      { from: '', to: '2026-01-01' },
      { from: '2026-13-01', to: '2027-01-01' },
    ])
      expect(isPeriod(period)).toBe(false);
  });

  test('no cell of the file is a formula, and numbers stay numbers', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1'])
      expect(csvCell(text)).toMatch(/^"?'/);
    expect(csvCell(-12)).toBe('-12');
    expect(csvCell(undefined)).toBe('');
    expect(csvCell('a "b", c')).toBe('"a ""b"", c"');
    fc.assert(fc.property(fc.string(), text => !/^"?\s*[=+\-@]/.test(csvCell(text))));
  });

  test('the file has a line for each policy and promise, with minutes, under names that do not change', () => {
    const row = {
      ...{ policyId: 'p', name: 'P', target: 'handover', promised: 3, open: 0, met: 2, breached: 1 },
      ...{ corrected: 0, excused: 0, margins: { p10: -90_000, p50: 60_000, p90: 3_600_000 } },
      pauses: [{ reason: 'photo-of-damage', cases: 2, ms: 7_200_000 }],
    };
    const [head, line] = csvOf(reviewLines([row])).split('\r\n');
    expect(head?.startsWith('\uFEFFpolicy_id,policy,target,promised')).toBe(true);
    expect(line).toBe('p,P,handover,3,0,2,1,0,0,-1,1,60,photo-of-damage 2x 120 min');
  });
});
