import type { CalendarInput } from '../../shared/contracts/promises-contract.ts';
import type { Outcome } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadCalendar, type StoredCalendar } from '../../shared/store/promise-store.ts';
import { type EditRefusal, saveCalendar } from './save-calendar.ts';

/** Writes a calendar as a new version; closures that came from a calendar file stay until another file comes. */
export async function putCalendar(
  ports: Ports,
  given: { calendarId: string; input: CalendarInput; principal: string },
): Promise<Outcome<StoredCalendar, EditRefusal>> {
  const { calendarId: id, input, principal } = given;
  const held = await loadCalendar(ports.table, id);
  const taken = (held?.closedDays ?? []).filter(({ source }) => source === 'ical');
  return saveCalendar(ports, { id, input, taken, held, principal, decision: 'calendar-edited' });
}
