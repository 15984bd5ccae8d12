import { clipped, fused } from '../../shared/domain/team/duty-stretches.ts';
import { UnreadableError } from '../../shared/domain/time/ical-values.ts';
import type { IcalZones } from '../../shared/domain/time/ical-zones.ts';
import type { Range } from '../../shared/domain/time/open-hours.ts';
import { daysLookedAt, repeatedDays } from '../../shared/domain/time/repeated-days.ts';
import { instantOf } from '../../shared/domain/time/zone-offsets.ts';
import { DAY, type Instant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { type OutsideEvent, outsideEvents, type Times } from './outside-events.ts';

export type Busy = { readonly busy: readonly (readonly [Instant, Instant])[]; readonly leftOut: number };

const MOST_CHARACTERS = 1_000_000;
/** Less than a second of work, whatever the rules. */
const MOST_DAYS = 500_000;
const MOST_TIMES = 1_000;
/** Offsets are known from here on: what begins earlier ends by them all the same. */
const BACK = 35 * DAY;

/**
 * When somebody's calendar makes them busy in the range, in order and apart: events that are neither cancelled nor
 * marked as free, whole days in `zone`, repeated events with their exceptions and moved occurrences. Events that cannot
 * be read, such as those repeated by the hour, are left out and counted. Refused: `not-a-calendar`, `too-many-events`.
 */
export function busyTimes(
  text: string,
  { zone, range }: { readonly zone: string; readonly range: Range },
): Outcome<Busy, 'not-a-calendar' | 'too-many-events'> {
  if (text.length > MOST_CHARACTERS) return refused('too-many-events');
  try {
    const given = { zone, range: { from: range.from - BACK, to: range.to + 2 * DAY } };
    const { events, zones, leftOut } = outsideEvents(text, given);
    if (events.reduce((sum, event) => sum + daysOf(event, range), 0) > MOST_DAYS)
      return refused('too-many-events');
    const found = fused(timesIn(events, zones, range).toSorted((a, b) => a.from - b.from));
    if (found.length > MOST_TIMES) return refused('too-many-events');
    return accepted({ busy: found.map(({ from, to }) => [from, to] as const), leftOut });
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return refused('not-a-calendar');
  }
}

function timesIn(events: readonly OutsideEvent[], zones: IcalZones, range: Range): Range[] {
  const moved = movedTimes(events);
  return events
    .filter(({ isBusy, length }) => isBusy && length > 0)
    .flatMap(event => {
      const gone = [event.except, ...(event.instead ? [] : (moved.get(event.uid) ?? []))];
      return occurrences(event, zones, range)
        .filter(one => !gone.some(times => times.instants.has(one.from) || times.days.has(one.day)))
        .flatMap(({ from, to }) => clipped({ from, to }, range));
    });
}

/** Occurrences that an event of their own stands in for, by the id that both have. */
function movedTimes(events: readonly OutsideEvent[]): ReadonlyMap<string, readonly Times[]> {
  const moved = new Map<string, [{ instants: Set<Instant>; days: Set<number> }]>();
  for (const { uid, instead } of events) {
    if (!instead) continue;
    const [times] = moved.get(uid) ?? [{ instants: new Set(), days: new Set() }];
    for (const instant of instead.instants) times.instants.add(instant);
    for (const day of instead.days) times.days.add(day);
    moved.set(uid, [times]);
  }
  return moved;
}

type Occurrence = Range & {
  /** On the event's own clocks. */
  readonly day: number;
};

function occurrences(event: OutsideEvent, zones: IcalZones, range: Range): Occurrence[] {
  const { start, offsets, more } = event;
  const first = Math.floor(start / DAY);
  const repeated = liveRules(event, range).flatMap(({ rule, until }) =>
    repeatedDays(rule, first, daysFor(event, range))
      .map(day => start + (day - first) * DAY)
      .filter(wall => instantOf(offsets, wall) <= until),
  );
  const walls = [...new Set([start, ...repeated])].map(wall => spanAt(event, wall));
  const listed = more.map(stamp => {
    if (stamp.is === 'date') return spanAt(event, stamp.wall + (start - first * DAY));
    const from = zones.instantOf(stamp);
    return { from, to: from + event.length, day: Math.floor(stamp.wall / DAY) };
  });
  return [...walls, ...listed];
}

/** From a wall time on: whole days end at a midnight, others after so much time. */
function spanAt({ offsets, length, isWholeDays }: OutsideEvent, wall: number): Occurrence {
  const from = instantOf(offsets, wall);
  return {
    from,
    to: isWholeDays ? instantOf(offsets, wall + length) : from + length,
    day: Math.floor(wall / DAY),
  };
}

/** The days on which an occurrence may begin and touch the range, with a day to spare for any zone. */
const daysFor = ({ length }: OutsideEvent, range: Range) => ({
  from: Math.floor((range.from - length) / DAY) - 1,
  to: Math.floor(range.to / DAY) + 1,
});

/** Rules that have not ended before; calendars of many years are full of others. */
const liveRules = ({ rules, length }: OutsideEvent, range: Range): OutsideEvent['rules'] =>
  rules.filter(({ until }) => until >= range.from - length - DAY);

const daysOf = (event: OutsideEvent, range: Range): number =>
  liveRules(event, range).reduce(
    (sum, { rule }) => sum + daysLookedAt(rule, Math.floor(event.start / DAY), daysFor(event, range)),
    0,
  );
