import { DAY, HOUR, type Instant, MINUTE } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import { isHttps443, readPlainUrl } from '../notifications/plain-url.ts';

/** A name whose last label is a number is read as an address, and so might lead to a machine inside. */
const ADDRESS = /(^|\.)(\d+|0x[0-9a-f]*)$/i;
const NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;

export type CalendarUrlRefusal = 'calendar-url-malformed' | 'calendar-host-not-allowed';

/**
 * Lets only calendars through that the company allows: https, port 443, no user-info, at most 2 KB, spelled the way a
 * parser would spell them, and the host one of `hosts` or a name below one; never an address. Answers the host, which
 * may be shown; the rest of the URL is a secret. To be asked when the URL is stored and again before each use.
 */
export function checkCalendarUrl(
  text: string,
  hosts: readonly string[],
): Outcome<string, CalendarUrlRefusal> {
  const url = readPlainUrl(text);
  if (!url || !isHttps443(url))
    return refused('calendar-url-malformed', {
      field: 'body.url',
      problem: 'It is not a plain URL that begins with https://.',
    });
  const { hostname } = url;
  const isAllowed = hosts.some(host => hostname === host || hostname.endsWith(`.${host}`));
  if (isAllowed && NAME.test(hostname) && !ADDRESS.test(hostname)) return accepted(hostname);
  return refused('calendar-host-not-allowed', {
    field: 'body.url',
    problem:
      hosts.length === 0
        ? 'The company allows no calendars yet.'
        : `The company allows calendars of ${hosts.join(', ')}.`,
  });
}

const FETCH_EVERY = 15 * MINUTE;
const FETCH_SELDOM = 6 * HOUR;

/** Milliseconds until a calendar is read again: 15 minutes, twice as long with every failure in a row, at most 6 hours. */
export const fetchPause = (failures: number): number =>
  Math.min(FETCH_SELDOM, FETCH_EVERY * 2 ** Math.min(10, Math.max(0, failures - 1)));

/** How far ahead busy times are shown. */
export const BUSY_AHEAD = 60 * DAY;
/** A calendar that says it has not changed is read in full again after this time, for its repeated events go on. */
export const READ_IN_FULL = DAY;

/** What is looked for when a calendar is read: as far ahead as is shown until it is read in full again, and a bit back. */
export const busyWindow = (now: Instant): { readonly from: Instant; readonly to: Instant } => ({
  from: now - 2 * DAY,
  to: now + BUSY_AHEAD + 2 * READ_IN_FULL,
});
