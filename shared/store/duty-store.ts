import type { Schedule } from '../domain/team/duty-schedule.ts';
import { digest } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import { replace } from './journal.ts';
import { calendarFeedKey, ownCalendarFeedKey, scheduleKey, schedulesPk } from './keys.ts';
import { bare, type Put, type Row, type Table, type Write } from './table.ts';

/** A duty schedule as the table keeps it, with its overrides in the same row: a swap is one commit. */
export type StoredSchedule = Schedule & {
  readonly version: number;
  readonly changedAt: Instant;
  readonly changedBy: string;
};

const scheduleOf = (row: Row): StoredSchedule => bare(row) as unknown as StoredSchedule;

/** All that stand now, by id. */
export async function loadSchedules(table: Table): Promise<StoredSchedule[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({ pk: schedulesPk, ...(cursor === undefined ? {} : { cursor }) });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows.map(scheduleOf);
}

export async function loadSchedule(table: Table, scheduleId: string): Promise<StoredSchedule | undefined> {
  const row = await table.get(scheduleKey(scheduleId));
  return row && scheduleOf(row);
}

/** The next version in the place of the one that was read; refused with `stale` when somebody was faster. */
export const scheduleWrite = (schedule: Omit<StoredSchedule, 'version'>, read: number | undefined): Put =>
  replace({ ...scheduleKey(schedule.id), type: 'duty-schedule', ...schedule }, read);

/** Takes the version that was read away; refused with `stale` when somebody changed it meanwhile. */
export const dropSchedule = ({ id, version }: StoredSchedule): Write => ({
  do: 'delete',
  key: scheduleKey(id),
  when: { is: 'version', version },
  orElse: 'stale',
});

/** The secret address of an agent's calendar feed that is in force; only the digest of its token is kept. */
export type CalendarFeed = {
  readonly agentId: string;
  readonly tokenDigest: string;
  readonly since: Instant;
  readonly version: number;
};

export const feedDigest = (token: string): string => digest('calendar-feed', token);

export async function loadFeed(table: Table, agentId: string): Promise<CalendarFeed | undefined> {
  const row = await table.get(ownCalendarFeedKey(agentId));
  return row && (bare(row) as unknown as CalendarFeed);
}

/** Whose feed a token opens, while it is the one in force. */
export async function feedOwner(table: Table, token: string): Promise<string | undefined> {
  const tokenDigest = feedDigest(token);
  const row = await table.get(calendarFeedKey(tokenDigest));
  if (row === undefined) return undefined;
  const agentId = String(row['agentId']);
  return (await loadFeed(table, agentId))?.tokenDigest === tokenDigest ? agentId : undefined;
}

/** A new address in the place of the one before, which stops working in the same commit. */
export const putFeed = (feed: Omit<CalendarFeed, 'version'>, held: CalendarFeed | undefined): Write[] => [
  replace({ ...ownCalendarFeedKey(feed.agentId), type: 'calendar-feed', ...feed }, held?.version),
  ...(held ? [{ do: 'delete', key: calendarFeedKey(held.tokenDigest) } as const] : []),
  {
    do: 'put',
    row: { ...calendarFeedKey(feed.tokenDigest), type: 'calendar-feed-token', agentId: feed.agentId },
  },
];

/** The address stops working; refused with `stale` when another one took its place meanwhile. */
export const dropFeed = ({ agentId, tokenDigest, version }: CalendarFeed): Write[] => [
  {
    do: 'delete',
    key: ownCalendarFeedKey(agentId),
    when: { is: 'version', version },
    orElse: 'stale',
  },
  { do: 'delete', key: calendarFeedKey(tokenDigest) },
];
