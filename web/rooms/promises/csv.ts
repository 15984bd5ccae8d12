import type { ReviewRow } from '../../../shared/contracts/promises-contract.ts';

type Cell = string | number | undefined;

/**
 * A cell that a spreadsheet shows as text: what begins like a formula gets an apostrophe in front, then quotes as
 * RFC 4180 wants them. Numbers stay numbers, also negative ones.
 */
export function csvCell(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",;\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lines of cells as a CSV file, with the mark that makes spreadsheets read it as UTF-8. */
export const csvOf = (lines: readonly (readonly Cell[])[]): string =>
  `\uFEFF${lines.map(line => `${line.map(csvCell).join(',')}\r\n`).join('')}`;

const minutes = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : Math.round(ms / 60_000);

/** The names of the columns are the same in every language, so that a sheet that was set up once goes on working. */
const columns = [
  'policy_id',
  'policy',
  'target',
  'promised',
  'open',
  'met',
  'breached',
  'corrected',
  'excused',
  'margin_p10_minutes',
  'margin_p50_minutes',
  'margin_p90_minutes',
  'waits',
] as const;

/** A review as lines of a CSV file: one per policy and target, times in whole minutes. */
export const reviewLines = (rows: readonly ReviewRow[]): readonly (readonly Cell[])[] => [
  columns,
  ...rows.map(row => [
    row.policyId,
    row.name,
    row.target,
    row.promised,
    row.open,
    row.met,
    row.breached,
    row.corrected,
    row.excused,
    minutes(row.margins?.p10),
    minutes(row.margins?.p50),
    minutes(row.margins?.p90),
    row.pauses.map(pause => `${pause.reason} ${pause.cases}x ${minutes(pause.ms)} min`).join('; '),
  ]),
];
