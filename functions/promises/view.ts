import type { CalendarView, PolicyView } from '../../shared/contracts/promises-contract.ts';
import { dateOf } from '../../shared/domain/time/open-hours.ts';
import { wallTimeAt } from '../../shared/domain/time/zone-offsets.ts';
import { DAY, formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import type { StoredCalendar, StoredPolicy } from '../../shared/store/promise-store.ts';

/** A calendar as staff see it: of its closed days those from today on, where it is. */
export function calendarView(stored: StoredCalendar, now: Instant): CalendarView {
  const { id, name, zone, hours, holidays, closures, overrides, version, changedAt } = stored;
  const today = dateOf(Math.floor(wallTimeAt(zone, now) / DAY));
  const closedDays = stored.closedDays
    .filter(({ date }) => date >= today)
    .map(({ date, name, source }) => ({ date, name, source }));
  const changed = formatInstant(changedAt);
  return { id, name, zone, hours, holidays, closures, overrides, closedDays, version, changedAt: changed };
}

/** A policy as staff see it, with its document. */
export function policyView({ changedBy: _by, changedAt, ...policy }: StoredPolicy): PolicyView {
  return { ...policy, changedAt: formatInstant(changedAt) };
}
