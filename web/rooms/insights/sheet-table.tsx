import { Button } from '../../parts/button.tsx';
import { TableBox } from '../../parts/table-box.tsx';
import { csvOf } from '../promises/csv.ts';
import { saveText } from '../promises/save-text.ts';
import { useInsightFigures } from './insight-figures.ts';
import css from './insights.module.css';
import { type Sheet, type SheetRow, sheetLines } from './sheets.ts';
import { useInsightWords } from './use-insight-words.ts';

type TableProps = { readonly sheet: Sheet; readonly title: string };

/** A sheet as a table. */
export function SheetTable({ sheet, title }: TableProps) {
  const m = useInsightWords();
  return (
    <TableBox label={title}>
      <thead>
        <tr>
          <th scope="col">{m.columns[sheet.heads]}</th>
          {sheet.columns.map(({ id }) => (
            <th key={id} scope="col" data-align="end">
              {m.columns[id]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sheet.rows.map(row => (
          <SheetLine key={row.head} row={row} sheet={sheet} />
        ))}
      </tbody>
    </TableBox>
  );
}

function SheetLine({ row, sheet }: { readonly row: SheetRow; readonly sheet: Sheet }) {
  const { cell, fullName } = useInsightFigures();
  const { head, from = '', to = '', cells } = row;
  return (
    <tr data-testid="sheet-row">
      <th scope="row" data-whole>
        {sheet.heads === 'bucket' ? fullName(head, { from, to }) : head}
      </th>
      {sheet.columns.map(({ id, kind }, at) => (
        <td key={id} data-align="end">
          {cell(cells[at], kind)}
        </td>
      ))}
    </tr>
  );
}

type DownloadProps = TableProps & { readonly from: string; readonly to: string };

/** The same columns and rows as a file. */
export function Download({ sheet, title, from, to }: DownloadProps) {
  const m = useInsightWords();
  const save = () =>
    saveText(`insights-${sheet.id}-${from}-${to}.csv`, 'text/csv;charset=utf-8', csvOf(sheetLines(sheet)));
  return (
    <span className={css['download']}>
      <Button look="quiet" aria-label={m.downloadOf(title)} onPress={save}>
        {m.download}
      </Button>
    </span>
  );
}
