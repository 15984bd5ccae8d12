import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  aroundTheClock,
  type BusinessCalendar,
  compileCalendar,
} from '../../shared/domain/time/business-calendar.ts';
import type { CalendarSpec, DayHours } from '../../shared/domain/time/calendar-spec.ts';
import type { Calendars, Mark, Target } from '../../shared/domain/time/sla-clock.ts';
import { DAY, type Instant, MINUTE } from '../../shared/kernel/instant.ts';

/** The oracle knows no interval: it walks a quarter of an hour at a time and asks each time what holds. */
export const SLOT = 15 * MINUTE;
export const SLOTS = (5 * DAY) / SLOT;

export type World = {
  readonly from: Instant;
  readonly to: Instant;
  readonly calendars: Calendars;
  /** By calendar: for each slot, whether it is open, as the clock on the wall says. */
  readonly open: Readonly<Record<string, Uint8Array>>;
};
export const calendarKeys = ['always', 'day', 'night'] as const;

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const shift: DayHours = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
];
const night: DayHours = [['22:00', '06:00']];

/** Five days around a change of clocks, with office hours, one short day among them, and nights. */
function worldAt(zone: string, day: string): World {
  const start = Temporal.PlainDate.from(day);
  const from = start.toZonedDateTime({ timeZone: zone }).epochMilliseconds;
  const specs: Record<string, CalendarSpec> = {
    day: {
      zone,
      hours: { mon: shift, tue: shift, wed: shift, fri: shift, sat: [['10:00', '14:00']] },
      overrides: { [start.add({ days: 4 }).toString()]: [['11:00', '12:30']] },
    },
    night: { zone, hours: Object.fromEntries(weekdays.map(name => [name, night])), overrides: {} },
  };
  const range = { from: from - DAY, to: from + 400 * DAY };
  const compiled: Record<string, BusinessCalendar> = { always: aroundTheClock };
  const open: Record<string, Uint8Array> = { always: new Uint8Array(SLOTS).fill(1) };
  for (const [key, spec] of Object.entries(specs)) {
    compiled[key] = compileCalendar(spec, range);
    open[key] = Uint8Array.from({ length: SLOTS }, (_, slot) => (isOnWall(spec, from + slot * SLOT) ? 1 : 0));
  }
  const calendars: Calendars = key => compiled[key] ?? aroundTheClock;
  const shown = { [fc.toStringMethod]: () => `${zone} from ${day}` };
  return { from, to: from + SLOTS * SLOT, calendars, open, ...shown };
}

function isOnWall(spec: CalendarSpec, at: Instant): boolean {
  const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(spec.zone);
  const time = wall.toPlainTime().toString().slice(0, 5);
  const hoursOn = (date: Temporal.PlainDate): DayHours =>
    spec.overrides[date.toString()] ?? spec.hours[weekdays[date.dayOfWeek - 1] ?? 'mon'] ?? [];
  const today = wall.toPlainDate();
  return (
    hoursOn(today).some(([from, to]) => from <= time && (time < to || to <= from)) ||
    hoursOn(today.subtract({ days: 1 })).some(([from, to]) => to <= from && time < to)
  );
}

let made: readonly World[] | undefined;
/** Around changes by an hour and by half an hour, forwards and back. */
export function worlds(): readonly World[] {
  made ??= [
    worldAt('Europe/Berlin', '2026-03-27'),
    worldAt('Europe/Berlin', '2026-10-23'),
    worldAt('America/New_York', '2026-03-06'),
    worldAt('America/New_York', '2026-10-30'),
    worldAt('Australia/Lord_Howe', '2026-10-02'),
    worldAt('Australia/Lord_Howe', '2027-04-02'),
  ];
  return made;
}

export type Truth = {
  /** Counted time at the beginning of each slot, and after the last. */
  readonly spent: Float64Array;
  readonly stateAt: (slot: number) => (typeof stateNames)[number];
  /** Slot in which the target began to be watched; negative when in none. */
  readonly begins: number;
  /** Wall-clock pauses by reason, and counted time by leg, up to a slot. */
  readonly paused: (slots: number) => Record<string, number>;
  readonly byLeg: (slots: number) => Record<string, number>;
  /** A goal that is not reached in the window will be at some time. */
  readonly goesOn: boolean;
};
const stateNames = ['not-started', 'running', 'paused', 'stopped'] as const;

const order = { started: 0, stopped: 1, reopened: 2, responded: 3, waiting: 4, working: 5, leg: 6 } as const;

