/**
 * A telephone number as E.164 from what a telephone system puts into an address: with or without the plus, with 00
 * before the country, with spaces, brackets and dashes. Undefined when it is none.
 */
export function numberOf(digits: string): string | undefined {
  const bare = digits.replace(/^tel:/i, '').replace(/[\s().\-/]/g, '');
  const international = bare.replace(/^\+?00/, '').replace(/^\+/, '');
  return /^[1-9]\d{6,14}$/.test(international) ? `+${international}` : undefined;
}
