/** The 92 signs that JSON writes as one byte each. */
const SIGNS = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter(
  sign => !' "\\'.includes(sign),
);
const VALUES = new Uint8Array(128);
for (const [value, sign] of SIGNS.entries()) VALUES[sign.charCodeAt(0)] = value;

const BASE = SIGNS.length;
/** First signs below this are the count itself; below the next, they begin two signs; then three. */
const ONE = 40;
const TWO = 65;
const THREE = 90;
const ONE_LESS = ONE;
const TWO_LESS = ONE_LESS + (TWO - ONE) * BASE;
const THREE_LESS = TWO_LESS + (THREE - TWO) * BASE * BASE;
const NOUGHT = SIGNS[0] as string;
const PLAIN = SIGNS[THREE] as string;
const PLAIN_END = SIGNS[THREE + 1] as string;

/** Whole numbers as text, the same for the same numbers: below 40 in one sign, below 2,340 in two, below 213,940 in three, any other with its digits. */
export function packed(values: readonly number[]): string {
  let text = '';
  for (const value of values) text += signsOf(value);
  return text;
}

function signsOf(value: number): string {
  if (value < 0 || value >= THREE_LESS) return `${PLAIN}${value}${PLAIN_END}`;
  if (value < ONE_LESS) return SIGNS[value] as string;
  if (value < TWO_LESS) {
    const rest = value - ONE_LESS;
    return `${SIGNS[ONE + Math.floor(rest / BASE)]}${SIGNS[rest % BASE]}`;
  }
  const rest = value - TWO_LESS;
  const [high, low] = [Math.floor(rest / BASE), rest % BASE];
  return `${SIGNS[TWO + Math.floor(high / BASE)]}${SIGNS[high % BASE]}${SIGNS[low]}`;
}

const signAt = (text: string, at: number): number => VALUES[text.charCodeAt(at)] as number;

/** Where the number that begins here ends. */
function endOf(text: string, start: number): number {
  const first = signAt(text, start);
  if (first < ONE) return start + 1;
  if (first < TWO) return start + 2;
  return first < THREE ? start + 3 : text.indexOf(PLAIN_END, start) + 1;
}

function numberAt(text: string, start: number): number {
  const first = signAt(text, start);
  if (first < ONE) return first;
  const second = signAt(text, start + 1);
  if (first < TWO) return ONE_LESS + (first - ONE) * BASE + second;
  if (first < THREE) return TWO_LESS + ((first - TWO) * BASE + second) * BASE + signAt(text, start + 2);
  return Number(text.slice(start + 1, text.indexOf(PLAIN_END, start)));
}

/** The numbers of a text that `packed` made. */
export function unpacked(text: string): number[] {
  const values: number[] = [];
  for (let at = 0; at < text.length; at = endOf(text, at)) values.push(numberAt(text, at));
  return values;
}

/** The text with `by` added to the number at a place, without unpacking the others; noughts at the end say nothing and are left out. */
export function addedAt(text: string, place: number, by: number): string {
  let [start, passed] = [0, 0];
  for (; passed < place && start < text.length; passed++) start = endOf(text, start);
  if (start === text.length) return by === 0 ? text : text + NOUGHT.repeat(place - passed) + signsOf(by);
  const end = endOf(text, start);
  const value = numberAt(text, start) + by;
  const whole = text.slice(0, start) + signsOf(value) + text.slice(end);
  return value === 0 && end === text.length ? firstOf(whole, place) : whole;
}

/** The text of the first so many numbers, without noughts at the end. */
export function firstOf(text: string, most: number): string {
  let [start, passed, last] = [0, 0, 0];
  for (; passed < most && start < text.length; passed++) {
    const end = endOf(text, start);
    if (end > start + 1 || text[start] !== NOUGHT) last = end;
    start = end;
  }
  return text.slice(0, last);
}

/** The sum of the first so many numbers, and the text of those behind them. */
export function takenOff(text: string, most: number): { readonly sum: number; readonly rest: string } {
  let [start, sum] = [0, 0];
  for (let passed = 0; passed < most && start < text.length; passed++) {
    sum += numberAt(text, start);
    start = endOf(text, start);
  }
  return { sum, rest: text.slice(start) };
}
