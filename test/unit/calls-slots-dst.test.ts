import { describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { daysTouched } from '../../shared/domain/calls/agent-day.ts';
import { freeTimes, isFreeFor } from '../../shared/domain/calls/free-time.ts';
import {
  dayWith,
  emptyDay,
  emptyTeam,
  QUARTER,
  quartersIn,
  teamWith,
} from '../../shared/domain/calls/slot-board.ts';
import { searchSlots } from '../../shared/domain/calls/slot-search.ts';
import { wallStepFrom } from '../../shared/domain/time/wall-step.ts';
import { DAY, formatInstant, HOUR, type Instant, MINUTE } from '../../shared/kernel/instant.ts';

/** Weeks around changes of the clocks; Kathmandu has none, but an offset of 45 minutes. */
const WEEKS = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Asia/Kathmandu', '2026-10-25'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Africa/Casablanca', '2026-03-22'],
  ['America/Santiago', '2026-04-05'],
  ['America/Santiago', '2026-09-06'],
] as const;

/** Nights that the clocks change in, an ordinary morning, and an evening that runs over midnight. */
const HOURS = [
  ['00:30', '04:30'],
  ['09:00', '12:00'],
  ['23:00', '00:15'],
] as const;
const NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const wallAt = (zone: string, at: Instant) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

/** Where a day's hours begin and end, told by Temporal alone. */
function opened(zone: string, sunday: string): [Instant, Instant][] {
  const at = (date: Temporal.PlainDate, time: string) =>
    date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
  return Array.from({ length: 10 }, (_, n) => Temporal.PlainDate.from(sunday).add({ days: n - 6 })).flatMap(
    date =>
      HOURS.map(([from, to]): [Instant, Instant] => [
        at(date, from),
        at(to < from ? date.add({ days: 1 }) : date, to),
      ]),
  );
}

/** Every quarter of an hour by the minute: each must lie in the hours. */
function expected(
  zone: string,
  sunday: string,
  { from, to, minutes }: { from: Instant; to: Instant; minutes: number },
) {
  const open = opened(zone, sunday);
  const isOpen = (at: Instant) => open.some(([begins, ends]) => begins <= at && at < ends);
  const found: Instant[] = [];
  for (let at = Math.ceil(from / QUARTER) * QUARTER; at < to; at += QUARTER) {
    let free = true;
    for (let minute = at; free && minute < at + minutes * MINUTE; minute += MINUTE) free = isOpen(minute);
    if (free) found.push(at);
  }
  return found;
}

const worker = (zone: string) => ({
  ...{ zone, absences: {}, active: true },
  hours: Object.fromEntries(NAMES.map(day => [day, HOURS])),
});

function slotsIn(zone: string, { from, to, minutes }: { from: Instant; to: Instant; minutes: number }) {
  const given = { busy: [], entries: [], buffer: 5 * MINUTE, now: from };
  const days = daysTouched(from, to + DAY).map(day => {
    const start = Date.parse(`${day}T00:00Z`);
    const bits = quartersIn(freeTimes(worker(zone), { from: start, to: start + DAY }, given), day);
    return dayWith(emptyDay(day), [{ place: 0, bits, held: [] }], from);
  });
  const team = teamWith(emptyTeam, [{ id: 'anna', languages: ['de'], products: [] }]);
  return searchSlots({ team, days, language: 'de', minutes, from, to, now: from });
}

describe.each(WEEKS)('in %s around %s', (zone, sunday) => {
  const middle = Date.parse(`${sunday}T00:00Z`);
  const week = { from: middle - 4 * DAY, to: middle + 3 * DAY };

  test.each([15, 45])(
    'every slot of %d minutes is there once, at its wall time and as long as asked',
    minutes => {
      const slots = slotsIn(zone, { ...week, minutes });
      const wanted = expected(zone, sunday, { ...week, minutes });
      expect(slots.map(({ from }) => formatInstant(from))).toEqual(wanted.map(formatInstant));
      expect(new Set(slots.map(({ from }) => from)).size).toBe(slots.length);
      const wrong = slots.filter(({ from, to }) => {
        const { minute, second } = wallAt(zone, from);
        return to - from !== minutes * MINUTE || minute % 15 !== 0 || second !== 0;
      });
      expect(wrong).toEqual([]);
      expect(slots.filter(slot => !isFreeFor(worker(zone), [], slot))).toEqual([]);
    },
  );

  test('mornings begin at nine on the wall, on every one of its days', () => {
    const nines = slotsIn(zone, { ...week, minutes: 180 }).filter(
      ({ from }) => wallAt(zone, from).hour === 9,
    );
    const dates = nines.map(({ from }) => wallAt(zone, from).toPlainDate().toString());
    expect([new Set(dates).size, dates.length]).toEqual([7, 7]);
    expect(nines.every(({ from }) => wallAt(zone, from).minute === 0)).toBe(true);
  });

  test('the first start for a visitor is the next quarter on their wall', () => {
    const asked = Array.from({ length: 360 }, (_, n) => middle - 12 * HOUR + n * (7 * MINUTE + 1_234));
    const wrong = asked.filter(at => {
      const start = wallStepFrom(zone, at, QUARTER);
      const { minute, second, millisecond } = wallAt(zone, start);
      return start < at || start >= at + QUARTER || minute % 15 !== 0 || second !== 0 || millisecond !== 0;
    });
    expect(wrong).toEqual([]);
  });
});
