import { UnreadableError } from '../../shared/domain/time/ical-values.ts';
import { dateOf } from '../../shared/domain/time/open-hours.ts';
import { type Days, daysLookedAt, repeatedDays } from '../../shared/domain/time/repeated-days.ts';
import { wallTimeAt } from '../../shared/domain/time/zone-offsets.ts';
import { DAY, type Instant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, type Refused, refused } from '../../shared/kernel/outcome.ts';
import { type IcalEvent, icalEvents } from './ical-events.ts';

/** A day on which a calendar file says that we are closed. */
export type Closure = { readonly date: string; readonly name: string; readonly uid: string };
type Given = { readonly zone: string; readonly from: Instant; readonly to: Instant };

const MOST_CHARACTERS = 250_000;
const MOST_CLOSURES = 5_000;
/** About a second of work. */
const MOST_DAYS = 2_000_000;

/**
 * The local days of the zone, from the one of `from` to the one of `to`, on which a calendar file has an all-day event.
 * Events that last several days or repeat count with all their days; cancelled ones do not. An event with times counts
 * when it lasts from midnight to midnight on the zone's clocks, as some calendars write whole days; others close nothing.
 * Refused: `not-a-calendar` for what cannot be read, with the reason, and `too-many` for more than a calendar can hold.
 */
export function closuresFromIcal(
  text: string,
  { zone, from, to }: Given,
): Outcome<readonly Closure[], 'not-a-calendar' | 'too-many'> {
  if (text.length > MOST_CHARACTERS) return tooMany(`Send at most ${MOST_CHARACTERS} characters at a time.`);
  const window = { from: dayAt(zone, from), to: dayAt(zone, to) };
  try {
    return closuresOf(icalEvents(text, zone), window);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return refused('not-a-calendar', { field: 'body', problem: error.message });
  }
}

const dayAt = (zone: string, instant: Instant): number => Math.floor(wallTimeAt(zone, instant) / DAY);

const tooMany = (problem: string): Refused<'too-many'> => refused('too-many', { field: 'body', problem });

function closuresOf(events: readonly IcalEvent[], window: Days): Outcome<readonly Closure[], 'too-many'> {
  const looked = events.flatMap(event =>
    event.rules.map(rule => daysLookedAt(rule, event.first, beginnings(event, window))),
  );
  if (looked.reduce((sum, days) => sum + days, 0) > MOST_DAYS)
    return tooMany(
      'Too many events repeat, or have done so for too long: send them in parts, or without a count.',
    );
  const moved = movedDays(events);
  const found: (Closure & { day: number })[] = [];
  for (const event of events) {
    const isMoved = (day: number) => event.instead === undefined && moved.get(event.uid)?.has(day);
    for (const first of firstDays(event, window)) {
      if (event.except.has(first) || isMoved(first)) continue;
      const last = Math.min(window.to, first + event.length - 1);
      for (let day = Math.max(first, window.from); day <= last; day++)
        found.push({ date: dateOf(day), name: event.name, uid: event.uid, day });
      if (found.length > MOST_CLOSURES) return tooMany(`The file closes more than ${MOST_CLOSURES} days.`);
    }
  }
  return accepted(
    found.toSorted((a, b) => a.day - b.day).map(({ date, name, uid }) => ({ date, name, uid })),
  );
}

/** Occurrences that an event of their own stands in for, by the id that both have. */
function movedDays(events: readonly IcalEvent[]): ReadonlyMap<string, ReadonlySet<number>> {
  const moved = new Map<string, Set<number>>();
  for (const { uid, instead } of events)
    if (instead !== undefined) moved.set(uid, (moved.get(uid) ?? new Set()).add(instead));
  return moved;
}

/** On which days the event begins, as far as it touches the window. */
function firstDays(event: IcalEvent, window: Days): ReadonlySet<number> {
  const { first, length, rules, more, isCancelled } = event;
  if (isCancelled || length === 0) return new Set();
  const within = beginnings(event, window);
  return new Set([first, ...more, ...rules.flatMap(rule => repeatedDays(rule, first, within))]);
}

/** Where an event has to begin to touch the window. */
const beginnings = ({ length }: IcalEvent, { from, to }: Days): Days => ({ from: from - length + 1, to });
