import type { DayEntry } from '../../shared/domain/calls/agent-day.ts';
import type { CallRules } from '../../shared/domain/calls/call-rules.ts';
import { freeTimes, withBuffer } from '../../shared/domain/calls/free-time.ts';
import { type OneDay, quartersIn, quartersOf, startOfDay } from '../../shared/domain/calls/slot-board.ts';
import { entriesOf, isExpired } from '../../shared/domain/calls/take-time.ts';
import { DAY, MINUTE } from '../../shared/kernel/instant.ts';
import { loadAgentDays } from '../../shared/store/agent-day-store.ts';
import { loadOutsideCalendar } from '../../shared/store/outside-calendar-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { StoredAgent } from '../../shared/store/roster-store.ts';

type Asked = { readonly days: readonly string[]; readonly rules: CallRules; readonly place: number };

/**
 * What an agent has on some days (UTC), for the board: the quarters in which they can take a call but for holds, and
 * the holds apart, so that they end by themselves.
 */
export async function agentOnBoard(
  { table, clock }: Ports,
  agent: StoredAgent,
  { days, rules, place }: Asked,
): Promise<OneDay[]> {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const range = { from: startOfDay(first), to: startOfDay(last) + DAY };
  const [held, calendar] = await Promise.all([
    loadAgentDays(table, agent.id, range),
    loadOutsideCalendar(table, agent.id),
  ]);
  const now = clock.now();
  const buffer = rules.bufferMinutes * MINUTE;
  const entries = entriesOf(held).filter(entry => !isExpired(entry, now));
  const active = agent.active && agent.roles.includes('agent');
  const free = freeTimes({ ...agent, active }, range, {
    ...{ busy: calendar?.busy ?? [], buffer, now },
    entries: entries.filter(({ is }) => is !== 'hold'),
  });
  const holds = entries.filter(({ is }) => is === 'hold');
  return days.map(day => ({ place, bits: quartersIn(free, day), held: heldOn(day, holds, buffer) }));
}

const heldOn = (day: string, holds: readonly DayEntry[], buffer: number): OneDay['held'] =>
  holds.flatMap(hold => {
    const quarters = quartersOf(withBuffer(hold, buffer), day);
    return quarters ? [[...quarters, hold.until ?? hold.to] as const] : [];
  });
