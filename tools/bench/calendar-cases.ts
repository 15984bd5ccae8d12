import { Temporal } from 'temporal-polyfill';
import type { CalendarSpec, DayHours } from '../../shared/domain/time/calendar-spec.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { type Random, randomOf } from './random.ts';
import { type Oracle, offsetChanges, offsetMs, type Range, temporalOracle } from './temporal-oracle.ts';

/** One calendar, the days it is asked about, and what is asked. */
export type CalendarCases = {
  readonly spec: CalendarSpec;
  readonly range: Range;
  readonly cases: readonly Case[];
};
/** Two questions: when will `businessMs` have passed since `from`, and how much passes from `from` to `to`? */
export type Case = {
  readonly from: number;
  readonly businessMs: number;
  readonly to: number;
  /** What the oracle answers. */
  readonly deadline: number;
  readonly elapsed: number;
};

/** Zones that are odd in some way, and those in which most customers live. */
const oddZones = [
  'Australia/Lord_Howe', // moves its clocks by half an hour
  'Africa/Casablanca', // sets them back for Ramadan
  'Africa/El_Aaiun',
  'Asia/Kathmandu', // +05:45
  'Pacific/Chatham', // +12:45 and +13:45
  'Antarctica/Troll', // moves them by two hours
  'Asia/Gaza', // four changes in some years
  'Africa/Cairo', // has no midnight on one day of the year
  'Asia/Beirut',
  'America/Havana',
  'America/Santiago',
  'America/Asuncion', // stays in summer time since 2024
  'America/Scoresbysund', // changed its standard time in 2024
  'America/St_Johns', // -03:30
  'Europe/Dublin', // counts winter as the exception
  'Asia/Tehran',
  'Asia/Kolkata',
  'Pacific/Apia', // left out 30 December 2011
  'America/Caracas',
  'Europe/Istanbul',
  'Asia/Pyongyang',
  'America/Sao_Paulo',
  'Pacific/Norfolk',
] as const;
const usualZones = [
  'Europe/Berlin',
  'Europe/London',
  'Europe/Madrid',
  'Europe/Lisbon',
  'Europe/Warsaw',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'America/Mexico_City',
  'Asia/Tokyo',
  'Asia/Jerusalem',
  'Australia/Sydney',
  'Pacific/Auckland',
  'UTC',
] as const;
export const zones: readonly string[] = [...oddZones, ...usualZones];

const YEARS: Range = { from: Date.UTC(2011, 0, 1), to: Date.UTC(2042, 0, 1) };
const BEFORE = 20 * DAY;
const AFTER = 60 * DAY;
/** Questions begin at most so far from the middle of a calendar's days. */
const REACH = 12 * DAY;

export type Drawn = {
  readonly calendars: readonly CalendarCases[];
  readonly zones: number;
  readonly cases: number;
  /** Cases whose question lies across a change of the clocks, or begins within a day of one. */
  readonly nearChanges: number;
};

/** Draws calendars of all kinds and questions about them, two thirds around days on which clocks are moved. */
export function drawCases(given: { seed: number; calendars: number; each: number }): Drawn {
  const random = randomOf(given.seed);
  const changes = new Map(zones.map(zone => [zone, offsetChanges(zone, YEARS)]));
  const calendars: CalendarCases[] = [];
  let nearChanges = 0;
  while (calendars.length < given.calendars) {
    const zone = random.pick(random.chance(0.6) ? oddZones : usualZones);
    const middle = middleOf(random, changes.get(zone) ?? []);
    const drawn = drawCalendar(random, { zone, middle, each: given.each });
    if (!drawn) continue;
    calendars.push(drawn);
    const near = (changes.get(zone) ?? []).filter(at => Math.abs(at - middle) < AFTER);
    nearChanges += drawn.cases.filter(({ from, deadline, to }) =>
      near.some(at => at > from - DAY && at < Math.max(deadline, to, from + DAY)),
    ).length;
  }
  const used = new Set(calendars.map(({ spec }) => spec.zone)).size;
  return { calendars, zones: used, cases: calendars.length * given.each, nearChanges };
}

function middleOf(random: Random, changes: readonly number[]): number {
  if (changes.length > 0 && random.chance(0.67)) return random.pick(changes);
  return random.int(Date.UTC(2024, 0, 1), Date.UTC(2031, 0, 1));
}

type Place = { readonly zone: string; readonly middle: number; readonly each: number };

/** Nothing where the calendar has too little open time to ask about. */
function drawCalendar(random: Random, { zone, middle, each }: Place): CalendarCases | undefined {
  const overrides = {
    ...drawOverrides(random, zone, middle),
    ...(random.chance(0.5) ? hoursAround(random, zone, middle) : {}),
  };
  const spec: CalendarSpec = { zone, hours: drawWeek(random), overrides };
  const range = { from: middle - BEFORE, to: middle + AFTER };
  const oracle = temporalOracle(spec, range);
  const until = range.to - 3 * DAY;
  if (oracle.elapsed(middle + REACH, until) < HOUR) return undefined;
  const about = { oracle, middle, until };
  return { spec, range, cases: Array.from({ length: each }, () => drawCase(random, about)) };
}

