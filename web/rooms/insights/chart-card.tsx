import { type ReactNode, useId } from 'react';
import type { InsightsView } from '../../../shared/contracts/insights-contract.ts';
import css from './insights.module.css';
import { Download, SheetTable } from './sheet-table.tsx';
import { type SheetId, sheetOf } from './sheets.ts';
import { useInsightWords } from './use-insight-words.ts';

type CardProps = {
  readonly view: InsightsView;
  readonly id: SheetId;
  /** Without a drawing the table is shown at once. */
  readonly children?: ReactNode;
  /** Is there anything to show? */
  readonly isEmpty?: boolean;
  readonly note?: string | undefined;
};

/** One subject: its drawing, the same as a table, and that as a file. */
export function ChartCard({ view, id, children, isEmpty = false, note }: CardProps) {
  const m = useInsightWords();
  const heading = useId();
  const sheet = sheetOf(id, view);
  const title = m.charts[id];
  const table = <SheetTable sheet={sheet} title={title} />;
  return (
    <section
      className={css['card']}
      data-wide={children === undefined}
      aria-labelledby={heading}
      data-testid={`card-${id}`}
    >
      <div className={css['head']}>
        <h2 id={heading}>{title}</h2>
        {!isEmpty && <Download sheet={sheet} title={title} from={view.from} to={view.to} />}
      </div>
      <p className={css['soft']}>{m.hints[id]}</p>
      {note !== undefined && <p className={css['soft']}>{note}</p>}
      {isEmpty && <p className={css['nothing']}>{m.nothing}</p>}
      {!isEmpty && children === undefined && table}
      {!isEmpty && children !== undefined && (
        <>
          {children}
          <details className={css['details']}>
            <summary>{m.table}</summary>
            {table}
          </details>
        </>
      )}
    </section>
  );
}
