import { formatInstant, type Instant } from '../kernel/instant.ts';

const LINE_BYTES = 75;

/** An iCalendar object (RFC 5545) of lines that are not folded yet; whoever wrote them had texts escaped. */
export const icalOf = (brand: string, lines: readonly string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${icalText(`-//${brand}//Firstcall//EN`)}`,
    'CALSCALE:GREGORIAN',
    ...lines,
    'END:VCALENDAR',
  ]
    .map(line => `${folded(line)}\r\n`)
    .join('');

const dense = (text: string): string => text.replaceAll(/[-:]/g, '');

/** A date such as `20261123`. */
export const icalDay = dense;

/** An instant in UTC, to the second, which is as fine as the format goes. */
export const icalStamp = (at: Instant): string => `${dense(formatInstant(at).slice(0, 19))}Z`;

/** Text (RFC 5545, 3.3.11): what has a meaning of its own is escaped, and what no line may hold is left out. */
export const icalText = (text: string): string =>
  text
    .replaceAll(/[\\;,]/g, found => `\\${found}`)
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, '');

/** Value of a parameter, between quotation marks, which it cannot hold itself (RFC 5545, 3.2). */
export const icalParameter = (text: string): string =>
  `"${text.replaceAll(/\p{Cc}/gu, ' ').replaceAll('"', "'")}"`;

/** An e-mail address as the format names people (RFC 6068). */
export const icalAddress = (email: string): string =>
  `mailto:${encodeURI(email).replaceAll(/[?#&]/g, sign => encodeURIComponent(sign))}`;

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
