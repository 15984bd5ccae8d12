import type { ReactNode } from 'react';
import css from './table-box.module.css';

type TableBoxProps = { readonly label: string; readonly children: ReactNode };

/** A table that scrolls by itself where it is wider than its place, by keyboard too. Cells may say `data-align="end"` or `data-whole`. */
export const TableBox = ({ label, children }: TableBoxProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
  <section className={css['box']} aria-label={label} tabIndex={0}>
    <table className={css['table']} aria-label={label}>
      {children}
    </table>
  </section>
);
