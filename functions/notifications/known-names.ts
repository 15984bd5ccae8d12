import type { KnownNames } from '../../shared/domain/notifications/escalation-names.ts';
import { loadSchedules } from '../../shared/store/duty-store.ts';
import { listCalendars } from '../../shared/store/promise-store.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import type { Table } from '../../shared/store/table.ts';

/** What a chain may name, as the table has it now. */
export async function loadKnownNames(table: Table): Promise<KnownNames> {
  const [agents, schedules, calendars] = await Promise.all([
    loadRoster(table),
    loadSchedules(table),
    listCalendars(table),
  ]);
  return {
    agents: new Set(agents.filter(({ active }) => active).map(({ id }) => id)),
    schedules: new Set(schedules.map(({ id }) => id)),
    calendars: new Set(calendars.map(({ id }) => id)),
  };
}
