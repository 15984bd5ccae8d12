import type { Instant } from '../../shared/kernel/instant.ts';
import { icalDay, icalOf, icalStamp, icalText } from '../../shared/messages/ical.ts';

/** What a calendar program is to show: from an instant to another, or whole days by their date, the end excluded. */
export type IcalEntry = {
  readonly uid: string;
  readonly at:
    | { readonly from: Instant; readonly to: Instant }
    | { readonly fromDay: string; readonly toDay: string };
  readonly summary: string;
  readonly category: string;
  readonly isBusy: boolean;
};

/** An iCalendar file (RFC 5545) without a method: what is in it now is all there is. Programs come again after an hour. */
export const icalFile = (
  { name, brand, now }: { readonly name: string; readonly brand: string; readonly now: Instant },
  entries: readonly IcalEntry[],
): string =>
  icalOf(brand, [
    `NAME:${icalText(name)}`,
    `X-WR-CALNAME:${icalText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...entries.flatMap(entry => eventLines(entry, now)),
  ]);

function eventLines({ uid, at, summary, category, isBusy }: IcalEntry, now: Instant): string[] {
  const times =
    'from' in at
      ? [`DTSTART:${icalStamp(at.from)}`, `DTEND:${icalStamp(at.to)}`]
      : [`DTSTART;VALUE=DATE:${icalDay(at.fromDay)}`, `DTEND;VALUE=DATE:${icalDay(at.toDay)}`];
  return [
    'BEGIN:VEVENT',
    `UID:${icalText(uid)}`,
    `DTSTAMP:${icalStamp(now)}`,
    ...times,
    `SUMMARY:${icalText(summary)}`,
    `CATEGORIES:${icalText(category)}`,
    `TRANSP:${isBusy ? 'OPAQUE' : 'TRANSPARENT'}`,
    'END:VEVENT',
  ];
}
