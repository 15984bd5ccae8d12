import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AgentDay, type DayEntry, dayOf } from '../../shared/domain/calls/agent-day.ts';
import {
  blockTime,
  entriesOf,
  freeTime,
  stretchEntry,
  takeTime,
} from '../../shared/domain/calls/take-time.ts';
import { DAY, MINUTE } from '../../shared/kernel/instant.ts';

const MIDNIGHT = Date.parse('2026-11-24T00:00Z');
const NOON = MIDNIGHT - DAY / 2;
const at = (minutes: number) => MIDNIGHT + minutes * MINUTE;
const empty: AgentDay[] = [-1, 0].map(n => ({
  agentId: 'anna',
  day: dayOf(MIDNIGHT + n * DAY),
  entries: [],
}));
const taking = { now: NOON, limits: { perDay: 99, capacityMinutes: 480 } };

type Given = Partial<DayEntry> & { id: string; start: number; minutes?: number; gap?: number };
const entry = ({ id, start, minutes = 30, gap = 5, ...more }: Given): DayEntry => ({
  ...{ id, is: 'booking', from: at(start), to: at(start + minutes), buffer: gap * MINUTE },
  ...more,
});
const hold = (given: Given): DayEntry =>
  entry({ is: 'hold', until: NOON + 5 * MINUTE, source: 's', ...given });
const taken = (days: readonly AgentDay[], one: DayEntry, how: Partial<typeof taking> = {}) =>
  takeTime(days, one, { ...taking, ...how });
const put = (days: readonly AgentDay[], one: DayEntry, how: Partial<typeof taking> = {}): AgentDay[] => {
  const answer = taken(days, one, how);
  if (!answer.ok) throw new Error(answer.refusal);
  return answer.value;
};
const ids = (days: readonly AgentDay[]) => days.map(({ entries }) => entries.map(({ id }) => id).join(' '));

/** Minute by minute: what an entry needs for itself, and the free time around it that a neighbour keeps, too. */
const standApart = (one: DayEntry, other: DayEntry): boolean => {
  const gap = [one, other].find(({ is }) => is === 'block')?.buffer ?? Math.max(one.buffer, other.buffer);
  const minutes = new Set<number>();
  for (let minute = one.from - gap; minute < one.to + gap; minute += MINUTE) minutes.add(minute);
  for (let minute = other.from; minute < other.to; minute += MINUTE) if (minutes.has(minute)) return false;
  return true;
};

const anyEntry = fc.record({
  is: fc.constantFrom('booking', 'booking', 'hold', 'block'),
  start: fc.integer({ min: -120, max: 120 }),
  minutes: fc.integer({ min: 5, max: 60 }),
  gap: fc.constantFrom(0, 5, 15),
  live: fc.boolean(),
});

