import { describe, expect, test } from '@jest/globals';
import type { AgentDay, DayEntry } from '../../shared/domain/calls/agent-day.ts';
import type { Call } from '../../shared/domain/calls/call.ts';
import { nextOnDuty } from '../../shared/domain/calls/promise-now.ts';
import { mayPick, minutesOf, staffMayPick, staffMayPlan } from '../../shared/domain/calls/slot-times.ts';
import { isStillSaid, spokenOf, type WantedMessage } from '../../shared/domain/calls/still-said.ts';
import { bookingsAt, isExpired, stretchEntry, takeTime } from '../../shared/domain/calls/take-time.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { anItem, bookedCall, dueCall, slotAt } from '../support/decided-calls.ts';
import { NOW } from '../support/facts.ts';
import { anAgent } from '../support/team.ts';

const slot = slotAt(NOW + 30 * HOUR);
const toMove = bookedCall({ booking: { ...slot, mustMove: 'agent-absent' } });
const calls = {
  booked: bookedCall(),
  'to be moved': toMove,
  due: dueCall(),
  asked: dueCall({ state: 'asked' }),
  accepted: dueCall({ state: 'accepted' }),
  running: dueCall({ state: 'running' }),
  'never reached': dueCall({ state: 'ended', ending: 'never-reached' }),
  reached: dueCall({ state: 'ended', ending: 'reached' }),
} satisfies Record<string, Call>;

describe('a message that was wanted', () => {
  const saidOf = (wanted: Partial<WantedMessage>) =>
    Object.entries(calls)
      .filter(([, call]) => isStillSaid({ kind: 'booked', sequence: 0, ...wanted }, call, NOW))
      .map(([name]) => name);

  test.each<[WantedMessage['kind'], string[]]>([
    ['booked', ['booked']],
    ['moved', ['booked']],
    ['reminder', ['booked']],
    ['queued', ['asked', 'accepted']],
    ['running-late', ['booked', 'to be moved', 'asked', 'accepted']],
    ['choose-again', ['to be moved', 'due']],
    ['cancelled', ['due', 'asked', 'accepted', 'running', 'never reached', 'reached']],
    ['not-reached', ['never reached']],
    ['feedback', ['reached']],
  ])('%s is still true of %j', (kind, states) => {
    expect(saidOf({ kind })).toEqual(states);
    expect(saidOf({ kind, sequence: 1 })).toEqual([]);
  });

  test('of waiting is true by the promise alone that it was about', () => {
    const { dueAt } = calls.asked;
    expect(saidOf({ kind: 'queued', at: dueAt })).toEqual(['asked', 'accepted']);
    expect(saidOf({ kind: 'running-late', at: dueAt })).toEqual(['asked', 'accepted']);
    expect(saidOf({ kind: 'queued', at: dueAt + 1 })).toEqual([]);
  });

  test('that reminds is not sent once the call may have begun, or where no reminders are wanted', () => {
    const reminder = { kind: 'reminder', sequence: 0 } as const;
    expect(isStillSaid(reminder, calls.booked, slot.from - 1)).toBe(true);
    expect(isStillSaid(reminder, calls.booked, slot.from)).toBe(false);
    expect(isStillSaid(reminder, bookedCall({ reminders: [] }), NOW)).toBe(false);
  });

  test('speaks of the agreed start, the promise, or when they spoke', () => {
    expect(spokenOf('booked', calls.booked)).toBe(slot.from);
    expect(spokenOf('queued', calls.booked)).toBe(slot.from);
    expect([spokenOf('queued', calls.asked), spokenOf('running-late', calls.asked)]).toEqual([
      ...[calls.asked.dueAt, calls.asked.dueAt],
    ]);
    expect([spokenOf('cancelled', calls.due), spokenOf('choose-again', calls.due)]).toEqual([
      undefined,
      undefined,
    ]);
    expect(spokenOf('not-reached', calls.booked)).toBeUndefined();
    const spoke = [NOW - 9, NOW - 5].map(at => ({ at, agentId: 'anna', direction: 'out' as const }));
    expect(spokenOf('feedback', bookedCall({ attempts: spoke }))).toBe(NOW - 5);
    expect(spokenOf('feedback', calls.booked)).toBeUndefined();
  });
});

