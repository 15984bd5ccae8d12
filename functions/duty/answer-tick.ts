import type { OutsideCalendars } from '../../shared/adapters/outside-calendar.ts';
import { checkCalendarUrl, fetchPause } from '../../shared/domain/team/outside-calendar.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { arm, finish, type TimerRow } from '../../shared/store/journal.ts';
import { agentIdOf } from '../../shared/store/keys.ts';
import {
  dropOutsideCalendar,
  loadOutsideCalendar,
  type OutsideCalendar,
  outsideCalendarWrite,
} from '../../shared/store/outside-calendar-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadAgent, type StoredAgent } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { Write } from '../../shared/store/table.ts';
import { readTimer } from '../../shared/store/timer-store.ts';
import { fetchOf } from './put-outside-calendar.ts';
import { type Read, readCalendar } from './read-calendar.ts';

export type FetchPorts = Ports & { readonly calendars: OutsideCalendars };

/**
 * An agent's calendar elsewhere is read again. The next time is fixed before anybody is asked, as if this one failed:
 * whatever a host or its file does to us, the tick comes to its end and does not come back sooner. What was read, or why
 * nothing was, is written afterwards; while a calendar fails, the times that were read before stand.
 */
export async function answerTick(ports: FetchPorts, tick: Tick): Promise<Handled> {
  const timer = await readTimer(ports, tick);
  if (!timer.ok) return { decision: timer.refusal };
  const agentId = agentIdOf(timer.value.pk);
  const [agent, held] = await Promise.all([
    loadAgent(ports.table, agentId),
    loadOutsideCalendar(ports.table, agentId),
  ]);
  if (!agent?.active || !held) return forget(ports, timer.value, held);
  const begun = await begin(ports, held);
  if (!begun) return { decision: 'calendar-replaced' };
  const { notifications } = await loadSettings(ports.table);
  const allowed = checkCalendarUrl(begun.url, notifications.calendarHosts ?? []);
  const read: Read = allowed.ok
    ? await readCalendar(ports, begun, agent.zone)
    : { ok: false, refusal: 'host-not-allowed' };
  return end(ports, { begun, agent, read });
}

/** Whoever left, or has no such calendar any more, is not asked about again; a leaver's address is forgotten. */
async function forget(
  { table, ids }: Ports,
  timer: TimerRow,
  held: OutsideCalendar | undefined,
): Promise<Handled> {
  const writes = [finish(timer), ...(held ? [dropOutsideCalendar(held)] : [])];
  const answer = await table.commit({ commitId: ids.random('cmt'), writes });
  return { decision: answer.done ? 'calendar-forgotten' : 'calendar-replaced' };
}

/** Counts the try and fixes the next one. A try before that never ended is a failure of its own. */
async function begin(ports: Ports, held: OutsideCalendar): Promise<OutsideCalendar | undefined> {
  const now = ports.clock.now();
  const tries = held.tries + 1;
  const failing = held.failing ?? (held.tries > 0 ? { since: now, why: 'never-ended' } : undefined);
  const { version, ...calendar } = { ...held, tries, ...(failing ? { failing } : {}) };
  const next = { ...fetchOf(held.agentId), dueAt: now + fetchPause(tries), epoch: version + 1, now };
  return keep(ports, calendar, { read: version, beside: [arm(next)] });
}

async function end(
  ports: Ports,
  given: { readonly begun: OutsideCalendar; readonly agent: StoredAgent; readonly read: Read },
): Promise<Handled> {
  const { begun, read } = given;
  const now = ports.clock.now();
  const { version, failing, etag, ...calendar } = begun;
  if (!read.ok) {
    const why = read.refusal;
    const named = etag === undefined ? {} : { etag };
    const failed = { ...calendar, ...named, failing: { since: failing?.since ?? now, why } };
    await keep(ports, failed, { read: version, beside: [] });
    return { decision: 'calendar-failed', detail: { why, tries: begun.tries } };
  }
  const { leftOut, decision, ...found } = read.value;
  const next = { ...fetchOf(begun.agentId), dueAt: now + fetchPause(0), epoch: version + 1, now };
  const kept = await keep(
    ports,
    { ...calendar, ...found, tries: 0, fetchedAt: now },
    { read: version, beside: [arm(next)] },
  );
  return kept ? { decision, detail: { leftOut } } : { decision: 'calendar-replaced' };
}

/** The calendar in its next version; nothing when somebody put or took away another one meanwhile. */
async function keep(
  { table, ids }: Ports,
  calendar: Omit<OutsideCalendar, 'version'>,
  { read, beside }: { readonly read: number; readonly beside: readonly Write[] },
): Promise<OutsideCalendar | undefined> {
  const writes = [outsideCalendarWrite(calendar, read), ...beside];
  const answer = await table.commit({ commitId: ids.random('cmt'), writes });
  return answer.done ? { ...calendar, version: read + 1 } : undefined;
}
