import { DAY, type Instant, MINUTE } from '../../kernel/instant.ts';
import { accepted, type Outcome, type Refused, refused } from '../../kernel/outcome.ts';
import { type AgentDay, type DayEntry, dayOf, daysTouched } from './agent-day.ts';

export type TakeRefusal = 'slot-taken' | 'day-full' | 'too-many-unproved';

export type TimeLimits = {
  /** Bookings and live holds of one agent that begin on one day (UTC) at most. */
  readonly perDay: number;
  /** Minutes that the agent works on the day on which the entry begins. */
  readonly capacityMinutes: number;
};
export type Taking = { readonly now: Instant; readonly limits: TimeLimits };

const START_EVERY = 15 * MINUTE;
/** Of a day's minutes, taken away by holds of people who have not proved who they are. */
const UNPROVED_SHARE = 0.1;
const LONGEST = 60 * DAY;

/** True for a hold whose time is over: it counts as free, whether or not it still stands there. */
export const isExpired = ({ is, until }: DayEntry, now: Instant): boolean =>
  is === 'hold' && until !== undefined && until <= now;

/**
 * An entry on every day it touches. Expired holds are free and are dropped; so is what has the same id, and another
 * hold of the same source, since a source has one at a time. Refused: `slot-taken` where two entries would overlap or
 * stand closer than their longer buffer (a block: than its own); `day-full` beyond `perDay`; `too-many-unproved` where
 * live holds of people unproved would take more than a tenth of the day's capacity away. Throws when a touched day is missing.
 */
export function takeTime(
  days: readonly AgentDay[],
  entry: DayEntry,
  { now, limits }: Taking,
): Outcome<AgentDay[], TakeRefusal> {
  const open = without(
    days,
    other => isExpired(other, now) || other.id === entry.id || isFirstHold(other, entry),
  );
  const others = entriesOf(open);
  const taken = others.find(other => collides(entry, other));
  if (taken) return refused('slot-taken', { from: taken.from, to: taken.to });
  return overLimit(entry, others, limits) ?? accepted(laid(open, entry));
}

const isFirstHold = (other: DayEntry, entry: DayEntry): boolean =>
  entry.is === 'hold' && other.is === 'hold' && entry.source !== undefined && other.source === entry.source;

function overLimit(
  entry: DayEntry,
  others: readonly DayEntry[],
  { perDay, capacityMinutes }: TimeLimits,
): Refused<TakeRefusal> | undefined {
  const beside = others.filter(({ from, is }) => is !== 'block' && dayOf(from) === dayOf(entry.from));
  if (entry.is !== 'block' && beside.length >= perDay) return refused('day-full', { perDay });
  if (!isUnproved(entry)) return undefined;
  const held = [...beside.filter(isUnproved), entry].reduce((sum, hold) => sum + takenAway(hold), 0);
  return held > UNPROVED_SHARE * capacityMinutes * MINUTE ? refused('too-many-unproved') : undefined;
}

/**
 * What a hold takes from others, in milliseconds: every start on the quarter of an hour at which nothing as long fits any
 * more, buffers counted, `(2 × ⌈(length + buffer) / 15 min⌉ − 1) × 15 min`. Its mere length would leave out its neighbours.
 */
const takenAway = ({ from, to, buffer }: DayEntry): number =>
  (2 * Math.ceil((to - from + buffer) / START_EVERY) - 1) * START_EVERY;

const isUnproved = ({ is, unproved }: DayEntry): boolean => is === 'hold' && unproved === true;

/**
 * The days without an entry; one that is not there is free already. Whoever books what they hold frees their hold and
 * takes the time in one: it cannot be lost meanwhile, and a hold that has expired gives no right to it.
 */
export const freeTime = (days: readonly AgentDay[], entryId: string): AgentDay[] =>
  without(days, ({ id }) => id === entryId);

/**
 * An entry that lasts until `newTo`, as a call that runs over does. Never refused; answers the bookings behind it that
 * it now reaches, buffers counted, in their order. The days are all that it touches now; throws when one is missing.
 */
export function stretchEntry(
  days: readonly AgentDay[],
  id: string,
  newTo: Instant,
): { readonly days: AgentDay[]; readonly touched: readonly DayEntry[] } {
  const held = entriesOf(days).find(entry => entry.id === id);
  if (!held) return { days: [...days], touched: [] };
  const entry = { ...held, to: newTo };
  const touched = bookingsAt(days, entry).filter(({ from }) => from >= held.from);
  return { days: laid(freeTime(days, id), entry), touched };
}

/**
 * Time kept free of calls: a block is never refused, whatever is booked then; answers the bookings it touches, which
 * must move. A block of the same id is replaced; it has to touch none but these days.
 */
export const blockTime = (
  days: readonly AgentDay[],
  block: DayEntry,
): { readonly days: AgentDay[]; readonly touched: readonly DayEntry[] } => ({
  days: laid(freeTime(days, block.id), block),
  touched: bookingsAt(days, block),
});

/** The bookings that an entry collides with, buffers counted, in the order of their starts. */
export const bookingsAt = (days: readonly AgentDay[], entry: DayEntry): DayEntry[] =>
  entriesOf(days)
    .filter(other => other.is === 'booking' && other.id !== entry.id && collides(entry, other))
    .sort((a, b) => a.from - b.from);

/** Every entry once, on however many of the days it stands. */
export const entriesOf = (days: readonly AgentDay[]): DayEntry[] => [
  ...new Map(days.flatMap(({ entries }) => entries.map(entry => [entry.id, entry]))).values(),
];

/** True when both cannot stand: they overlap, or less than the free time that belongs between them is left. */
export function collides(one: DayEntry, other: DayEntry): boolean {
  const gap = gapBetween(one, other);
  return one.from < other.to + gap && other.from < one.to + gap;
}

/** Whoever blocks time says themselves how much around it. */
function gapBetween(one: DayEntry, other: DayEntry): number {
  if (one.is === 'block') return one.buffer;
  return other.is === 'block' ? other.buffer : Math.max(one.buffer, other.buffer);
}

const without = (days: readonly AgentDay[], goes: (entry: DayEntry) => boolean): AgentDay[] =>
  days.map(({ agentId, day, entries }) => ({ agentId, day, entries: entries.filter(one => !goes(one)) }));

/** The entry stands whole on each of the days that it or its buffer touches, in the order of starts. */
function laid(days: readonly AgentDay[], entry: DayEntry): AgentDay[] {
  const { from, to, buffer } = entry;
  if (!(from < to && to - from <= LONGEST)) throw new RangeError('an entry must end, within 60 days');
  const known = new Set(days.map(({ day }) => day));
  const missing = daysTouched(from, to).find(day => !known.has(day));
  if (missing !== undefined) throw new RangeError(`${missing} is touched and not among the days`);
  const reached = new Set(daysTouched(from - buffer, to + buffer));
  return days.map(({ agentId, day, entries }) => ({
    ...{ agentId, day },
    entries: reached.has(day) ? [...entries, entry].sort((a, b) => a.from - b.from) : entries,
  }));
}
