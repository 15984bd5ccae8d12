import { DAY, type Instant } from '../../kernel/instant.ts';
import { accepted, type Outcome, type Refused, refused } from '../../kernel/outcome.ts';
import { checkCalendar } from '../time/calendar-spec.ts';
import { dayNumber, openIntervals, type Range, timeOfDay } from '../time/open-hours.ts';
import { isKnownZone, type WorkingHours } from '../time/working-hours.ts';
import { instantOf, type ZoneOffsets } from '../time/zone-offsets.ts';
import { clipped, crossed } from './duty-stretches.ts';

/** People who take turns of so many days or weeks; the first turn begins on `from`, each at `handoverAt` on the zone's clocks. */
export type Rotation = {
  readonly agents: readonly string[];
  readonly every: 'day' | 'week';
  readonly turn: number;
  readonly from: string;
  readonly handoverAt: string;
  /** Only in these wall-clock hours. */
  readonly hours?: WorkingHours | undefined;
};

/** Somebody else for a time, whoever's turn it is. */
export type Override = Range & {
  readonly id: string;
  readonly agentId: string;
  readonly reason?: string | undefined;
  /** Who said so. */
  readonly by?: string | undefined;
};

/** Later rotations go before earlier ones where they have somebody; overrides, which never overlap, before all. */
export type Schedule = {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly rotations: readonly Rotation[];
  readonly overrides: readonly Override[];
};

/** A stretch `[from, to)` of one person. */
export type Stretch = Range & { readonly agentId: string };

export type ScheduleRefusal = 'unknown-zone' | 'unknown-agent' | 'bad-date' | 'bad-hours' | 'never-open';

/**
 * A schedule by which somebody can be found. Refused, with the field named: a zone that is unknown, an agent who is not
 * among `agents` (ids of those on the roster), a first day that does not exist, hours that are none or never open.
 */
export function checkSchedule(
  schedule: Pick<Schedule, 'zone' | 'rotations'>,
  { agents, now }: { readonly agents: ReadonlySet<string>; readonly now: Instant },
): Outcome<true, ScheduleRefusal> {
  const { zone, rotations } = schedule;
  if (!isKnownZone(zone))
    return refused('unknown-zone', { field: 'zone', problem: 'Name an IANA zone such as Europe/Berlin.' });
  for (const [at, rotation] of rotations.entries()) {
    const wrong = wrongWith(rotation, { field: `rotations.${at}`, zone, agents, now });
    if (wrong) return wrong;
  }
  return accepted(true);
}

function wrongWith(
  { agents: turns, from, hours }: Rotation,
  given: { field: string; zone: string; agents: ReadonlySet<string>; now: Instant },
): Refused<ScheduleRefusal> | undefined {
  const { field, zone, agents, now } = given;
  const stray = turns.findIndex(id => !agents.has(id));
  if (stray >= 0)
    return refused('unknown-agent', {
      field: `${field}.agents.${stray}`,
      problem: 'Name agents of the roster who have not left.',
    });
  if (dayNumber(from) === undefined)
    return refused('bad-date', {
      field: `${field}.from`,
      problem: 'Give a date that exists as YYYY-MM-DD, such as 2026-11-23.',
    });
  const checked = hours === undefined ? accepted(true) : checkCalendar({ zone, hours, overrides: {} }, now);
  return checked.ok
    ? undefined
    : refused(checked.refusal, { ...checked.detail, field: `${field}.${checked.detail?.['field']}` });
}

/** How far from its local date a handover can lie: the widest offset, and a day that a zone skipped. */
const REACH = 3 * DAY;

/**
 * Whose turn it is by one rotation, for all of the range: its stretches in order, clipped to the range, none of them
 * empty. Turns are counted in days of the zone's calendar, so that a handover comes at the same time on the wall before
 * and after the clocks change; a time that does not exist moves as `instantOf` says. `offsets` are the zone's, for three
 * days more at both ends. Before the first turn, and outside the rotation's hours, it is nobody's.
 */
export function turnsOf(
  rotation: Rotation,
  { zone, offsets, range }: { zone: string; offsets: ZoneOffsets; range: Range },
): Stretch[] {
  const { agents, every, turn, from: firstDay, handoverAt, hours } = rotation;
  const days = turn * (every === 'week' ? 7 : 1);
  const first = dayNumber(firstDay) ?? 0;
  const startOf = (k: number): Instant =>
    instantOf(offsets, (first + k * days) * DAY + (timeOfDay(handoverAt) ?? 0));
  const turns: Stretch[] = [];
  let k = Math.max(0, Math.floor(((range.from - REACH) / DAY - first) / days) - 1);
  for (let start = startOf(k); start < range.to; k++) {
    const to = startOf(k + 1);
    turns.push({ from: start, to, agentId: agents[k % agents.length] as string });
    start = to;
  }
  if (hours === undefined) return turns.flatMap(stretch => clipped(stretch, range));
  const open = openIntervals({ zone, hours, overrides: {} }, range).map(([from, to]) => ({ from, to }));
  return crossed(turns, open).flatMap(stretch => clipped(stretch, range));
}
