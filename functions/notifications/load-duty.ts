import type { Given } from '../../shared/domain/notifications/advance-escalation.ts';
import type { Run } from '../../shared/domain/notifications/escalation.ts';
import type { Chain } from '../../shared/domain/notifications/escalation-chain.ts';
import { onDutyBy } from '../../shared/domain/team/duty-now.ts';
import type { Schedule } from '../../shared/domain/team/duty-schedule.ts';
import { loadSchedule } from '../../shared/store/duty-store.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadCalendar } from '../../shared/store/promise-store.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { Table } from '../../shared/store/table.ts';

/**
 * What the steps of an escalation look at, read right before: the roster, the account's owner, the company's zone, the
 * duty schedules that the chain names, and the days on which the calendars of its gates are closed, as they stand.
 */
export async function loadDuty(
  { table, clock }: Ports,
  { accountId, chain }: Pick<Run, 'accountId' | 'chain'>,
): Promise<Given> {
  const [agents, ownership, settings, closed, schedules] = await Promise.all([
    loadRoster(table),
    loadOwnership(table, accountId),
    loadSettings(table),
    closedDays(table, chain),
    schedulesOf(table, chain),
  ]);
  return {
    agents,
    ownerId: ownership?.ownerId,
    zone: settings.company.zone,
    isHoliday: (day, { calendar = '' }) => closed.get(calendar)?.has(day) ?? false,
    onDutyBy: (id, at) => {
      const schedule = schedules.get(id);
      return schedule && onDutyBy(schedule, agents, at);
    },
    now: clock.now(),
  };
}

async function schedulesOf(table: Table, { steps }: Chain): Promise<ReadonlyMap<string, Schedule>> {
  const ids = steps.flatMap(step =>
    step.do === 'notify' && typeof step.who === 'object' && 'schedule' in step.who ? step.who.schedule : [],
  );
  const found = await Promise.all([...new Set(ids)].map(id => loadSchedule(table, id)));
  return new Map(found.flatMap(schedule => (schedule ? [[schedule.id, schedule]] : [])));
}

async function closedDays(table: Table, { steps }: Chain): Promise<ReadonlyMap<string, Set<string>>> {
  const ids = steps.flatMap(step => (step.do === 'notify' ? (step.when?.calendar ?? []) : []));
  return new Map(
    await Promise.all(
      [...new Set(ids)].map(async id => {
        const calendar = await loadCalendar(table, id);
        return [id, new Set(calendar?.closedDays.map(({ date }) => date))] as const;
      }),
    ),
  );
}
