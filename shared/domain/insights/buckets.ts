import { DAY, type Instant } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import { dayOfText, dayText, type LocalDay } from '../time/local-days.ts';
import { weekdayOf } from '../time/working-hours.ts';
import { instantOf, zoneOffsets } from '../time/zone-offsets.ts';

/** Days in one stretch: named by their first and last, and `[startAt, endAt)` as instants of the zone. */
export type Span = {
  readonly from: string;
  readonly to: string;
  readonly startAt: Instant;
  readonly endAt: Instant;
};
export type Bucket = Span & { readonly label: string };

export type Cut = { readonly from: string; readonly to: string; readonly by: Step; readonly zone: string };
export type Step = 'day' | 'week' | 'month';

/** So long a period may be at most, in days. */
export const MOST_DAYS = 366;

/**
 * A period, both of its days included, cut into days, ISO weeks (from Monday) or months on the wall of a zone. The first
 * and the last bucket have only those of their days that lie in the period. Refused with `bad-period` for a day that does
 * not exist, an end before the start, and more than 366 days.
 */
export function bucketsOf({ from, to, by, zone }: Cut): Outcome<readonly Bucket[], 'bad-period'> {
  if (!isDay(from)) return badPeriod('query.from', 'must be a day that exists');
  if (!isDay(to)) return badPeriod('query.to', 'must be a day that exists');
  const [first, last] = [dayOfText(from), dayOfText(to)];
  if (last < first || last - first >= MOST_DAYS)
    return badPeriod(
      'query.to',
      `must be a day not before query.from, and less than ${MOST_DAYS} days after it`,
    );
  const offsets = zoneOffsets(zone, { from: (first - 2) * DAY, to: (last + 3) * DAY });
  const buckets: Bucket[] = [];
  for (let day = first; day <= last; day = nextOf(day, by)) {
    const end = Math.min(nextOf(day, by), last + 1);
    buckets.push({
      ...{ label: labelOf(day, by), from: dayText(day), to: dayText(end - 1) },
      ...{ startAt: instantOf(offsets, day * DAY), endAt: instantOf(offsets, end * DAY) },
    });
  }
  return accepted(buckets);
}

const badPeriod = (field: string, problem: string) => refused('bad-period', { field, problem });

/** The parser takes 30 February for 2 March. */
const isDay = (text: string): boolean => !Number.isNaN(dayOfText(text)) && dayText(dayOfText(text)) === text;

function nextOf(day: LocalDay, by: Step): LocalDay {
  if (by === 'day') return day + 1;
  if (by === 'week') return day + 7 - weekdayOf(day);
  const date = new Date(day * DAY);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY;
}

function labelOf(day: LocalDay, by: Step): string {
  if (by === 'week') return isoWeek(day);
  return dayText(day).slice(0, by === 'month' ? 7 : 10);
}

/** ISO 8601: a week belongs to the year that its Thursday is in. */
function isoWeek(day: LocalDay): string {
  const thursday = day - weekdayOf(day) + 3;
  const year = new Date(thursday * DAY).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1) / DAY) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** All of the buckets as one stretch. Throws without any. */
export function wholeOf(buckets: readonly Bucket[]): Span {
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (!first || !last) throw new RangeError('a period has at least one day');
  return { from: first.from, to: last.to, startAt: first.startAt, endAt: last.endAt };
}

/** What happened within a stretch, its end excluded; without an instant nothing did. */
export const within = <T>(
  things: readonly T[],
  { startAt, endAt }: Pick<Span, 'startAt' | 'endAt'>,
  at: (thing: T) => Instant | undefined,
): readonly T[] =>
  things.filter(thing => {
    const when = at(thing);
    return when !== undefined && startAt <= when && when < endAt;
  });
