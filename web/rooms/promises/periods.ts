import type { Period } from '../../api/promise-queries.ts';

export const periodKinds = ['this-month', 'last-month', 'this-quarter', 'last-quarter'] as const;
export type PeriodKind = (typeof periodKinds)[number];

const dayText = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

/** The days of a period around a day such as 2026-11-22, the first and the last included. */
export function periodOf(kind: PeriodKind, today: string): Period {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7)) - 1;
  const months = kind.endsWith('month') ? 1 : 3;
  const first = month - (month % months) - (kind.startsWith('last') ? months : 0);
  return { from: dayText(year, first, 1), to: dayText(year, first + months, 0) };
}

/** True for two days that exist, the second not before the first. */
export const isPeriod = ({ from, to }: Period): boolean =>
  [from, to].every(day => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))) && from <= to;
