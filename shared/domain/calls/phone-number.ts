import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import { planLines } from './phone-plans.ts';

export type PhoneRefusal = 'phone-malformed' | 'phone-country-not-allowed' | 'phone-type-not-allowed';

/** One country's numbers behind its calling code. */
type Plan = {
  readonly country: string;
  /** With what its numbers begin, where several countries share a calling code. */
  readonly leading: RegExp;
  /** Fixed lines and mobiles. */
  readonly called: RegExp;
  /** Premium, toll-free, shared-cost, VoIP, personal, pager, UAN and voicemail numbers. */
  readonly never: RegExp;
};

/** Calling codes of no country (ITU-T E.164): toll-free, satellite, premium and the like. */
const OF_NO_COUNTRY = /^(?:800|808|870|878|88[1238]|979)/;
const NOTHING = /(?!)/;

/**
 * The one way to write a number: `+` and ASCII digits. Takes digits of every script, spaces, dashes, dots, brackets,
 * slashes, `tel:`, `00` for `+` and the `(0)` that people write behind a country code.
 * Refused as malformed: whatever is left that is no E.164 number (ITU-T E.164: at most 15 digits), also letters.
 */
export function normalPhone(text: string): Outcome<string, 'phone-malformed'> {
  if (text.length > 64) return malformed;
  const digits = text.normalize('NFKC').replace(/\p{Nd}/gu, asciiDigit);
  const at = digits.indexOf('(0)');
  const code = at < 0 ? '' : bare(digits.slice(0, at));
  const isTrunk = code.startsWith('+') && plansOf(code.slice(1)) !== undefined;
  const plain = isTrunk ? code + bare(digits.slice(at + 3)) : bare(digits);
  return /^\+[1-9]\d{6,14}$/.test(plain) ? accepted(plain) : malformed;
}

/**
 * A number that may be called, in E.164: a fixed line or a mobile of an allowed country (ISO 3166). Where a country does
 * not tell fixed from mobile by number, either is fine; whatever is premium, shared-cost, a universal access number, a
 * pager, voicemail or satellite never is, nor toll-free, personal and VoIP numbers, even where a plan lists it as both.
 * Whose number it is goes by the first of the countries behind a calling code whose plan has it.
 */
export function checkPhone(
  text: string,
  { countries }: { readonly countries: readonly string[] },
): Outcome<string, PhoneRefusal> {
  const read = normalPhone(text);
  if (!read.ok) return read;
  if (OF_NO_COUNTRY.test(read.value.slice(1))) return refused('phone-country-not-allowed', country);
  const found = planOf(read.value);
  if (found === undefined) return malformed;
  if (!countries.includes(found.plan.country)) return refused('phone-country-not-allowed', country);
  const { plan, national } = found;
  if (plan.never.test(national) || !plan.called.test(national))
    return refused('phone-type-not-allowed', type);
  return read;
}

/** The country (ISO 3166) a number in E.164 is of, if its plan has it. */
export const countryOfPhone = (number: string): string | undefined => planOf(number)?.plan.country;

const malformed = refused('phone-malformed', {
  field: 'phone',
  problem: 'This is no telephone number: write it with its country code, such as +4930123456.',
});
const country = { field: 'phone', problem: 'Numbers of this country are not called.' };
const type = { field: 'phone', problem: 'Only fixed lines and mobiles are called.' };

/** Without all that only makes a number readable. */
const bare = (text: string): string =>
  text
    .replace(/^[\s\p{Cf}]*tel:/iu, '')
    .replace(/[\s\p{Cf}\p{Pd}().,/[\]·•_−]/gu, '')
    .replace(/^(?:\+{2,}|00)/, '+');

/** Every script writes its digits from zero to nine in one row. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  for (let zero = code; zero > code - 10; zero--)
    if (!/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) return String(code - zero);
  return String((code - 0x30) % 10);
}

function planOf(number: string): { plan: Plan; national: string } | undefined {
  const digits = number.slice(1);
  for (let length = 1; length <= 3; length++) {
    const national = digits.slice(length);
    const plans = plansOf(digits.slice(0, length));
    const plan = plans?.find(one => isOf(one, national));
    if (plans) return plan && { plan, national };
  }
  return undefined;
}

const isOf = ({ leading, called, never }: Plan, national: string): boolean =>
  leading.test(national) && (called.test(national) || never.test(national));

const known = new Map<string, readonly Plan[]>();

/** The plans behind a calling code; made when first asked for, for a process meets few of them. */
function plansOf(code: string): readonly Plan[] | undefined {
  const held = known.get(code);
  if (held) return held;
  const lines = planLines.split('\n').filter(line => line.startsWith(`${code} `));
  if (lines.length === 0) return undefined;
  const made = lines.map(planFrom);
  known.set(code, made);
  return made;
}

/** Calling code, country, leading digits, what is called, what never is; `-` for none, `d` for any digit. */
function planFrom(line: string): Plan {
  const [, name = '', leading = '-', called = '-', never = '-'] = line.split(' ');
  return {
    country: name,
    leading: leading === '-' ? /^/ : new RegExp(`^(?:${leading})`),
    called: whole(called),
    never: whole(never),
  };
}

const whole = (pattern: string): RegExp =>
  pattern === '-' ? NOTHING : new RegExp(`^(?:${pattern.replaceAll('d', '\\d')})$`);
