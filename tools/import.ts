import { readFileSync, writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { digest } from '../shared/kernel/id.ts';
import { needed, readFlags, runTool, ToolError } from './support/command.ts';
import { importParts, type LineReport } from './support/import-parts.ts';
import { readLocalState } from './support/local-state.ts';

const usage = `
Brings existing accounts with their contacts, owners, contracts and trials in; nobody is pushed and no journey starts.

  npm run import -- examples/accounts.csv [--report report.csv]

  --url      address of the product (default: what npm start runs here)
  --key      an API key with the scope accounts:write (default: the one that npm start made)
  --report   writes one line for each row: line, status, account, field, reason

The file is CSV with a header, or a JSON array; docs/import.md names the columns. Rows that were taken in before stay
unchanged, so a broken import is resumed by running it again. The exit code is 1 when a row was rejected.`;

const options = { url: { type: 'string' }, key: { type: 'string' }, report: { type: 'string' } } as const;

runTool(async () => {
  const { values, positionals } = readFlags({ usage, options });
  const file = positionals[0];
  if (file === undefined)
    throw new ToolError('Say which file, such as examples/accounts.csv (--help shows more).');
  const local = readLocalState();
  const base = values.url ?? local?.origin;
  if (base === undefined)
    throw new ToolError('Nothing runs here yet: start the product with npm start, or say --url and --key.');
  const key = needed(values.key ?? (values.url === undefined ? local?.apiKey : undefined), 'key');
  const rows = readRows(file);
  const importId = `${basename(file).replace(/[^A-Za-z0-9]+/g, '-')}-${digest(JSON.stringify(rows)).slice(0, 8)}`;
  const url = `${base.replace(/\/+$/, '')}/api/v1/imports/${importId}/rows`;
  const lines = await importParts({ url, key, rows, say: line => console.log(line) });
  const of = (status: LineReport['status']) => lines.filter(line => line.status === status);
  for (const { line, field, reason } of lines.filter(one => one.reason !== undefined))
    console.log(`line ${line}: ${field ?? ''}: ${reason ?? ''}`);
  console.log(
    `${of('imported').length} imported, ${of('unchanged').length} unchanged, ${of('rejected').length} rejected`,
  );
  if (values.report) writeFileSync(values.report, reportOf(lines));
  process.exitCode = of('rejected').length > 0 ? 1 : 0;
});

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

const reportOf = (lines: readonly LineReport[]): string =>
  `${[
    'line,status,account,field,reason',
    ...lines.map(line =>
      [line.line, line.status, line.accountId, line.field, line.reason].map(cell).join(','),
    ),
  ].join('\n')}\n`;
