import type { ReactNode } from 'react';
import css from './promises.module.css';

type ScrollBoxProps = { readonly label: string; readonly children: ReactNode };

/** A wide table that scrolls by itself where the screen is narrow, by keyboard too. */
export const ScrollBox = ({ label, children }: ScrollBoxProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
  <section className={css['tableBox']} aria-label={label} tabIndex={0}>
    <table className={css['table']} aria-label={label}>
      {children}
    </table>
  </section>
);