describe('a start', () => {
  const rules = { noticeMinutes: 60, windowDays: 14 } as Parameters<typeof mayPick>[1]['rules'];
  const told = (answer: ReturnType<typeof mayPick>) => (answer.ok ? 'may' : [answer.refusal, answer.detail]);
  const pick = (ms: number, since?: number) =>
    told(mayPick(NOW + ms, { now: NOW, rules, ...(since === undefined ? {} : { since: NOW + since }) }));
  const field = 'body.from';

  test('is on the quarter of an hour, after the notice, within the window', () => {
    expect(pick(HOUR)).toBe('may');
    expect(pick(14 * DAY - 15 * MINUTE)).toBe('may');
    expect(pick(HOUR + 1)).toEqual(['not-a-start', { field, problem: expect.stringContaining('quarter') }]);
    expect(pick(45 * MINUTE)).toEqual([
      'too-soon',
      { field, problem: expect.stringContaining('60 minutes') },
    ]);
    expect(pick(14 * DAY)).toEqual(['too-far', { field, problem: expect.stringContaining('14 days') }]);
  });

  test('has its notice counted from when it was kept free, and is never over', () => {
    expect(pick(15 * MINUTE, -45 * MINUTE)).toBe('may');
    expect(pick(0, -2 * HOUR)).toBe('may');
    expect(pick(-15 * MINUTE, -2 * HOUR)).toMatchObject(['too-soon', {}]);
  });

  test('by staff is at any minute that is not over, within their reach', () => {
    const staff = (ms: number) => told(staffMayPick(NOW + ms, NOW));
    expect([staff(-15 * MINUTE + 1), staff(89 * DAY)]).toEqual(['may', 'may']);
    expect(staff(-15 * MINUTE)).toEqual(['over', { field, problem: 'This time is over.' }]);
    expect(staff(89 * DAY + 1)).toEqual(['too-far', { field, problem: expect.stringContaining('89 days') }]);
    const plan = (ms: number) => told(staffMayPlan(NOW + ms, { now: NOW, field: 'body.dueAt' }));
    expect(plan(180 * DAY - 1)).toBe('may');
    expect(plan(180 * DAY)).toEqual([
      'too-far',
      { field: 'body.dueAt', problem: expect.stringContaining('180 days') },
    ]);
  });

  test('takes as long as what is agreed, else as the longest that is to be spoken of', () => {
    const lasts = { minutesFor: (kind: string) => ({ welcome: 30, survey: 10, callback: 20 })[kind] ?? 45 };
    expect(minutesOf(bookedCall(), lasts)).toBe(45);
    expect(minutesOf(undefined, lasts)).toBe(20);
    const agenda = [anItem('a', { kind: 'survey' }), anItem('b', { state: 'done' })];
    expect(minutesOf({ agenda }, lasts)).toBe(10);
    expect(minutesOf({ agenda }, lasts, 'callback')).toBe(20);
    expect(minutesOf({ agenda: [anItem('w')] }, lasts, 'callback')).toBe(30);
  });
});

describe('the first moment at which somebody can call', () => {
  const away = (from: number, to: number) => ({ from: NOW + from, to: NOW + to });
  const noon = { mon: [['12:00', '14:00']] } as const;
  const next = (given: Parameters<typeof anAgent>[1], ...more: Parameters<typeof anAgent>[1][]) => {
    const found = nextOnDuty(
      [given, ...more].map((one, n) => anAgent(`a${n}`, one)),
      'de',
      NOW,
    );
    return found === undefined ? undefined : found - NOW;
  };

  test('is now, or the first opening of any who speak the language', () => {
    expect(next({})).toBe(0);
    expect(next({ hours: noon })).toBe(2 * HOUR);
    expect(next({ hours: { wed: noon.mon } }, { hours: noon }, { hours: {} })).toBe(2 * HOUR);
    expect(next({ hours: {} })).toBeUndefined();
    expect(next({ languages: ['fr'] }, { active: false }, { roles: ['lead'] })).toBeUndefined();
  });

  test('is after absences, also after several that follow on one another', () => {
    expect(next({ absences: { a: away(-HOUR, HOUR) } })).toBe(HOUR);
    expect(next({ absences: { a: away(0, HOUR), b: away(HOUR, 3 * HOUR) } })).toBe(3 * HOUR);
    expect(next({ hours: noon, absences: { a: away(2 * HOUR, 4 * HOUR) } })).toBe((2 + 7 * 24) * HOUR);
    expect(next({ hours: noon, absences: { a: away(3 * HOUR, 4 * HOUR) } })).toBe(2 * HOUR);
    expect(next({ absences: { a: away(0, 21 * DAY) } })).toBeUndefined();
  });
});

