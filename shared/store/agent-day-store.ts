import { type AgentDay, type DayEntry, daysTouched, MOST_BUFFER } from '../domain/calls/agent-day.ts';
import { DAY, type Instant } from '../kernel/instant.ts';
import { replace } from './journal.ts';
import { agentDayKey, agentDaysPk } from './keys.ts';
import type { Row, Table, Write } from './table.ts';

/** A day as the table keeps it; version 0 when nothing was ever taken on it. */
export type StoredDay = AgentDay & { readonly version: number };

/** Rows of days long past are of no use to anybody. */
const KEPT_DAYS = 90;

const dayIn = (agentId: string, day: string, row: Row | undefined): StoredDay => ({
  agentId,
  day,
  entries: (row?.['entries'] as readonly DayEntry[] | undefined) ?? [],
  version: row?.version ?? 0,
});

/** The days of an agent that `[from, to)` with its buffer may touch, as they stand now. */
export async function loadAgentDays(
  table: Table,
  agentId: string,
  span: { readonly from: Instant; readonly to: Instant },
): Promise<StoredDay[]> {
  const days = daysTouched(span.from - MOST_BUFFER, span.to + MOST_BUFFER);
  if (days.length <= 2)
    return Promise.all(
      days.map(async day => dayIn(agentId, day, await table.get(agentDayKey(agentId, day)))),
    );
  const { rows } = await table.query({
    pk: agentDaysPk(agentId),
    from: days[0] as string,
    to: days.at(-1) as string,
    limit: 100,
  });
  const found = new Map(rows.map(row => [row.sk, row]));
  return days.map(day => dayIn(agentId, day, found.get(day)));
}

/** A day in its new state; refused with `stale` when anything was taken or freed on it since it was read. */
export const agentDayWrite = ({ agentId, day, entries }: AgentDay, read: StoredDay): Write =>
  replace(
    {
      ...agentDayKey(agentId, day),
      type: 'agent-day',
      agentId,
      day,
      entries,
      expiresAt: Math.floor((Date.parse(`${day}T00:00:00Z`) + KEPT_DAYS * DAY) / 1000),
    },
    read.version === 0 ? undefined : read.version,
  );
