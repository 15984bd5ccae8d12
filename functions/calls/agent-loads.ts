import type { Call } from '../../shared/domain/calls/call.ts';
import type { Load } from '../../shared/domain/calls/choose-free-agents.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { HOUR, type Instant } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadAgentDays } from '../../shared/store/agent-day-store.ts';
import { lists } from '../../shared/store/keys.ts';
import { loadOutsideCalendar } from '../../shared/store/outside-calendar-store.ts';
import { bare, type Table } from '../../shared/store/table.ts';

/** Bookings that ended so long ago say nothing about who has been idle. */
const LOOK_BACK = 12 * HOUR;
const ABREAST = 10;
const MOST = 100;

/** What some agents have on their hands now and within the span. Their calls come from a list that may lag: they rank, no more. */
export async function agentLoads(
  table: Table,
  agents: readonly Agent[],
  { now, span }: { readonly now: Instant; readonly span: number },
): Promise<ReadonlyMap<string, Load>> {
  const loads = await inParallel(agents, ABREAST, async ({ id }): Promise<[string, Load]> => {
    const [days, outside, calls] = await Promise.all([
      loadAgentDays(table, id, { from: now - LOOK_BACK, to: now + span }),
      loadOutsideCalendar(table, id),
      table.query({ index: 'list', pk: lists.calls(id), limit: MOST }),
    ]);
    const open = calls.rows.map(row => bare(row) as unknown as Call);
    const entries = [...new Map(days.flatMap(day => day.entries).map(one => [one.id, one])).values()];
    return [id, loadOf({ entries, busy: outside?.busy ?? [] }, open, now)];
  });
  return new Map(loads);
}

function loadOf(day: Pick<Load, 'entries' | 'busy'>, calls: readonly Call[], now: Instant): Load {
  const ended = [
    ...day.entries.filter(({ is, to }) => is === 'booking' && to <= now).map(({ to }) => to),
    ...calls.flatMap(({ attempts }) => attempts.flatMap(({ endedAt }) => endedAt ?? [])),
  ];
  return {
    ...day,
    open: calls.length,
    inCall: calls.some(({ state }) => state === 'running' || state === 'accepted'),
    ...(ended.length === 0 ? {} : { idleSince: Math.max(...ended) }),
  };
}
