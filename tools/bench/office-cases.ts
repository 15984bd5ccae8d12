import type { CalendarSpec, DayHours } from '../../shared/domain/time/calendar-spec.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { momentOffsetMs } from './business-time-packages.ts';
import { type CalendarCases, type Case, localDate, zones } from './calendar-cases.ts';
import { type Random, randomOf } from './random.ts';
import { offsetChanges, offsetMs, type Range, temporalOracle } from './temporal-oracle.ts';

/** Calendars that every package can say, apart by whether the clocks are moved during the questions. */
export type OfficeCases = {
  readonly plain: readonly CalendarCases[];
  readonly acrossChange: readonly CalendarCases[];
};

const YEARS: Range = { from: Date.UTC(2023, 6, 1), to: Date.UTC(2028, 0, 1) };
/** What agreements ask for: minutes, hours, and days of business time. */
const amounts = [15, 30, 60, 120, 240, 480, 960, 2_400, 4_800].map(minutes => minutes * MINUTE);

/**
 * Offices with a break or without, closed on some days, asked in whole minutes. All hours lie between six and twenty
 * two, where no zone's clocks are moved in these years: what a package takes for an ambiguous time does not matter.
 */
export function officeCases(given: { seed: number; calendars: number; each: number }): OfficeCases {
  const random = randomOf(given.seed);
  const draw = (acrossChange: boolean) => {
    const drawn: CalendarCases[] = [];
    while (drawn.length < given.calendars) {
      const zone = random.pick(zones);
      const one = drawOffice(random, { zone, acrossChange, each: given.each });
      if (one) drawn.push(one);
    }
    return drawn;
  };
  return { plain: draw(false), acrossChange: draw(true) };
}

type Wish = { readonly zone: string; readonly acrossChange: boolean; readonly each: number };

/** Nothing where the zone does not move its clocks then, or does, or where moment knows its zone otherwise. */
function drawOffice(random: Random, { zone, acrossChange, each }: Wish): CalendarCases | undefined {
  const changes = offsetChanges(zone, YEARS);
  if (acrossChange && changes.length === 0) return undefined;
  const middle = acrossChange ? random.pick(changes) : random.int(YEARS.from, YEARS.to);
  const range = { from: middle - 10 * DAY, to: middle + 50 * DAY };
  if (!acrossChange && changes.some(at => at > range.from && at < range.to)) return undefined;
  if (!agrees(zone, range)) return undefined;
  const spec = { zone, hours: officeWeek(random), overrides: closedDays(random, zone, middle) };
  const oracle = temporalOracle(spec, range);
  const cases: Case[] = [];
  for (let tries = 0; cases.length < each && tries < each * 50; tries++) {
    const from = wholeMinute(middle - random.int(0, 4 * DAY));
    const businessMs = random.pick(amounts);
    const to = wholeMinute(from + random.logInt(HOUR, 14 * DAY));
    const deadline = oracle.deadline(from, businessMs) ?? Number.NaN;
    if (acrossChange && !(deadline > middle && to > middle)) continue;
    cases.push({ from, businessMs, to, deadline, elapsed: oracle.elapsed(from, to) });
  }
  return cases.length === each ? { spec, range, cases } : undefined;
}

function agrees(zone: string, { from, to }: Range): boolean {
  for (let at = from; at <= to; at += 6 * HOUR)
    if (momentOffsetMs(zone, at) !== offsetMs(zone, at)) return false;
  return true;
}

const wholeMinute = (instant: number): number => Math.floor(instant / MINUTE) * MINUTE;

function officeWeek(random: Random): CalendarSpec['hours'] {
  const hours = random.pick<DayHours>([
    [['09:00', '17:00']],
    [
      ['08:30', '12:30'],
      ['13:30', '18:00'],
    ],
    [['06:00', '22:00']],
  ]);
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].slice(0, random.pick([5, 5, 6, 7]));
  return Object.fromEntries(days.map(day => [day, hours]));
}

function closedDays(random: Random, zone: string, middle: number): CalendarSpec['overrides'] {
  const dates = Array.from({ length: random.int(0, 3) }, () =>
    localDate(zone, middle + random.int(-4, 14) * DAY),
  );
  return Object.fromEntries(dates.map(date => [date, []]));
}
