import type { OutsideCalendars } from '../../shared/adapters/outside-calendar.ts';
import { busyWindow, READ_IN_FULL } from '../../shared/domain/team/outside-calendar.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { OutsideCalendar } from '../../shared/store/outside-calendar-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { busyTimes } from './busy-times.ts';

type Found = Pick<OutsideCalendar, 'busy' | 'readAt' | 'etag' | 'zone'> & {
  readonly leftOut: number;
  readonly decision: 'calendar-read' | 'calendar-unchanged';
};
/** What was found, or in one kebab word why nothing was. */
export type Read = Outcome<Found, string>;

/**
 * Asks a calendar's host. It may say that nothing changed, if the file was read in the agent's zone within a day: what
 * is repeated without an end is looked for only so far ahead.
 */
export async function readCalendar(
  { calendars, clock }: Pick<Ports, 'clock'> & { readonly calendars: OutsideCalendars },
  held: OutsideCalendar,
  zone: string,
): Promise<Read> {
  const now = clock.now();
  const { url, etag, readAt, busy } = held;
  const isFresh = readAt !== undefined && now - readAt < READ_IN_FULL && held.zone === zone;
  const answer = await calendars.read({ url, ...(isFresh && etag !== undefined ? { etag } : {}) });
  if (answer.is === 'failed') return refused(answer.why);
  if (answer.is === 'unchanged')
    return isFresh
      ? accepted({ decision: 'calendar-unchanged', leftOut: 0, busy, readAt, zone, ...named(etag) })
      : refused('nothing-sent');
  const found = busyTimes(answer.text, { zone, range: busyWindow(now) });
  if (!found.ok) return found;
  return accepted({ decision: 'calendar-read', ...found.value, readAt: now, zone, ...named(answer.etag) });
}

const named = (etag: string | undefined) => (etag === undefined ? {} : { etag });
