import { DAY, type Instant, MINUTE } from '../../../shared/kernel/instant.ts';
import { instantOf, wallTime } from '../../app/zoned.ts';
import { dayAfter } from './duty-place.ts';

/** A day of a zone: usually 24 hours long, 23 or 25 where the clocks are changed. */
export type StripDay = {
  readonly date: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Minutes on the wall when it begins: not 0 where midnight does not exist. */
  readonly base: number;
  /** Where the clocks are changed within it, and by how many minutes they go forward. */
  readonly change?: { readonly at: Instant; readonly minutes: number };
};

/** What lies on a day's strip: from and to in per cent of its 24 hours on the wall. */
export type Placed<T> = {
  readonly item: T;
  readonly left: number;
  readonly width: number;
  readonly fromBefore: boolean;
  readonly goesOn: boolean;
};

type Span = { readonly from: string; readonly to: string };

const WHOLE_DAY = 24 * 60;

/** How far the wall clock is ahead of UTC, in minutes. */
const aheadOf = (at: Instant, zone: string): number =>
  Math.round((Date.parse(`${wallTime(at, zone)}:00Z`) - Math.floor(at / MINUTE) * MINUTE) / MINUTE);

function changeWithin(from: Instant, to: Instant, zone: string): StripDay['change'] {
  const [before, after] = [aheadOf(from, zone), aheadOf(to - MINUTE, zone)];
  if (before === after) return undefined;
  let [low, high] = [from, to - MINUTE];
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
    if (aheadOf(middle, zone) === before) low = middle;
    else high = middle;
  }
  return { at: high, minutes: after - before };
}

/** So many days of a zone, one after another without a gap. */
export function stripDays(first: string, count: number, zone: string): readonly StripDay[] {
  return Array.from({ length: count }, (_, n) => {
    const date = dayAfter(first, n);
    const from = instantOf(`${date}T00:00`, zone);
    const to = instantOf(`${dayAfter(date, 1)}T00:00`, zone);
    const [hours, minutes] = wallTime(from, zone).slice(11).split(':').map(Number);
    const change = changeWithin(from, to, zone);
    return { date, from, to, base: (hours ?? 0) * 60 + (minutes ?? 0), ...(change ? { change } : {}) };
  });
}

/**
 * The minute of the day that the wall clock shows at an instant, 0 to 1440: 09:00 lies at the same place on every day.
 * Where the clock goes forward the missing time is jumped over. Where it goes back the time that comes twice is drawn
 * once, each of its minutes half as wide, so that later is never further left.
 */
export function minuteOn(day: StripDay, at: Instant): number {
  const plain = day.base + (Math.min(Math.max(at, day.from), day.to) - day.from) / MINUTE;
  return Math.min(WHOLE_DAY, day.change ? changed(plain, day.change, day) : plain);
}

function changed(plain: number, { at, minutes }: NonNullable<StripDay['change']>, day: StripDay): number {
  const turn = day.base + (at - day.from) / MINUTE;
  if (minutes > 0) return plain < turn ? plain : plain + minutes;
  const first = turn + minutes;
  if (plain <= first) return plain;
  const last = turn - minutes;
  return plain >= last ? plain + minutes : first + (plain - first) / 2;
}

const percent = (minutes: number): number => Math.round((minutes / WHOLE_DAY) * 1_000_000) / 10_000;

/** Where an instant lies on the day's strip in per cent; undefined on another day. */
export const markOn = (day: StripDay, at: Instant): number | undefined =>
  day.from <= at && at < day.to ? percent(minuteOn(day, at)) : undefined;

/** What of these lies on the day, the earliest first; what is longer than the day is cut at its ends. */
export function placedOn<T extends Span>(day: StripDay, items: readonly T[]): readonly Placed<T>[] {
  return items
    .map(item => ({ item, from: Date.parse(item.from), to: Date.parse(item.to) }))
    .filter(({ from, to }) => from < day.to && day.from < to)
    .toSorted((one, other) => one.from - other.from)
    .map(({ item, from, to }) => {
      const left = percent(minuteOn(day, from));
      const width = Math.max(0, percent(minuteOn(day, to)) - left);
      return { item, left, width, fromBefore: from < day.from, goesOn: to > day.to };
    });
}

/** The period that the days cover, as the API is asked for it. */
export const periodOf = (days: readonly StripDay[]): { readonly from: string; readonly to: string } => ({
  from: new Date(days[0]?.from ?? 0).toISOString(),
  to: new Date(days.at(-1)?.to ?? DAY).toISOString(),
});
