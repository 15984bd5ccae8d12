import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type CountryCode, getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { checkPhone, countryOfPhone, normalPhone } from '../../shared/domain/calls/phone-number.ts';
import { textOf } from '../../tools/docs/sources.ts';
import { callingCodes, patternOf, phonePlanFile } from '../../tools/support/phone-plan-sheet.ts';

const SEED = 20261122;
const OF_A_TYPE = 12;
const types = [
  'FIXED_LINE',
  'MOBILE',
  'PREMIUM_RATE',
  'TOLL_FREE',
  'SHARED_COST',
  'VOIP',
  'PERSONAL_NUMBER',
  'PAGER',
  'UAN',
  'VOICEMAIL',
] as const;
const dear = new Set(['PREMIUM_RATE', 'SHARED_COST', 'UAN', 'PAGER', 'VOICEMAIL']);
const everywhere = { countries: getCountries() };

/** Numbers of every type of every country, made from the patterns of the package itself. */
const samples = Object.entries(callingCodes()).flatMap(([code, countries]) =>
  countries.flatMap(country =>
    types.flatMap(type => {
      const pattern = patternOf(country, type);
      if (pattern === '') return [];
      const made = fc.sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`)), {
        numRuns: OF_A_TYPE,
        seed: SEED,
      });
      return made.map(national => ({ country, type, number: `+${code}${national}` }));
    }),
  ),
);

describe('a telephone number', () => {
  test('of every type of every country is judged: none is accepted that is premium, shared-cost, UAN, pager or voicemail', () => {
    const costly = samples.filter(({ type }) => dear.has(type));
    const accepted = costly.filter(({ number }) => checkPhone(number, everywhere).ok);
    console.log(
      `phone types: ${samples.length} numbers of ${everywhere.countries.length} countries, ${costly.length} premium and the like, ${accepted.length} of them accepted`,
    );
    expect(costly.length).toBeGreaterThan(3_000);
    expect(accepted).toEqual([]);
  });

  test('is judged as the package with all its data judges it; what a plan lists as both is refused', () => {
    const differs = samples.flatMap(sample => {
      const read = parsePhoneNumberFromString(sample.number);
      if (read?.number !== sample.number || sample.number.length > 16) return [];
      const ours = checkPhone(sample.number, everywhere).ok;
      const type = read.getType();
      if (type === undefined || ours === called.includes(type)) return [];
      return [{ ...sample, is: type, doubtful: isDoubtful(read.country, read.nationalNumber), ours }];
    });
    expect(differs.filter(({ ours, doubtful }) => ours || !doubtful)).toEqual([]);
    expect(differs.length).toBeLessThan(samples.length / 20);
  });

  test('is called in allowed countries only; nowhere where none is allowed', () => {
    const german = '+4930123456';
    expect(checkPhone(german, { countries: ['DE'] })).toEqual({ ok: true, value: german });
    for (const countries of [[], ['AT', 'CH']])
      expect(checkPhone(german, { countries })).toMatchObject({ refusal: 'phone-country-not-allowed' });
    expect([countryOfPhone('+12125550123'), countryOfPhone('+14165550123')]).toEqual(['US', 'CA']);
    expect(checkPhone('+14165550123', { countries: ['US'] })).toMatchObject({ ok: false });
  });

  test.each(['+88163123456', '+870773111632', '+80012345678', '+97912345678', '+883510012345678'])(
    'of no country is never called, be it satellite or premium: %s',
    number => {
      expect(checkPhone(number, everywhere)).toMatchObject({ refusal: 'phone-country-not-allowed' });
    },
  );

  test.each([
    '',
    '+',
    '+49',
    '030123456',
    '+0123456789',
    '+49 30 123456 ext. 7',
    '+49 30 CALL ME',
    '+49301234567890123',
    '+999123456789',
    '+49\n30123456;+1900',
    `+49${' '.repeat(100)}30123456`,
  ])('is none: %j', text => {
    expect(checkPhone(text, everywhere)).toMatchObject({ refusal: 'phone-malformed' });
  });

  test('has one key, however it is written', () => {
    const written = fc.sample(writings, { numRuns: 2_000, seed: SEED });
    const keys = new Set(written.map(text => normalPhone(text)).map(read => (read.ok ? read.value : 'none')));
    console.log(`phone writings: ${new Set(written).size} different ones, ${keys.size} key`);
    expect([...keys]).toEqual(['+4930123456']);
    expect(new Set(written).size).toBeGreaterThan(1_900);
  });

  test('is judged by data that comes from the package and names its version', () => {
    expect(textOf('shared/domain/calls/phone-plans.ts')).toBe(phonePlanFile());
  });
});

const called: readonly string[] = ['FIXED_LINE', 'MOBILE', 'FIXED_LINE_OR_MOBILE'];

const isDoubtful = (country: CountryCode | undefined, national: string): boolean =>
  country !== undefined &&
  types.slice(2).some(type => {
    const pattern = patternOf(country, type);
    return pattern !== '' && new RegExp(`^(?:${pattern})$`).test(national);
  });

const zeros = [0x30, 0xff10, 0x660, 0x6f0, 0x966];
const between = fc.constantFrom(
  '',
  ' ',
  '-',
  '.',
  '/',
  '\u00a0',
  '\u2009',
  '\u2011',
  '\u2013',
  '\u200b',
  ') ',
  ' (',
);
const writings = fc
  .record({
    start: fc.constantFrom('+', '00', 'tel:+', 'TEL:+', ' +', '\uff0b', 'tel:00', '\u202a+'),
    zero: fc.constantFrom(...zeros),
    gaps: fc.array(between, { minLength: 10, maxLength: 10 }),
    trunk: fc.constantFrom('', '(0)', ' (0) '),
    end: fc.constantFrom('', ' ', '\u202c', '.'),
  })
  .map(({ start, zero, gaps, trunk, end }) => {
    const digits = [...'4930123456'].map(one => String.fromCodePoint(zero + Number(one)));
    const text = digits.map((digit, at) => `${digit}${at === 1 ? trunk : ''}${gaps[at] ?? ''}`).join('');
    return `${start}${text}${end}`;
  });