/** Each mark once, in the order in which marks take effect. */
function inTurn(marks: readonly Mark[]): readonly Mark[] {
  const kept = new Map<string, Mark>();
  for (const mark of marks) {
    const key = `${mark.id}/${mark.is}`;
    const other = kept.get(key);
    if (!other || mark.at < other.at) kept.set(key, mark);
  }
  return [...kept.values()].sort(
    (a, b) => a.at - b.at || order[a.is] - order[b.is] || (a.id < b.id ? -1 : 1),
  );
}

const found = new WeakMap<readonly Mark[], Map<Target, Truth>>();

/** What truly happened to the target's time, found without any of the product's arithmetic; once per list of marks. */
export function truthOf(marks: readonly Mark[], target: Target, world: World): Truth {
  const truths = found.get(marks) ?? new Map<Target, Truth>();
  found.set(marks, truths);
  const truth = truths.get(target) ?? walkThrough(marks, target, world);
  truths.set(target, truth);
  return truth;
}

function walkThrough(marks: readonly Mark[], target: Target, world: World): Truth {
  const coming = [...inTurn(marks)].reverse();
  const open = world.open[target.calendar] ?? new Uint8Array(SLOTS);
  const cap = target.waitCapMs ?? Number.POSITIVE_INFINITY;
  const now: Now = { started: false, responded: false, on: true, wait: '', reason: '', leg: '-' };
  const spent = new Float64Array(SLOTS + 1);
  const states = new Uint8Array(SLOTS);
  const changes: { slot: number; reason: string; leg: string }[] = [];
  let [begins, waited] = [-1, 0];
  let runs = false;
  let mayPause = false;
  let nextAt = coming.at(-1)?.at;
  for (let slot = 0; slot < SLOTS; slot++) {
    if (world.from + slot * SLOT === nextAt) {
      while (coming.at(-1)?.at === nextAt) apply(now, coming.pop() as Mark);
      nextAt = coming.at(-1)?.at;
      runs = isWatched(now, target);
      mayPause = target.endsWith !== 'responded' && (target.pausedBy as readonly string[]).includes(now.wait);
      changes.push({ slot, reason: now.reason, leg: now.leg });
      if (begins < 0 && now.started && (runs || target.leg === undefined)) begins = slot;
    }
    const stands = runs && mayPause && waited < cap;
    if (stands) waited += SLOT;
    states[slot] = begins < 0 ? 0 : !runs ? 3 : stands ? 2 : 1;
    spent[slot + 1] = (spent[slot] as number) + (runs && !stands && open[slot] === 1 ? SLOT : 0);
  }
  const sums = (name: 'reason' | 'leg', counts: (slot: number) => boolean) => (upTo: number) => {
    const total: Record<string, number> = {};
    for (const [n, change] of changes.entries()) {
      let ms = 0;
      const end = Math.min(upTo, changes[n + 1]?.slot ?? SLOTS);
      for (let slot = change.slot; slot < end; slot++) if (counts(slot)) ms += SLOT;
      if (ms > 0) total[change[name]] = (total[change[name]] ?? 0) + ms;
    }
    return total;
  };
  return {
    ...{ spent, begins, goesOn: runs && !(mayPause && target.waitCapMs === undefined) },
    stateAt: slot => stateNames[states[slot] ?? 0] ?? 'not-started',
    paused: sums('reason', slot => states[slot] === 2),
    byLeg: sums('leg', slot => (spent[slot + 1] ?? 0) > (spent[slot] ?? 0)),
  };
}

const isWatched = (now: Now, { leg, endsWith }: Target): boolean =>
  now.started &&
  (leg === undefined ? now.on : now.leg === leg) &&
  !(endsWith === 'responded' && now.responded);

type Now = { started: boolean; responded: boolean; on: boolean; wait: string; reason: string; leg: string };

function apply(now: Now, mark: Mark): void {
  if (mark.is === 'started') now.started = true;
  if (mark.is === 'responded') now.responded = true;
  if (mark.is === 'reopened') now.on = true;
  if (mark.is === 'waiting') [now.wait, now.reason] = [mark.on, mark.reason];
  if (mark.is === 'working') now.wait = '';
  if (mark.is === 'leg') now.leg = mark.leg;
  if (mark.is === 'stopped' && now.on) [now.on, now.wait, now.leg] = [false, '', '-'];
}

/** The first instant of the window at which so much time was counted; `undefined` when there is none. */
export function firstAt({ spent, begins }: Truth, ms: number, { from }: World): Instant | undefined {
  if (ms <= 0) return begins < 0 ? undefined : from + begins * SLOT;
  if ((spent[SLOTS] ?? 0) < ms) return undefined;
  let slot = 0;
  while ((spent[slot + 1] ?? 0) < ms) slot += 1;
  return from + slot * SLOT + ms - (spent[slot] ?? 0);
}