/** Hours that begin or end close to what the wall shows at the instant: where it is moved, in the gap or in the fold. */
function hoursAround(random: Random, zone: string, middle: number): CalendarSpec['overrides'] {
  const second = Math.round((middle - 1 + offsetMs(zone, middle - 1)) / SECOND) % 86_400;
  const near = () => timeOf((second + random.int(-45, 135) * 60 + 86_400) % 86_400);
  const hours = (): readonly [string, string] => {
    const [open, close] = [near(), random.chance(0.6) ? near() : timeOf(random.int(0, 86_399))];
    return random.chance(0.5) ? [open, close] : [close, open];
  };
  const dates = [localDate(zone, middle - 1), localDate(zone, middle)];
  return Object.fromEntries(dates.map(date => [date, random.chance(0.5) ? [hours()] : [hours(), hours()]]));
}

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function drawWeek(random: Random): CalendarSpec['hours'] {
  const sameEachDay = drawDay(random);
  const openDays = random.pick([5, 5, 5, 6, 7, 7, 1]);
  const like = () => (random.chance(0.7) ? sameEachDay : drawDay(random));
  return Object.fromEntries(days.slice(0, openDays).map(day => [day, like()]));
}

function drawDay(random: Random): DayHours {
  const kinds: (() => DayHours)[] = [
    () => [['09:00', '17:00']],
    () => [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ],
    () => [['00:00', '24:00']],
    () => [['22:00', '06:00']],
    () => [['08:00', '08:00']],
    () => [['18:30', '24:00']],
    () => [
      ['00:00', '03:00'],
      ['23:15', '00:45'],
    ],
    () => [['01:30', '02:30']],
    () => [
      ['02:15', '02:45'],
      ['02:50', '03:20'],
    ],
    () => [
      ['07:00:30', '07:00:45'],
      ['12:59:59', '20:00:01'],
    ],
    () => [drawHours(random)],
    () => [drawHours(random), drawHours(random)].sort(([a], [b]) => (a < b ? -1 : 1)),
  ];
  return random.pick(kinds)();
}

/** Any two times of the day; the second one may be earlier, then the hours run over midnight. */
function drawHours(random: Random): readonly [string, string] {
  const [open, close] = [random.int(0, 86_399), random.int(0, 86_399)];
  return [timeOf(open), timeOf(close === open ? (close + 1) % 86_400 : close)];
}

const timeOf = (second: number): string => new Date(second * SECOND).toISOString().slice(11, 19);

function drawOverrides(random: Random, zone: string, middle: number): CalendarSpec['overrides'] {
  const dates = Array.from({ length: random.int(0, 6) }, () =>
    localDate(zone, middle + random.int(-10, 25) * DAY),
  );
  return Object.fromEntries(dates.map(date => [date, random.chance(0.6) ? [] : drawDay(random)]));
}

export const localDate = (zone: string, instant: number): string =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString();

type About = { readonly oracle: Oracle; readonly middle: number; readonly until: number };

function drawCase(random: Random, about: About): Case {
  const { oracle, until } = about;
  const from = drawStart(random, about);
  const most = oracle.elapsed(from, until);
  const businessMs = drawAmount(random, about, { from, most });
  const to = random.chance(0.02)
    ? from - random.logInt(1, 5 * DAY)
    : Math.min(
        until,
        random.chance(0.2) ? boundAfter(random, about, from) : from + random.logInt(1, 40 * DAY),
      );
  const deadline = oracle.deadline(from, businessMs) ?? Number.NaN;
  return { from, businessMs, to, deadline, elapsed: oracle.elapsed(from, to) };
}

/** Near the middle, anywhere, or right where hours begin or end, give or take a millisecond. */
function drawStart(random: Random, { oracle, middle }: About): number {
  const kind = random.int(1, 10);
  if (kind <= 4) return middle + random.int(-36 * HOUR, 36 * HOUR);
  if (kind <= 7) return middle + random.int(-REACH, REACH);
  if (kind === 8) return middle + random.pick([-HOUR, -1, 0, 1, HOUR]);
  const bounds = oracle.bounds.filter(bound => Math.abs(bound - middle) < REACH);
  return (bounds.length > 0 ? random.pick(bounds) : middle) + random.pick([-1, 0, 0, 1]);
}

/** Nothing, a little, a lot, or what ends exactly where hours end. */
function drawAmount(random: Random, about: About, { from, most }: { from: number; most: number }): number {
  const kind = random.int(1, 20);
  if (kind === 1) return 0;
  if (kind <= 6) return about.oracle.elapsed(from, boundAfter(random, about, from));
  return Math.min(most, random.logInt(kind <= 8 ? 1 : MINUTE, 100 * HOUR));
}

function boundAfter(random: Random, { oracle, until }: About, from: number): number {
  const bounds = oracle.bounds.filter(bound => bound > from && bound < until);
  return bounds.length > 0 ? random.pick(bounds.slice(0, 20)) : from;
}
