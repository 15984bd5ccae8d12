import type { DayEntry } from '../../shared/domain/calls/agent-day.ts';
import { daysTouched } from '../../shared/domain/calls/agent-day.ts';
import {
  type Busy,
  freeTimes,
  type Worker,
  withBuffer,
  workingTimes,
} from '../../shared/domain/calls/free-time.ts';
import {
  type BoardDay,
  type BoardTeam,
  dayWith,
  emptyDay,
  emptyTeam,
  type OneDay,
  QUARTER,
  quartersIn,
  quartersOf,
  startOfDay,
  teamWith,
} from '../../shared/domain/calls/slot-board.ts';
import { type Slot, type SlotQuestion, searchSlots } from '../../shared/domain/calls/slot-search.ts';
import { collides } from '../../shared/domain/calls/take-time.ts';
import type { WorkingHours } from '../../shared/domain/time/working-hours.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../shared/kernel/instant.ts';
import { type Random, randomOf } from './random.ts';

/** An agent with everything that says when they can be called in. */
export type SlotAgent = {
  readonly id: string;
  readonly languages: readonly string[];
  readonly products: readonly string[];
  readonly worker: Worker;
  readonly busy: Busy;
  readonly entries: readonly DayEntry[];
};

export type SlotWindow = { readonly from: Instant; readonly to: Instant; readonly now: Instant };
export type Wish = SlotWindow & {
  readonly language: string;
  readonly minutes: number;
  readonly buffer: number;
};

const week = (...hours: (readonly [string, string])[]): WorkingHours => ({
  ...{ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
});
const SHIFTS = [
  week(['09:00', '17:30']),
  week(['08:00', '12:00'], ['12:45', '17:00']),
  week(['10:00', '18:30']),
  week(['09:00', '13:00']),
  { ...week(['07:10', '15:40']), sat: [['09:00', '12:00']] as const },
  { ...week(['14:00', '22:00']), sun: [['10:00', '14:00']] as const },
  week(['22:00', '06:00']),
];
const ZONES = ['Europe/Berlin', 'Europe/Berlin', 'Europe/Warsaw', 'Europe/London', 'America/New_York'];

type Size = { readonly seed: number; readonly agents: number; readonly window: SlotWindow };

/** Agents who all speak German: some part-time, some at night, some away, all with calls and other things in their days. */
export function drawTeam({ seed, agents, window }: Size): SlotAgent[] {
  const random = randomOf(seed);
  return Array.from({ length: agents }, (_, at) => drawAgent(random, at, window));
}

function drawAgent(random: Random, at: number, window: SlotWindow): SlotAgent {
  const range = { from: window.from - DAY, to: window.to + 2 * DAY };
  const away = window.from + random.int(0, 13) * DAY;
  const absences: Worker['absences'] = random.chance(0.1)
    ? { away: { from: away, to: away + random.int(1, 3) * DAY + random.int(0, 5) * HOUR } }
    : {};
  const worker: Worker = { zone: random.pick(ZONES), hours: random.pick(SHIFTS), absences, active: true };
  const working = workingTimes(worker, range);
  const busy = working
    .filter(() => random.chance(0.08))
    .map(({ from }) => [from + random.int(0, 90) * MINUTE, from + random.int(91, 240) * MINUTE] as const);
  return {
    ...{ id: `agent-${String(at + 1).padStart(3, '0')}`, worker, busy },
    languages: random.pick([['de'], ['de', 'en'], ['de-AT', 'fr'], ['en', 'de', 'it']]),
    products: random.pick([['repricer'], ['repricer', 'analytics'], ['analytics']]),
    entries: working.flatMap(({ from, to }, day) => drawDay(random, { from, to, day, now: window.now })),
  };
}

/** Sooner days are fuller. */
function drawDay(
  random: Random,
  { from, to, day, now }: { from: Instant; to: Instant; day: number; now: Instant },
): DayEntry[] {
  const entries: DayEntry[] = [];
  const calls = random.int(0, Math.max(1, 6 - Math.floor(day / 2)));
  for (let n = 0; n < calls; n++) {
    const start = from + random.int(0, Math.floor((to - from) / (5 * MINUTE))) * 5 * MINUTE;
    const entry = drawEntry(random, { id: `${from}-${n}`, start, now });
    if (!entries.some(other => collides(entry, other))) entries.push(entry);
  }
  return entries;
}

function drawEntry(
  random: Random,
  { id, start, now }: { id: string; start: Instant; now: Instant },
): DayEntry {
  const to = start + random.pick([15, 15, 20, 30, 45]) * MINUTE;
  if (random.chance(0.05)) return { id, is: 'block', from: start, to: start + HOUR, buffer: 0 };
  return random.chance(0.05)
    ? { id, is: 'hold', from: start, to, buffer: 5 * MINUTE, until: now + random.int(-4, 5) * MINUTE }
    : { id, is: 'booking', from: start, to, buffer: 5 * MINUTE };
}

/** The board as the product keeps it for a team. */
export function boardOf(
  agents: readonly SlotAgent[],
  { window, buffer }: { readonly window: SlotWindow; readonly buffer: number },
): { readonly team: BoardTeam; readonly days: readonly BoardDay[] } {
  const names = daysTouched(window.from, window.to + 4 * HOUR);
  const onDays = agents.map((agent, place) => agentOn(agent, place, { names, now: window.now, buffer }));
  return {
    team: teamWith(emptyTeam, agents),
    days: names.map((day, at) =>
      dayWith(
        emptyDay(day),
        onDays.map(days => days[at] as OneDay),
        window.now,
      ),
    ),
  };
}

function agentOn(
  { worker, busy, entries }: SlotAgent,
  place: number,
  { names, now, buffer }: { names: readonly string[]; now: Instant; buffer: number },
): OneDay[] {
  const range = { from: startOfDay(names[0] as string), to: startOfDay(names.at(-1) as string) + DAY };
  const lasting = entries.filter(({ is }) => is !== 'hold');
  const free = freeTimes(worker, range, { busy, entries: lasting, buffer, now });
  return names.map(day => ({
    ...{ place, bits: quartersIn(free, day) },
    held: entries.flatMap(entry => {
      const quarters = entry.is === 'hold' ? quartersOf(withBuffer(entry, buffer), day) : undefined;
      return quarters ? [[...quarters, entry.until ?? entry.to] as const] : [];
    }),
  }));
}

/** The window of a search: from the next quarter on, for so many days. */
export function windowFrom(now: Instant, days: number): SlotWindow {
  const from = Math.ceil(now / QUARTER) * QUARTER;
  return { from, to: from + days * DAY, now };
}

/** The slots of the board with who could have each: it is asked for everybody, and for each alone. */
export function namedSlots(question: SlotQuestion): (Slot & { readonly agents: readonly string[] })[] {
  const found = new Map(searchSlots(question).map(slot => [slot.from, { ...slot, agents: [] as string[] }]));
  for (const id of question.team.ids)
    for (const { from } of searchSlots({ ...question, agentIds: [id] })) found.get(from)?.agents.push(id);
  return [...found.values()];
}
