/** A kind of text that the contracts know: its pattern, what that asks for in words, and texts that are of it. */
type TextKind = {
  readonly pattern: string;
  readonly words: string;
  /** The second one is later, or another, where two are asked for. */
  readonly samples: readonly [string, string?];
};

/** The patterns that have words; any other is shown as it is. */
const kinds: readonly TextKind[] = [
  {
    pattern: '^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$',
    words: 'id',
    samples: ['example-1', 'example-2'],
  },
  {
    pattern: '^[^\\p{Cc}\\p{Cf}]*$',
    words: 'one line of text',
    samples: ['Tannenhof Spielwaren', 'Harbour Lamps Ltd'],
  },
  {
    pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$',
    words: 'time of day, 24:00 at the end',
    samples: ['09:00', '17:00'],
  },
  { pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', words: 'time of day', samples: ['09:00', '17:00'] },
  {
    pattern: '^[A-Za-z_]+(\\/[A-Za-z0-9_+-]+)*$',
    words: 'IANA zone such as Europe/Berlin',
    samples: ['Europe/Berlin', 'Europe/London'],
  },
  {
    pattern: '^[a-z]{2,3}(-[A-Z]{2})?$',
    words: 'language tag such as de or pt-BR',
    samples: ['de', 'en'],
  },
  {
    pattern: '^[^\\s@<>"\',;:\\\\]+@[^\\s@<>"\',;:\\\\]+\\.[^\\s@<>"\',;:\\\\]{2,}$',
    words: 'e-mail address',
    samples: ['jutta@tannenhof.example'],
  },
  {
    pattern: '^[a-z0-9][a-z0-9-]{0,63}$',
    words: 'kebab-case word',
    samples: ['too-expensive', 'other'],
  },
  {
    pattern: '^\\d{4}-\\d{2}-\\d{2}$',
    words: 'day such as 2026-11-23',
    samples: ['2026-11-23', '2026-11-27'],
  },
  {
    pattern: '^\\+[1-9]\\d{6,14}$',
    words: 'phone number in E.164, such as +4930123456',
    samples: ['+4930901820001'],
  },
  {
    pattern: '^[A-Za-z0-9_-]{20,128}$',
    words: 'token of 20 to 128 letters, digits, _ or -',
    samples: ['lnk_0123456789abcdefghij'],
  },
  { pattern: '^[A-Z]{2}$', words: 'ISO 3166 country such as DE', samples: ['DE', 'ES'] },
  { pattern: '^[A-Z0-9]{1,8}$', words: '1 to 8 capital letters or digits', samples: ['BE', 'NRW'] },
  {
    pattern: '^application\\/(.*\\+)?json',
    words: 'JSON media type',
    samples: ['application/json'],
  },
  {
    pattern: '^https?:\\/\\/',
    words: 'address that begins with http:// or https://',
    samples: ['https://push.example.com/subscriptions/1'],
  },
  {
    pattern: '^[A-Za-z0-9_-]{86,88}=?$',
    words: 'key of 65 bytes as base64url',
    samples: ['BA0'.padEnd(87, 'x')],
  },
  {
    pattern: '^[A-Za-z0-9_-]{22}={0,2}$',
    words: 'secret of 16 bytes as base64url',
    samples: ['c2'.padEnd(22, 'x')],
  },
  { pattern: '^\\d{6}$', words: 'six digits', samples: ['123456'] },
  { pattern: '^\\d{4}-\\d{2}$', words: 'month such as 2026-11', samples: ['2026-11', '2026-12'] },
  { pattern: '^([1-9]|[1-4]\\d|50)$', words: 'number from 1 to 50', samples: ['8'] },
];

const digits = /^\^\\d\{1,(\d+)\}\$$/;

const allKinds = (pattern: string): readonly TextKind[] => {
  const most = digits.exec(pattern)?.[1];
  if (most !== undefined)
    return [{ pattern, words: `number of at most ${most} digits`, samples: ['1', '2'] }];
  return kinds.filter(one => one.pattern === pattern);
};

/** What a pattern asks for, in words where it has some. */
export const wordsOf = (pattern: string): string => allKinds(pattern)[0]?.words ?? `like ${pattern}`;

/** Texts that may be of a pattern, the likeliest first; `second` begins with those that come after another. */
export function samplesOf(pattern: string, second: boolean): string[] {
  const found = [...allKinds(pattern), ...kinds].map(({ samples: [one, other = one] }) =>
    second ? other : one,
  );
  return [...new Set(found)];
}
