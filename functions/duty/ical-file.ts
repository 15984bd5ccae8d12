import { formatInstant, type Instant } from '../../shared/kernel/instant.ts';

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

const LINE_BYTES = 75;

/** An iCalendar file (RFC 5545) without a method: what is in it now is all there is. Programs come again after an hour. */
export function icalFile(
  { name, brand, now }: { readonly name: string; readonly brand: string; readonly now: Instant },
  entries: readonly IcalEntry[],
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${escaped(`-//${brand}//Firstcall//EN`)}`,
    'CALSCALE:GREGORIAN',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...entries.flatMap(entry => eventLines(entry, now)),
    'END:VCALENDAR',
  ];
  return lines.map(line => `${folded(line)}\r\n`).join('');
}

function eventLines({ uid, at, summary, category, isBusy }: IcalEntry, now: Instant): string[] {
  const times =
    'from' in at
      ? [`DTSTART:${stamp(at.from)}`, `DTEND:${stamp(at.to)}`]
      : [`DTSTART;VALUE=DATE:${dense(at.fromDay)}`, `DTEND;VALUE=DATE:${dense(at.toDay)}`];
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${stamp(now)}`,
    ...times,
    `SUMMARY:${escaped(summary)}`,
    `CATEGORIES:${escaped(category)}`,
    `TRANSP:${isBusy ? 'OPAQUE' : 'TRANSPARENT'}`,
    'END:VEVENT',
  ];
}

const dense = (text: string): string => text.replaceAll(/[-:]/g, '');

/** To the second, which is as fine as the format goes. */
const stamp = (at: Instant): string => `${dense(formatInstant(at).slice(0, 19))}Z`;

/** Text (RFC 5545, 3.3.11): what has a meaning of its own is escaped, and what no line may hold is left out. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[\\;,]/g, found => `\\${found}`)
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, '');

/** No line is longer than 75 octets; the next one goes on after a space. No character is torn apart. */
function folded(line: string): string {
  const lines: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > LINE_BYTES) {
      lines.push(part);
      part = ' ';
      bytes = 1;
    }
    part += character;
    bytes += size;
  }
  return [...lines, part].join('\r\n');
}