describe('the day of an agent', () => {
  const entry = (id: string, from: number, to: number, given: Partial<DayEntry> = {}): DayEntry => ({
    ...{ id, is: 'booking', from: NOW + from * MINUTE, to: NOW + to * MINUTE, buffer: 0 },
    ...given,
  });
  const days = (...entries: readonly DayEntry[]): AgentDay[] => [
    { agentId: 'a', day: '2026-11-23', entries },
  ];
  const take = (one: DayEntry, others: readonly DayEntry[], limits = { perDay: 9, capacityMinutes: 480 }) => {
    const answer = takeTime(days(...others), one, { now: NOW, limits });
    return answer.ok ? answer.value[0]?.entries.map(({ id }) => id) : [answer.refusal, answer.detail];
  };
  const hold = { is: 'hold', until: NOW + DAY } as const;

  test('has no two entries that overlap or stand closer than their longer buffer', () => {
    const held = entry('held', 60, 90, { buffer: 10 * MINUTE });
    expect(take(entry('x', 0, 50), [held])).toEqual(['x', 'held']);
    expect(take(entry('x', 100, 130), [held])).toEqual(['held', 'x']);
    const taken = ['slot-taken', { from: held.from, to: held.to }];
    expect([take(entry('x', 0, 51), [held]), take(entry('x', 99, 130), [held])]).toEqual([taken, taken]);
    expect(take(entry('x', 0, 50, { buffer: 11 * MINUTE }), [held])).toEqual(taken);
    const block = { ...held, is: 'block', buffer: 0 } as const;
    expect(take(entry('x', 0, 60, { buffer: 99 * MINUTE }), [block])).toEqual(['x', 'held']);
    expect(take(entry('x', 90, 99, { is: 'block' }), [{ ...held, buffer: 99 * MINUTE }])).toEqual([
      'held',
      'x',
    ]);
  });

  test('drops what is over, what has the same id, and another hold of the same source', () => {
    expect(take(entry('x', 0, 9), [entry('x', 30, 40)])).toEqual(['x']);
    expect(take(entry('x', 0, 9), [entry('h', 0, 9, { ...hold, until: NOW })])).toEqual(['x']);
    const mine = { ...hold, source: 's' };
    expect(take(entry('x', 0, 9, mine), [entry('h', 0, 9, mine)])).toEqual(['x']);
    expect(take(entry('x', 0, 9, mine), [entry('h', 20, 29, { ...hold, source: 't' })])).toEqual(['x', 'h']);
    expect(take(entry('x', 0, 9, hold), [entry('h', 20, 29, hold)])).toEqual(['x', 'h']);
    expect(take(entry('x', 0, 9, { source: 's' }), [entry('h', 20, 29, mine)])).toEqual(['x', 'h']);
    expect(take(entry('x', 0, 9, mine), [entry('b', 20, 29, { source: 's' })])).toEqual(['x', 'b']);
    expect([
      isExpired(entry('b', 0, 9, { until: NOW }), NOW),
      isExpired(entry('h', 0, 9, { is: 'hold' }), NOW),
    ]).toEqual([false, false]);
  });

  test('has so many bookings and holds at most, blocks apart', () => {
    const others = [entry('b', 30, 40), entry('h', 50, 60, hold), entry('k', 70, 80, { is: 'block' })];
    expect(take(entry('x', 0, 9), others, { perDay: 3, capacityMinutes: 480 })).toHaveLength(4);
    expect(take(entry('x', 0, 9), others, { perDay: 2, capacityMinutes: 480 })).toEqual([
      'day-full',
      { perDay: 2 },
    ]);
    const block = entry('x', 0, 9, { is: 'block' });
    expect(take(block, others, { perDay: 2, capacityMinutes: 480 })).toHaveLength(4);
  });

  test('has no more than a tenth taken away by holds of people who have not proved who they are', () => {
    const unproved = { ...hold, unproved: true } as const;
    const one = entry('x', 0, 15, unproved);
    expect(take(one, [], { perDay: 9, capacityMinutes: 150 })).toEqual(['x']);
    expect(take(one, [], { perDay: 9, capacityMinutes: 149 })).toMatchObject(['too-many-unproved']);
    const proved = [entry('b', 30, 60), entry('h', 90, 120, hold), entry('u', 150, 165, { unproved: true })];
    expect(take(one, proved, { perDay: 9, capacityMinutes: 150 })).toHaveLength(4);
    const second = entry('u', 150, 165, unproved);
    expect(take(one, [second], { perDay: 9, capacityMinutes: 150 })).toMatchObject(['too-many-unproved']);
    expect(take(one, [second], { perDay: 9, capacityMinutes: 300 })).toEqual(['x', 'u']);
  });

  test('says which bookings a longer call reaches, in their order, not those before it', () => {
    const held = [
      entry('c', 90, 99),
      entry('b', 40, 50),
      entry('me', 0, 30),
      entry('k', 45, 46, { is: 'block' }),
    ];
    const { days: after, touched } = stretchEntry(
      days(...held, entry('past', -30, 5)),
      'me',
      NOW + 95 * MINUTE,
    );
    expect(touched.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(after[0]?.entries.find(({ id }) => id === 'me')?.to).toBe(NOW + 95 * MINUTE);
    expect(stretchEntry(days(...held), 'nobody', NOW)).toEqual({ days: days(...held), touched: [] });
    expect(bookingsAt(days(...held), entry('me', 0, 99)).map(({ id }) => id)).toEqual(['b', 'c']);
  });

  test('has no entry that never ends, ends before it begins, or lasts longer than sixty days', () => {
    for (const [from, to] of [
      [9, 9],
      [9, 8],
      [0, 60 * 24 * 60 + 1],
    ] as const)
      expect(() => take(entry('x', from, to), [])).toThrow('within 60 days');
    expect(() => take(entry('x', 0, 60 * 24 * 60), [])).toThrow('not among the days');
  });
});
