import { DAY, type Instant, MINUTE } from '../../kernel/instant.ts';
import type { Agent } from '../team/agent.ts';
import { clipped } from '../team/duty-stretches.ts';
import { openIntervals, type Range } from '../time/open-hours.ts';
import type { DayEntry } from './agent-day.ts';
import { isExpired } from './take-time.ts';

/** What of an agent says when they work. */
export type Worker = Pick<Agent, 'zone' | 'hours' | 'absences' | 'active'>;
/** Times in which somebody's calendar elsewhere makes them busy, `[from, to)`. */
export type Busy = readonly (readonly [Instant, Instant])[];

/** When an agent works within the range: hours on the clocks of their zone without absences, in order and apart. */
export function workingTimes({ zone, hours, absences, active }: Worker, range: Range): Range[] {
  if (!active) return [];
  const open = openIntervals({ zone, hours, overrides: {} }, range);
  const working = open.flatMap(([from, to]) => clipped({ from, to }, range));
  return apart(working, Object.values(absences));
}

/**
 * When an agent can take calls within the range: working times without what their calendar elsewhere says, and without
 * what their days hold, with the longer of its own buffer and `buffer` around it (a block: with its own alone).
 * Expired holds are free.
 */
export function freeTimes(
  agent: Worker,
  range: Range,
  given: {
    readonly busy: Busy;
    readonly entries: readonly DayEntry[];
    readonly buffer: number;
    readonly now: Instant;
  },
): Range[] {
  const taken = given.entries
    .filter(entry => !isExpired(entry, given.now))
    .map(entry => withBuffer(entry, given.buffer));
  const busy = given.busy.map(([from, to]) => ({ from, to }));
  return apart(workingTimes(agent, range), [...taken, ...busy]);
}

/** An entry with the free time that belongs around it when the next one asks for `buffer` milliseconds. */
export function withBuffer({ is, from, to, buffer: own }: DayEntry, buffer: number): Range {
  const around = is === 'block' ? own : Math.max(own, buffer);
  return { from: from - around, to: to + around };
}

/**
 * True when an agent may be booked for the whole span as far as their own time goes: they are on the roster, work all
 * through it, are not absent in it, and no calendar elsewhere makes them busy. What their day holds is `takeTime`'s.
 */
export const isFreeFor = (agent: Worker, busy: Busy, { from, to }: Range): boolean =>
  workingTimes(agent, { from, to }).some(working => working.from <= from && to <= working.to) &&
  !busy.some(([begins, ends]) => begins < to && from < ends);

/** Minutes that an agent works on a day (UTC), absences taken off. */
export function capacityMinutes(agent: Worker, day: string): number {
  const from = Date.parse(`${day}T00:00:00Z`);
  return (
    workingTimes(agent, { from, to: from + DAY }).reduce((sum, one) => sum + one.to - one.from, 0) / MINUTE
  );
}

/** What is left of stretches, which are in order and apart, without the cuts, which may lie anyhow. */
function apart(stretches: readonly Range[], cuts: readonly Range[]): Range[] {
  const ordered = cuts.toSorted((a, b) => a.from - b.from);
  const left: Range[] = [];
  for (const { from, to } of stretches) {
    let at = from;
    for (const cut of ordered) {
      if (cut.from >= to) break;
      if (cut.to <= at || cut.to <= cut.from) continue;
      if (cut.from > at) left.push({ from: at, to: cut.from });
      at = cut.to;
    }
    if (at < to) left.push({ from: at, to });
  }
  return left;
}
