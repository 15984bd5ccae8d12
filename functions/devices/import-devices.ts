import { parse } from 'csv-parse/sync';
import { deviceRow as rowSchema } from '../../shared/contracts/devices-contract.ts';
import { complaint } from '../../shared/events/catalog.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { keepDevice } from './put-device.ts';

export const MAX_ROWS = 200;
const ABREAST = 8;

type RowReport = {
  readonly line: number;
  readonly status: 'imported' | 'unchanged' | 'rejected';
  readonly serial?: string;
  readonly field?: string;
  readonly reason?: string;
};
type Report = {
  importId: string;
  imported: number;
  unchanged: number;
  rejected: number;
  rows: RowReport[];
};
type Given = { importId: string; contentType: string; text: string; firstLine: number };

/** Registers devices, each row on its own; a row that says what is known changes nothing, and nothing starts by any. */
export async function importDevices(
  ports: Ports,
  given: Given,
): Promise<Outcome<Report, 'malformed' | 'too-many-rows'>> {
  const read = readRows(given.contentType, given.text);
  if (!read.ok) return read;
  if (read.value.length > MAX_ROWS)
    return refused('too-many-rows', {
      field: 'body',
      problem: `Send at most ${MAX_ROWS} rows at a time; this part has ${read.value.length}.`,
    });
  const numbered = read.value.map((row, at) => ({ row, line: given.firstLine + at }));
  const rows = await inParallel(numbered, ABREAST, one => importOne(ports, one));
  const count = (status: RowReport['status']) => rows.filter(row => row.status === status).length;
  return accepted({
    importId: given.importId,
    imported: count('imported'),
    unchanged: count('unchanged'),
    rejected: count('rejected'),
    rows,
  });
}

function readRows(contentType: string, text: string): Outcome<unknown[], 'malformed'> {
  try {
    if (/^text\/csv/i.test(contentType)) {
      const layout = { columns: true, bom: true, trim: true, skip_empty_lines: true } as const;
      return accepted(parse(text, layout).map(filled));
    }
    const rows: unknown = JSON.parse(text);
    return Array.isArray(rows)
      ? accepted(rows)
      : refused('malformed', { field: 'body', problem: 'Send a JSON array of rows.' });
  } catch (error) {
    const problem = error instanceof Error ? error.message.slice(0, 200) : 'cannot be read';
    return refused('malformed', { field: 'body', problem });
  }
}

const filled = (row: unknown) =>
  Object.fromEntries(Object.entries(row as Record<string, string>).filter(([, value]) => value !== ''));

const spoken: Readonly<Record<string, boolean>> = { true: true, yes: true, false: false, no: false };

/** Whether a device is managed may be said as true, false, yes or no. */
function heard(row: unknown): unknown {
  if (typeof row !== 'object' || row === null || !('managed' in row)) return row;
  const { managed } = row;
  const word = typeof managed === 'string' ? managed.toLowerCase() : '';
  return Object.hasOwn(spoken, word) ? { ...row, managed: spoken[word] } : row;
}

async function importOne(ports: Ports, { row, line }: { row: unknown; line: number }): Promise<RowReport> {
  const checked = rowSchema.safeParse(heard(row));
  if (!checked.success) {
    const { field, problem } = complaint(checked.error);
    return { line, status: 'rejected', field, reason: problem };
  }
  const { serial, ...input } = checked.data;
  const kept = await keepDevice(ports, { serial, input, anybodys: false });
  if (kept.ok) return { line, status: kept.value.changed ? 'imported' : 'unchanged', serial };
  const { field, problem } = kept.detail ?? {};
  return { line, status: 'rejected', serial, field: String(field), reason: String(problem) };
}