describe('a time is taken', () => {
  test('exactly when it stands apart from everything that is live, minute by minute, also across midnight', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 25 }), drawn => {
        let days = empty;
        let standing: DayEntry[] = [];
        for (const [n, { is, start, minutes, gap, live }] of drawn.entries()) {
          const until = is === 'hold' ? { until: NOON + (live ? MINUTE : 0), source: `s${n}` } : {};
          const one = entry({ id: `e${n}`, is, start, minutes, gap, ...until } as Given);
          const answer = taken(days, one);
          expect(answer.ok).toBe(standing.every(other => standApart(one, other)));
          if (!answer.ok) continue;
          days = answer.value;
          if (is !== 'hold' || live) standing = [...standing, one];
        }
        const left = entriesOf(days).filter(({ until = Number.POSITIVE_INFINITY }) => until > NOON);
        expect(left.map(({ id }) => id).sort()).toEqual(standing.map(({ id }) => id).sort());
      }),
      { numRuns: 300 },
    );
  });

  test('and stands whole on every day that it or its buffer touches', () => {
    expect(ids(put(empty, entry({ id: 'b', start: -15 })))).toEqual(['b', 'b']);
    expect(ids(put(empty, entry({ id: 'b', start: 3 })))).toEqual(['b', 'b']);
    expect(ids(put(empty, entry({ id: 'b', start: 5 })))).toEqual(['', 'b']);
    expect(() => taken(empty.slice(1), entry({ id: 'b', start: -15 }))).toThrow('2026-11-23');
  });

  test('up to so many calls that begin on a day, blocks not counted', () => {
    const limits = { perDay: 2, capacityMinutes: 480 };
    let days = put(empty, entry({ id: 'late', start: -15 }), { limits });
    days = put(days, entry({ id: 'block', is: 'block', start: 300 }), { limits });
    days = put(days, entry({ id: 'one', start: 60 }), { limits });
    days = put(days, hold({ id: 'two', start: 120 }), { limits });
    expect(taken(days, entry({ id: 'three', start: 180 }), { limits })).toMatchObject({
      refusal: 'day-full',
    });
    expect(taken(days, entry({ id: 'one', start: 180 }), { limits }).ok).toBe(true);
  });

  test('for people unproved up to a tenth of the day’s capacity with the starts they spoil, what is over not counted', () => {
    const limits = { perDay: 99, capacityMinutes: 900 };
    const unproved = (id: string, start: number, more: Partial<DayEntry> = {}) =>
      hold({ id, start, minutes: 20, source: id, unproved: true, ...more });
    let days = put(empty, unproved('a', 0, { until: NOON }), { limits });
    days = put(days, unproved('b', 60), { limits });
    days = put(days, unproved('c', 120), { limits });
    expect(taken(days, unproved('d', 180), { limits })).toMatchObject({ refusal: 'too-many-unproved' });
    expect(taken(days, hold({ id: 'e', start: 180, source: 'e' }), { limits }).ok).toBe(true);
    expect(taken(freeTime(days, 'c'), unproved('d', 180), { limits }).ok).toBe(true);
  });

  test('by one source once: its next hold takes the place of the first', () => {
    const days = put(put(empty, hold({ id: 'a', start: 60 })), hold({ id: 'b', start: 75 }));
    expect(ids(days)).toEqual(['', 'b']);
    expect(taken(days, hold({ id: 'c', start: 75, source: 'other' }))).toMatchObject({
      refusal: 'slot-taken',
    });
  });
});

describe('a hold', () => {
  const booking = entry({ id: 'b', start: 60 });
  const booked = (days: readonly AgentDay[], now = NOON) => taken(freeTime(days, 'h'), booking, { now });

  test('is in the way of others, and becomes a booking for whoever has it', () => {
    const days = put(empty, hold({ id: 'h', start: 60 }));
    expect(taken(days, booking)).toMatchObject({ ok: false, refusal: 'slot-taken' });
    const confirmed = booked(days);
    expect(confirmed.ok && ids(confirmed.value)).toEqual(['', 'b']);
  });

  test('whose time is over gives no right: the time is taken anew while it is free, and not when it is gone', () => {
    const days = put(empty, hold({ id: 'h', start: 60 }));
    const later = NOON + 5 * MINUTE;
    expect(booked(days, later).ok).toBe(true);
    const gone = put(days, entry({ id: 'x', start: 70 }), { now: later });
    expect(ids(gone)).toEqual(['', 'x']);
    expect(booked(gone, later)).toMatchObject({ ok: false, refusal: 'slot-taken' });
  });
});

test('a call that runs over lasts as long as it lasts, and names the bookings that it reaches', () => {
  let days = put(empty, entry({ id: 'before', start: -120 }));
  for (const [id, start] of [
    ['now', -60],
    ['next', -20],
    ['after', 30],
  ] as const)
    days = put(days, entry({ id, start }));
  const some = stretchEntry(days, 'now', at(-26));
  expect(some.touched).toEqual([]);
  const more = stretchEntry(days, 'now', at(26));
  expect(more.touched.map(({ id }) => id)).toEqual(['next', 'after']);
  expect(ids(more.days)).toEqual(['before now next', 'now next after']);
  expect(stretchEntry(days, 'nobody', at(90))).toEqual({ days, touched: [] });
});

test('a block is never refused, and names the bookings in it; its edges say how much it takes', () => {
  const days = put(put(empty, entry({ id: 'a', start: 30 })), entry({ id: 'b', start: 90 }));
  const block = entry({ id: 'lunch', is: 'block', start: 60, minutes: 40, gap: 0 });
  const blocked = blockTime(days, block);
  expect(blocked.touched.map(({ id }) => id)).toEqual(['b']);
  expect(ids(blockTime(blocked.days, { ...block, to: at(70) }).days)).toEqual(['', 'a lunch b']);
});
