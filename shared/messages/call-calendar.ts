import type { Instant } from '../kernel/instant.ts';
import { icalAddress, icalOf, icalParameter, icalStamp, icalText } from './ical.ts';

/** An appointment as the calendars of both sides know it. */
export type Appointment = {
  /** `REQUEST` invites and moves, `CANCEL` takes back (RFC 5546). */
  readonly method: 'REQUEST' | 'CANCEL';
  /** The same for life. */
  readonly uid: string;
  /** Higher than in everything said of it before. */
  readonly sequence: number;
  readonly now: Instant;
  readonly from: Instant;
  readonly to: Instant;
  readonly brand: string;
  /** Somebody reads what comes here; replies of calendar programs do. */
  readonly organizer: string;
  readonly attendee: string;
  readonly language: string;
  readonly summary: string;
  readonly description: string;
  /** Where to change it; said with the description, since few programs show it by itself. */
  readonly url?: string;
};

/** What a mail about an appointment carries for the reader's calendar; times are UTC, so that no zone can be mistaken. */
export function callCalendar(given: Appointment): string {
  const { method, brand, organizer, attendee, language, url } = given;
  const spoken = `LANGUAGE=${language}`;
  return icalOf(brand, [
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${icalText(given.uid)}`,
    `SEQUENCE:${given.sequence}`,
    `DTSTAMP:${icalStamp(given.now)}`,
    `DTSTART:${icalStamp(given.from)}`,
    `DTEND:${icalStamp(given.to)}`,
    `ORGANIZER;CN=${icalParameter(brand)}:${icalAddress(organizer)}`,
    `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:${icalAddress(attendee)}`,
    `SUMMARY;${spoken}:${icalText(given.summary)}`,
    ...(url === undefined
      ? []
      : [`DESCRIPTION;${spoken}:${icalText(`${given.description}\n${url}`)}`, `URL:${url}`]),
    `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
  ]);
}
