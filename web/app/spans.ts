import { DAY, HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';

const units = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
] as const;
type Display = 'narrow' | 'short' | 'long';

/** Lengths of time to the second, for one reader. */
export function createSpans(locale: string) {
  const made = new Map<string, Intl.NumberFormat>();
  const unitText = (n: number, unit: (typeof units)[number][0], [display, digits]: [Display, number]) => {
    const key = `${unit} ${display} ${digits}`;
    const format =
      made.get(key) ??
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: display,
        minimumIntegerDigits: digits,
      });
    made.set(key, format);
    return format.format(n);
  };
  const parts = (ms: number) => {
    const whole = Math.floor(Math.abs(ms) / SECOND) * SECOND;
    return units.map(([unit, size], n) => {
      const above = n === 0 ? whole : whole % (units[n - 1]?.[1] ?? whole);
      return { unit, n: Math.floor(above / size) };
    });
  };
  return {
    /** Something that runs: its two largest units, the second of them always in two digits, so that it keeps its width. */
    running: (ms: number, display: Display = 'narrow') => {
      const all = parts(ms);
      const found = all.findIndex(part => part.n > 0);
      const first = Math.min(found < 0 ? 2 : found, 2);
      return all
        .slice(first, first + 2)
        .map(({ unit, n }, at) => unitText(n, unit, [display, display === 'narrow' && at === 1 ? 2 : 1]))
        .join(' ');
    },
    /** Every unit that it has, down to the second: what can be added up. */
    exact: (ms: number) => {
      const all = parts(ms).filter(part => part.n > 0);
      const shown = all.length > 0 ? all : [{ unit: 'second', n: 0 } as const];
      return `${ms <= -SECOND ? '−' : ''}${shown.map(({ unit, n }) => unitText(n, unit, ['short', 1])).join(' ')}`;
    },
  };
}
