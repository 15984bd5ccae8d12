/** Calling codes of one and two digits (ITU-T E.164, list of assigned country codes); all others have three. */
const CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/**
 * The words of a phone number in E.164: all of its digits, and those behind its country's code without the zeros that
 * some countries write in front, so that it is found as it is dialled from far and from near. Nothing for no number.
 */
export function phoneWords(number: string): string[] {
  const digits = number.replace(/\D/g, '');
  const near = withoutZeros(digits.replace(CODE, ''));
  return [digits, near].filter(word => word.length > 1);
}

/** The one word of what is typed like a phone number, of five digits or more; `undefined` for all else. */
export function dialledWord(typed: string): string | undefined {
  const digits = typed.replace(/\D/g, '');
  return digits.length >= 5 && /^[\s+\d()./-]+$/.test(typed)
    ? withoutZeros(digits.replace(/^00/, ''))
    : undefined;
}

const withoutZeros = (digits: string): string => digits.replace(/^0+/, '');
