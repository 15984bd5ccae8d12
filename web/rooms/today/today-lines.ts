import { HOUR, type Instant } from '../../../shared/kernel/instant.ts';
import {
  type Pointing,
  type TodayLine,
  type TodayReader,
  type TodaySources,
  todaySources,
} from './today-sources.ts';

const NEVER = Number.POSITIVE_INFINITY;

const isEarlier = (one: TodayLine, other: TodayLine): boolean => (one.at ?? NEVER) < (other.at ?? NEVER);

/** By the time that is left; without a time what is urgent first and what stands still last, then who waits longest. */
function compared(one: TodayLine, other: TodayLine): number {
  const order = ({ at = NEVER, rank, since }: TodayLine) => [at, at === NEVER ? rank : 0, since] as const;
  const [mine, others] = [order(one), order(other)];
  const place = mine.findIndex((value, n) => value !== others[n]);
  if (place >= 0) return (mine[place] ?? 0) < (others[place] ?? 0) ? -1 : 1;
  return one.key < other.key ? -1 : Number(one.key > other.key);
}

/**
 * Puts lines that speak of others beside those. What is spoken of is there once: as the line with the earlier time, and
 * among equals as itself; the notifications of both stay with it.
 */
function joined(lines: readonly TodayLine[], pointing: readonly Pointing[]): readonly TodayLine[] {
  const all = [...lines];
  const places = new Map(lines.flatMap((line, place) => line.stands.map(key => [key, place] as const)));
  for (const { about, ...line } of pointing) {
    const listed = about.flatMap(key => places.get(key) ?? []);
    const place =
      listed.toSorted((one, other) => compared(lineAt(all, one), lineAt(all, other)))[0] ?? all.length;
    const held = all[place];
    all[place] = held ? both(held, line) : line;
    for (const key of line.stands) places.set(key, place);
  }
  return all;
}

const lineAt = (lines: readonly TodayLine[], place: number): TodayLine => lines[place] as TodayLine;

const both = (held: TodayLine, line: TodayLine): TodayLine => ({
  ...(isEarlier(line, held) ? line : held),
  stands: [...held.stands, ...line.stands],
  told: [...held.told, ...line.told],
});

/**
 * Everything that waits for the reader, each thing once, by the time that is left. The order follows from the lines
 * alone, never from the order in which they were read: news moves nothing but what it is about.
 */
export function todayLines(sources: TodaySources, reader: TodayReader): readonly TodayLine[] {
  const { own, tasks, outreach, escalations, notifications } = todaySources(sources, reader);
  const inOrder = (pointing: readonly Pointing[]) => pointing.toSorted(compared);
  const lines = [tasks, outreach, escalations, notifications].map(inOrder).reduce(joined, own);
  return lines.toSorted(compared);
}

export const todayGroups = ['overdue', 'hour', 'today', 'later', 'none'] as const;
export type TodayGroup = (typeof todayGroups)[number];

/** What is due at an instant: exactly then it is overdue. `until` is the end of the reader's day. */
export function groupOf(due: Instant | undefined, now: Instant, until: Instant): TodayGroup {
  if (due === undefined) return 'none';
  if (due <= now) return 'overdue';
  if (due - now <= HOUR) return 'hour';
  return due < until ? 'today' : 'later';
}

export type TodayItem =
  | { readonly is: 'head'; readonly key: string; readonly group: TodayGroup; readonly count: number }
  | { readonly is: 'case'; readonly key: string; readonly line: TodayLine };

/** The lines under a heading for each group that has any. As time goes on headings move between lines, never lines. */
export function todayItems(lines: readonly TodayLine[], now: Instant, until: Instant): readonly TodayItem[] {
  const groups = Map.groupBy(lines, line => groupOf(line.at, now, until));
  return todayGroups.flatMap((group): readonly TodayItem[] => {
    const own = groups.get(group) ?? [];
    if (own.length === 0) return [];
    const rows = own.map(line => ({ is: 'case', key: line.key, line }) as const);
    return [{ is: 'head', key: `group ${group}`, group, count: own.length }, ...rows];
  });
}
