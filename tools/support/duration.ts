import { DAY, HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';

const units: Readonly<Record<string, number>> = { d: DAY, h: HOUR, m: MINUTE, s: SECOND };

/** Milliseconds of a text such as `14d`, `1d12h` or `90s`; `undefined` when it is none. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d{1,4}[dhms])+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? 0),
    0,
  );
}
