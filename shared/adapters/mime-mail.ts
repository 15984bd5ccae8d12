/** What goes into a calendar program beside the words of a mail (RFC 6047). */
export type CalendarPart = { readonly method: 'REQUEST' | 'CANCEL'; readonly text: string };

type MimeMail = {
  /** As they go out, in this order; values are checked and encoded already. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  readonly html: string;
  readonly calendar: CalendarPart;
};

const CRLF = '\r\n';
const LINE = 76;
/** No line of base64 begins with such a one, and every part is base64. */
const BOUNDARIES = { mixed: '=_mixed', alternative: '=_alternative' } as const;

/**
 * A mail with an invitation as it goes over the wire (RFC 5322 and 2045): words, HTML and calendar as alternatives, from
 * which mail programs make an invitation, and the calendar once more as a file for programs that do not.
 */
export function mimeMail({ headers, text, html, calendar }: MimeMail): Uint8Array {
  const alternative = multipart('alternative', [
    part(['text/plain; charset=UTF-8'], text),
    part(['text/html; charset=UTF-8'], html),
    part([`text/calendar; charset=UTF-8; method=${calendar.method}`], calendar.text),
  ]);
  const file = part(
    ['application/ics; name="invite.ics"', 'Content-Disposition: attachment; filename="invite.ics"'],
    calendar.text,
  );
  const lines = [
    ...headers.map(([name, value]) => `${name}: ${value}`),
    'MIME-Version: 1.0',
    multipart('mixed', [alternative, file]),
  ];
  return Buffer.from(lines.join(CRLF));
}

/** Its type, further headers, and what it says. */
const part = ([type, ...more]: readonly string[], said: string): string =>
  [`Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', ...more, '', inBase64(said)].join(CRLF);

function multipart(kind: keyof typeof BOUNDARIES, parts: readonly string[]): string {
  const boundary = BOUNDARIES[kind];
  const head = [`Content-Type: multipart/${kind}; boundary="${boundary}"`, ''];
  return [...head, ...parts.flatMap(one => [`--${boundary}`, one]), `--${boundary}--`, ''].join(CRLF);
}

const inBase64 = (said: string): string =>
  (
    Buffer.from(said)
      .toString('base64')
      .match(new RegExp(`.{1,${LINE}}`, 'g')) ?? []
  ).join(CRLF);

/** Words of a header as RFC 2047 says; ten characters of any kind fit into a word of 75. */
export const encodedWords = (text: string): string[] =>
  (text.match(/.{1,10}/gsu) ?? []).map(word => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`);

/** Free text of a header: as it is when short and plain, else encoded, a word a line. */
export const headerText = (text: string): string =>
  /^[\x20-\x7e]{0,60}$/.test(text) && !text.includes('=?') ? text : encodedWords(text).join(`${CRLF} `);
