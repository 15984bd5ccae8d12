import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { createFormat, formatIn } from '../../web/app/format.ts';
import {
  type Countdown,
  type Counted,
  countdownOf,
  shownKey,
  stepOf,
} from '../../web/rooms/devices/countdown.ts';

const T = Date.parse('2026-11-23T09:30:00Z');
const utc = (at: number) => new Date(at).toISOString();

const line = (left: Partial<NonNullable<Counted['left']>> & { turnsAt?: string }, more = {}): Counted => ({
  state: 'triaged',
  dueAt: utc(T + 5 * HOUR),
  left: { ms: 2 * HOUR, asOf: utc(T), counting: true, ...left },
  ...more,
});

describe('a countdown', () => {
  test('counts down by the time since the server said it', () => {
    const seen = countdownOf(line({}), T + 35 * MINUTE);
    expect(seen).toEqual({ is: 'counting', leftMs: 85 * MINUTE, overdue: false, turned: false });
  });

  test('does not count before the server said it, when a clock is a little behind', () => {
    expect(countdownOf(line({}), T - 10 * SECOND).leftMs).toBe(2 * HOUR);
  });

  test('is late exactly at the deadline, not before, and says by how much afterwards', () => {
    expect(countdownOf(line({}), T + 2 * HOUR - 1).overdue).toBe(false);
    expect(countdownOf(line({}), T + 2 * HOUR).overdue).toBe(true);
    const late = countdownOf(line({}), T + 3 * HOUR);
    expect(late).toMatchObject({ is: 'counting', leftMs: -HOUR, overdue: true });
  });

  test('stands from the closing on, and asks to be read again', () => {
    const closing = utc(T + 30 * MINUTE);
    const before = countdownOf(line({ turnsAt: closing }), T + 10 * MINUTE);
    expect(before).toMatchObject({ is: 'counting', leftMs: 110 * MINUTE, standsFrom: T + 30 * MINUTE });
    const after = countdownOf(line({ turnsAt: closing }), T + 12 * HOUR);
    expect(after).toEqual({ is: 'standing', leftMs: 90 * MINUTE, overdue: false, turned: true });
  });

  test('stands outside opening hours and says when it goes on; from then on it counts', () => {
    const shut = line({ counting: false, turnsAt: utc(T + 8 * HOUR) });
    expect(countdownOf(shut, T + HOUR)).toEqual({
      is: 'standing',
      leftMs: 2 * HOUR,
      overdue: false,
      goesOnAt: T + 8 * HOUR,
      turned: false,
    });
    const open = countdownOf(shut, T + 8 * HOUR + 20 * MINUTE);
    expect(open).toMatchObject({ is: 'counting', leftMs: 100 * MINUTE, turned: true });
  });

  test('that stood while it was late stays as late as it was', () => {
    const shut = line({ ms: -20 * MINUTE, counting: false, turnsAt: utc(T + 8 * HOUR) });
    expect(countdownOf(shut, T + HOUR)).toMatchObject({
      is: 'standing',
      leftMs: -20 * MINUTE,
      overdue: true,
    });
  });

  test('is paused while the customer is waited for, whatever the calendar does', () => {
    const waiting = {
      state: 'triaged',
      left: line({ counting: false, turnsAt: utc(T + HOUR) }).left,
    } as Counted;
    for (const at of [T, T + HOUR, T + 3 * DAY])
      expect(countdownOf(waiting, at)).toEqual({
        is: 'paused',
        leftMs: 2 * HOUR,
        overdue: false,
        turned: false,
      });
  });

  test('goes on while the customer is waited for beyond the cap, or by a policy that does not wait', () => {
    expect(countdownOf(line({}, { waitingOn: 'customer' }), T + HOUR).is).toBe('counting');
    const shut = line({ counting: false, turnsAt: utc(T + HOUR) }, { waitingOn: 'customer' });
    expect(countdownOf(shut, T).is).toBe('standing');
  });

  test('is none when nothing is promised, or when the case is settled', () => {
    expect(countdownOf({ state: 'reported' }, T).is).toBe('none');
    for (const state of ['handed-over', 'closed', 'cancelled'] as const)
      expect(countdownOf(line({}, { state }), T).is).toBe('none');
  });

  test('never grows, and changes what it shows exactly at its steps', () => {
    const gap = fc.integer({ min: 0, max: 3 * DAY });
    const given = fc.record({
      a: gap,
      b: gap,
      turn: gap,
      ms: fc.integer({ min: -DAY, max: 4 * DAY }),
      counting: fc.boolean(),
    });
    const steps = (one: Countdown) => Math.floor(one.leftMs / stepOf(one));
    fc.assert(
      fc.property(given, ({ a, b, turn, ms, counting }) => {
        const counted = line({ ms, counting, turnsAt: utc(T + turn) });
        const first = countdownOf(counted, T + Math.min(a, b));
        const second = countdownOf(counted, T + Math.max(a, b));
        const same = shownKey(first) === shownKey(second);
        return (
          second.leftMs <= first.leftMs &&
          (!same || (first.is === second.is && steps(first) === steps(second)))
        );
      }),
      { numRuns: 2_000 },
    );
  });

  test('is shown to the second within an hour of the deadline, else to the minute', () => {
    expect(stepOf({ leftMs: HOUR })).toBe(MINUTE);
    expect(stepOf({ leftMs: HOUR - 1 })).toBe(SECOND);
    expect(stepOf({ leftMs: -59 * MINUTE })).toBe(SECOND);
    expect(stepOf({ leftMs: -HOUR })).toBe(MINUTE);
  });
});

describe('a length of time', () => {
  const en = createFormat('en', 'Europe/Berlin');
  test('that runs shows its two largest units, and never more than there is', () => {
    expect(en.running(3 * DAY + 4 * HOUR + 59 * MINUTE)).toBe('3d 04h');
    expect(en.running(HOUR + 59 * MINUTE + 59 * SECOND)).toBe('1h 59m');
    expect(en.running(59 * MINUTE + 7_900)).toBe('59m 07s');
    expect(en.running(7_000)).toBe('0m 07s');
    expect(en.running(-65 * MINUTE)).toBe('1h 05m');
  });

  test('that is added up shows every unit down to the second', () => {
    expect(en.exact(DAY + 35_000)).toBe('1 day 35 secs');
    expect(en.exact(2 * HOUR)).toBe('2 hrs');
    expect(en.exact(0)).toBe('0 secs');
    expect(en.exact(-90_000)).toBe('−1 min 30 secs');
  });
});

describe('when something is due', () => {
  const now = Date.parse('2026-12-30T22:00:00Z');
  const berlin = createFormat('en', 'Europe/Berlin');

  test('is always said to the minute, with its day unless that is today', () => {
    expect(berlin.due('2026-12-30T22:30:00Z', now)).toBe('23:30');
    expect(berlin.due('2026-12-30T23:30:00Z', now)).toBe('Thu 31 Dec, 00:30');
    expect(berlin.due('2027-01-04T08:00:00Z', now)).toBe('Mon 4 Jan, 09:00');
    expect(berlin.due('not a time', now)).toBe('not a time');
  });

  test('is another day for a customer far away, and no time at all in a zone that nobody knows', () => {
    const due = '2026-12-30T22:30:00Z';
    const kolkata = formatIn('Asia/Kolkata', 'en');
    expect([berlin.dayOf(due), kolkata?.dayOf(due)]).toEqual(['2026-12-30', '2026-12-31']);
    expect(kolkata?.dated(due)).toBe('Thu 31 Dec, 04:00');
    expect(formatIn('Nowhere/Land', 'en')).toBeUndefined();
  });
});
