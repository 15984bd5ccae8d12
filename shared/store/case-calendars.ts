import type { DeviceCase } from '../domain/devices/device-case.ts';
import type { Calendars } from '../domain/time/sla-clock.ts';
import { DAY, type Instant } from '../kernel/instant.ts';
import { loadCalendars } from './promise-store.ts';
import type { Table } from './table.ts';

const AHEAD_DAYS = 800;

/** The calendars that the clocks of a case count in, in the versions it was matched with. */
export const calendarsOf = (
  table: Table,
  { policy, marks, openedAt }: Pick<DeviceCase, 'policy' | 'marks' | 'openedAt'>,
  now: Instant,
): Promise<Calendars> =>
  loadCalendars(table, [...new Set((policy?.targets ?? []).map(target => target.calendar))], {
    from: Math.min(openedAt, ...marks.map(mark => mark.at)) - DAY,
    to: now + AHEAD_DAYS * DAY,
  });
