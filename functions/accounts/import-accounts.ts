import { parse } from 'csv-parse/sync';
import { importRow as rowSchema } from '../../shared/contracts/accounts-contract.ts';
import { isKnownZone } from '../../shared/domain/time/working-hours.ts';
import { complaint } from '../../shared/events/catalog.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { importRow } from './import-row.ts';

export const MAX_ROWS = 200;
const ABREAST = 8;

export type RowReport = {
  readonly line: number;
  readonly status: 'imported' | 'unchanged' | 'rejected';
  readonly accountId?: string;
  readonly field?: string;
  readonly reason?: string;
};
export type ImportReport = {
  importId: string;
  imported: number;
  unchanged: number;
  rejected: number;
  rows: RowReport[];
};
type Given = { importId: string; contentType: string; text: string; firstLine: number; principal: string };

/**
 * Takes in existing accounts, each row on its own, with origin `backfill`: nobody is pushed and no journey starts.
 * A row that was taken in before changes nothing, so an import resumes by sending parts again.
 */
export async function importAccounts(
  ports: Ports,
  given: Given,
): Promise<Outcome<ImportReport, 'malformed' | 'too-many-rows'>> {
  const read = readRows(given.contentType, given.text);
  if (!read.ok) return read;
  if (read.value.length > MAX_ROWS)
    return refused('too-many-rows', {
      field: 'body',
      problem: `Send at most ${MAX_ROWS} rows at a time; this part has ${read.value.length}.`,
    });
  const rows = await inParallel(
    read.value.map((row, at) => ({ row, line: given.firstLine + at })),
    ABREAST,
    ({ row, line }) => importOne(ports, { row, line, principal: given.principal }),
  );
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
      const rows: Record<string, string>[] = parse(text, {
        columns: true,
        bom: true,
        trim: true,
        skip_empty_lines: true,
      });
      return accepted(
        rows.map(row => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''))),
      );
    }
    const rows: unknown = JSON.parse(text);
    return Array.isArray(rows)
      ? accepted(rows)
      : refused('malformed', { field: 'body', problem: 'Send a JSON array of rows.' });
  } catch (error) {
    return refused('malformed', {
      field: 'body',
      problem: error instanceof Error ? error.message.slice(0, 200) : 'cannot be read',
    });
  }
}

async function importOne(
  ports: Ports,
  given: { row: unknown; line: number; principal: string },
): Promise<RowReport> {
  const { line } = given;
  const checked = rowSchema.safeParse(given.row);
  if (!checked.success) {
    const { field, problem } = complaint(checked.error);
    return { line, status: 'rejected', field, reason: problem };
  }
  const row = checked.data;
  if (row.zone !== undefined && !isKnownZone(row.zone))
    return {
      line,
      status: 'rejected',
      accountId: row.accountId,
      field: 'zone',
      reason: 'is no zone we know',
    };
  const { decision } = await untilFresh(() => importRow(ports, row, given.principal));
  const status = decision === 'already-done' ? ('unchanged' as const) : ('imported' as const);
  return { line, status, accountId: row.accountId, ...(await ownerNote(ports, row.ownerId)) };
}

/** A named owner who is not on the roster does not stop the row; the report says that another is chosen. */
async function ownerNote(
  { table }: Ports,
  ownerId: string | undefined,
): Promise<Pick<RowReport, 'field' | 'reason'>> {
  if (ownerId === undefined || (await loadAgent(table, ownerId))?.active) return {};
  return { field: 'ownerId', reason: 'is not on the roster; another owner is chosen' };
}
