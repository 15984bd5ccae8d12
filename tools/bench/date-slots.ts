import { DateTime, Interval } from 'luxon';
import type { Slot } from '../../shared/domain/calls/slot-search.ts';
import type { SlotAgent, Wish } from './slot-cases.ts';

/**
 * Slots as one writes it with date objects: for every agent and every local day the working hours are set on the date,
 * a slot is moved through them by a quarter of an hour at a time, and its interval is held against everything they
 * have. What stands in a table becomes date objects before the clock runs.
 */
export function dateSlots(agents: readonly SlotAgent[], wish: Wish): () => (Slot & { agents: string[] })[] {
  const known = agents
    .filter(({ languages }) => languages.some(one => one.split('-')[0] === wish.language.split('-')[0]))
    .map(agent => ({ agent, taken: takenOf(agent, wish) }));
  return () => {
    const found = new Map<number, string[]>();
    for (const { agent, taken } of known)
      for (const slot of slotsOf(agent, taken, wish)) {
        const from = slot.start?.toMillis() ?? Number.NaN;
        found.set(from, [...(found.get(from) ?? []), agent.id]);
      }
    return [...found]
      .sort(([a], [b]) => a - b)
      .map(([from, ids]) => ({
        from,
        to: DateTime.fromMillis(from).plus({ minutes: wish.minutes }).toMillis(),
        agents: ids,
      }));
  };
}

function* slotsOf({ worker }: SlotAgent, taken: readonly Interval[], wish: Wish): Generator<Interval> {
  const from = DateTime.fromMillis(wish.from, { zone: worker.zone });
  const to = DateTime.fromMillis(wish.to, { zone: worker.zone });
  for (let day = from.startOf('day').minus({ days: 1 }); day < to; day = day.plus({ days: 1 }))
    for (const [opens, closes] of worker.hours[names[day.weekday - 1] ?? 'mon'] ?? []) {
      const end = closes <= opens ? at(day.plus({ days: 1 }), closes) : at(day, closes);
      for (let start = nextQuarter(at(day, opens)); ; start = start.plus({ minutes: 15 })) {
        const slot = Interval.after(start, { minutes: Math.ceil(wish.minutes / 15) * 15 });
        if ((slot.end ?? end) > end) break;
        if (start >= from && start < to && !taken.some(one => one.overlaps(slot))) yield slot;
      }
    }
}

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function at(day: DateTime, time: string): DateTime {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return day.set({ hour, minute });
}

const nextQuarter = (time: DateTime): DateTime =>
  time.plus({ minutes: (15 - (time.minute % 15)) % 15 }).startOf('minute');

function takenOf({ worker, busy, entries }: SlotAgent, { now, buffer }: Wish): Interval[] {
  const live = entries.filter(({ is, until }) => is !== 'hold' || until === undefined || until > now);
  return [
    ...live.map(entry => {
      const around = entry.is === 'block' ? entry.buffer : Math.max(entry.buffer, buffer);
      return between(entry.from - around, entry.to + around);
    }),
    ...busy.map(([from, to]) => between(from, to)),
    ...Object.values(worker.absences).map(({ from, to }) => between(from, to)),
  ];
}

const between = (from: number, to: number): Interval =>
  Interval.fromDateTimes(DateTime.fromMillis(from), DateTime.fromMillis(to));
