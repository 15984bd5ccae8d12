import type * as z from 'zod/mini';
import type { getAgentWeek } from '../../shared/contracts/calls-contract.ts';
import type { DayEntry } from '../../shared/domain/calls/agent-day.ts';
import { workingTimes } from '../../shared/domain/calls/free-time.ts';
import { entriesOf, isExpired } from '../../shared/domain/calls/take-time.ts';
import { DAY, formatInstant, parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadAccountNames } from '../../shared/store/account-store.ts';
import { loadAgentDays } from '../../shared/store/agent-day-store.ts';
import { loadCall } from '../../shared/store/call-store.ts';
import { loadOutsideCalendar } from '../../shared/store/outside-calendar-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import type { Table } from '../../shared/store/table.ts';

type Week = z.infer<typeof getAgentWeek.answer>;
type Entry = Week['entries'][number];
type Range = { readonly from: number; readonly to: number };

const LONGEST = 14 * DAY;

/** What an agent has in a stretch of up to 14 days, and when they work in it. */
export async function readAgentWeek(
  { table, clock }: Ports,
  { agentId, ...asked }: { readonly agentId: string; readonly from: string; readonly to: string },
): Promise<Outcome<Week, 'not-found' | 'not-a-time'>> {
  const range = { from: parseInstant(asked.from) ?? 0, to: parseInstant(asked.to) ?? 0 };
  if (range.to <= range.from || range.to - range.from > LONGEST)
    return refused('not-a-time', {
      field: 'query.to',
      problem: 'A stretch ends after it begins, within 14 days.',
    });
  const agent = await loadAgent(table, agentId);
  if (!agent) return refused('not-found');
  const [days, outside] = await Promise.all([
    loadAgentDays(table, agentId, range),
    loadOutsideCalendar(table, agentId),
  ]);
  const now = clock.now();
  const held = entriesOf(days).filter(entry => touches(entry, range) && !isExpired(entry, now));
  const busy = (outside?.busy ?? []).map(([from, to]) => ({ from, to })).filter(one => touches(one, range));
  const away = Object.entries(agent.absences).filter(([, one]) => touches(one, range));
  const entries = [
    ...(await namedOf(table, held)),
    ...busy.map(one => ({ id: `busy.${one.from}`, is: 'busy' as const, ...shown(one) })),
    ...away.map(([id, one]) => ({ id, is: 'absence' as const, ...shown(one) })),
  ];
  return accepted({
    zone: agent.zone,
    entries: entries.sort((a, b) => (a.from < b.from ? -1 : 1)),
    working: workingTimes(agent, range).map(shown),
  });
}

const touches = (one: Range, range: Range): boolean => one.from < range.to && range.from < one.to;
const shown = ({ from, to }: Range) => ({ from: formatInstant(from), to: formatInstant(to) });

async function namedOf(table: Table, entries: readonly DayEntry[]): Promise<Entry[]> {
  const calls = await inParallel(entries, 10, async ({ callId }) =>
    callId === undefined ? undefined : loadCall(table, callId),
  );
  const names = await loadAccountNames(
    table,
    calls.flatMap(call => call?.accountId ?? []),
  );
  return entries.map(({ id, is, from, to, callId, reason }, at) => {
    const accountId = calls[at]?.accountId;
    return {
      ...{ id: is === 'block' ? id.replace('block.', '') : id, is, ...shown({ from, to }) },
      ...(callId === undefined ? {} : { callId }),
      ...(accountId === undefined ? {} : { accountId, accountName: names.get(accountId) ?? accountId }),
      ...(reason === undefined ? {} : { reason }),
    };
  });
}
