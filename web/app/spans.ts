import { DAY, HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';

const units = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
] as const;
type Part = { readonly unit: (typeof units)[number][0]; readonly n: number };
type Shown = { readonly display: 'narrow' | 'short'; readonly digits: 1 | 2 };

/** A length in whole seconds as days, hours, minutes and seconds, whatever its sign. */
function partsOf(ms: number): Part[] {
  const whole = Math.floor(Math.abs(ms) / SECOND) * SECOND;
  return units.map(([unit, size], n) => {
    const above = units[n - 1]?.[1];
    return { unit, n: Math.floor((above === undefined ? whole : whole % above) / size) };
  });
}

/** Intl's formatters for units: slow to make, so each is made once and kept. */
function unitWords(locale: string): (part: Part, shown: Shown) => string {
  const made = new Map<string, Intl.NumberFormat>();
  return ({ unit, n }, { display, digits }) => {
    const key = `${unit} ${display} ${digits}`;
    const options = { style: 'unit', unit, unitDisplay: display, minimumIntegerDigits: digits } as const;
    const format = made.get(key) ?? new Intl.NumberFormat(locale, options);
    made.set(key, format);
    return format.format(n);
  };
}

/** Lengths of time to the second, for one reader. */
export function createSpans(locale: string) {
  const words = unitWords(locale);
  return {
    /** Something that runs: its two largest units, the second of them in two digits, so that it keeps its width. */
    running: (ms: number) => {
      const all = partsOf(ms);
      const found = all.findIndex(part => part.n > 0);
      const first = found < 0 ? 2 : Math.min(found, 2);
      return all
        .slice(first, first + 2)
        .map((part, at) => words(part, { display: 'narrow', digits: at === 1 ? 2 : 1 }))
        .join(' ');
    },
    /** Every unit that it has, down to the second: what can be added up. */
    exact: (ms: number) => {
      const some = partsOf(ms).filter(part => part.n > 0);
      const shown: readonly Part[] = some.length > 0 ? some : [{ unit: 'second', n: 0 }];
      const sign = ms <= -SECOND ? '−' : '';
      return `${sign}${shown.map(part => words(part, { display: 'short', digits: 1 })).join(' ')}`;
    },
  };
}
