import { readFileSync, writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { digest } from '../../shared/kernel/id.ts';
import { needed, readFlags, ToolError } from './command.ts';
import { importParts, type LineReport } from './import-parts.ts';
import { readLocalState } from './local-state.ts';

type Import = {
  readonly usage: string;
  /** A file that is there, for whoever names none. */
  readonly example: string;
  /** What the rows are sent to, below `/api`. */
  readonly address: (importId: string) => string;
  /** Column of the report that names what a row is about. */
  readonly subject: 'accountId' | 'serial';
};

const options = { url: { type: 'string' }, key: { type: 'string' }, report: { type: 'string' } } as const;

/** Reads a file of rows, sends them part by part and says of each what became of it; rejected rows make the exit code 1. */
export async function importFile({ usage, example, address, subject }: Import): Promise<void> {
  const { values, positionals } = readFlags({ usage, options });
  const file = positionals[0];
  if (file === undefined) throw new ToolError(`Say which file, such as ${example} (--help shows more).`);
  const local = readLocalState();
  const base = values.url ?? local?.origin;
  if (base === undefined)
    throw new ToolError('Nothing runs here yet: start the product with npm start, or say --url and --key.');
  const key = needed(values.key ?? (values.url === undefined ? local?.apiKey : undefined), 'key');
  const rows = readRows(file);
  const importId = `${basename(file).replace(/[^A-Za-z0-9]+/g, '-')}-${digest(JSON.stringify(rows)).slice(0, 8)}`;
  const url = `${base.replace(/\/+$/, '')}/api${address(importId)}`;
  const lines = await importParts({ url, key, rows, say: line => console.log(line) });
  const of = (status: LineReport['status']) => lines.filter(line => line.status === status);
  for (const { line, field, reason } of lines.filter(one => one.reason !== undefined))
    console.log(`line ${line}: ${field ?? ''}: ${reason ?? ''}`);
  console.log(
    `${of('imported').length} imported, ${of('unchanged').length} unchanged, ${of('rejected').length} rejected`,
  );
  if (values.report) writeFileSync(values.report, reportOf(lines, subject));
  process.exitCode = of('rejected').length > 0 ? 1 : 0;
}

function readRows(file: string): unknown[] {
  const text = read(file);
  try {
    if (extname(file) !== '.json') {
      const rows: Record<string, string>[] = parse(text, {
        columns: true,
        bom: true,
        trim: true,
        skip_empty_lines: true,
      });
      return rows.map(row => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '')));
    }
    const rows: unknown = JSON.parse(text);
    if (Array.isArray(rows)) return rows;
  } catch (error) {
    throw new ToolError(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  throw new ToolError(`${file} must hold a JSON array of rows`);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ToolError(`There is no file ${file}.`);
  }
}

/** A cell that a spreadsheet would take for a formula gets a quote in front (OWASP, CSV injection). */
const cell = (value: unknown): string => {
  const text = String(value ?? '');
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

const reportOf = (lines: readonly LineReport[], subject: Import['subject']): string =>
  `${[
    `line,status,${subject === 'accountId' ? 'account' : subject},field,reason`,
    ...lines.map(line =>
      [line.line, line.status, line[subject], line.field, line.reason].map(cell).join(','),
    ),
  ].join('\n')}\n`;
