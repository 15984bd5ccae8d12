import type { Instant } from '../kernel/instant.ts';
import { replace } from './journal.ts';
import { outsideCalendarKey } from './keys.ts';
import { bare, type Put, type Table, type Write } from './table.ts';

/** An agent's calendar elsewhere: its address is a secret; of its events only the times are kept. */
export type OutsideCalendar = {
  readonly agentId: string;
  readonly url: string;
  readonly host: string;
  readonly since: Instant;
  /** When its host last answered well, and when it was last read in full. */
  readonly fetchedAt?: Instant;
  readonly readAt?: Instant;
  /** What the host calls the state that was read. */
  readonly etag?: string;
  /** The zone in which its whole days were read. */
  readonly zone?: string;
  /** Tries in a row that did not end well, the one under way included. */
  readonly tries: number;
  readonly failing?: { readonly since: Instant; readonly why: string };
  /** In order and apart. */
  readonly busy: readonly (readonly [from: Instant, to: Instant])[];
  readonly version: number;
};

export async function loadOutsideCalendar(
  table: Table,
  agentId: string,
): Promise<OutsideCalendar | undefined> {
  const row = await table.get(outsideCalendarKey(agentId));
  return row && (bare(row) as unknown as OutsideCalendar);
}

/** Those of some agents who have one. */
export async function loadOutsideCalendars(
  table: Table,
  agentIds: readonly string[],
): Promise<OutsideCalendar[]> {
  const found = await Promise.all(agentIds.map(id => loadOutsideCalendar(table, id)));
  return found.filter(one => one !== undefined);
}

/** The next version in the place of the one that was read; refused with `stale` when another took its place. */
export const outsideCalendarWrite = (
  calendar: Omit<OutsideCalendar, 'version'>,
  read: number | undefined,
): Put => replace({ ...outsideCalendarKey(calendar.agentId), type: 'outside-calendar', ...calendar }, read);

/** Forgets the version that was read; refused with `stale` when another took its place. */
export const dropOutsideCalendar = ({ agentId, version }: OutsideCalendar): Write => ({
  do: 'delete',
  key: outsideCalendarKey(agentId),
  when: { is: 'version', version },
  orElse: 'stale',
});
